"""What a pay pool brings for each person, and what comes out."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step

PLACES = ("below", "within", "above")
NOTICE = "64 FR 1426 (8 January 1999)"
MOST_USD = 10**6
# a pay pool has at most some hundred people; products of its sums stay within 64 bits
MOST_POOL_CENTS = 10**11


class Scored(Rows):
    """One row for each person of a pay pool with the overall contribution score."""

    employee_id: Key = key("The person")
    pool_id: Key = key("The pay pool")
    career_path: str = given(
        "Career path: NH management and professional, NJ technical, NK administrative support",
        isin=("NH", "NJ", "NK"),
    )
    score: int = given("Overall contribution score (OCS)", ge=0, le=115)
    base_pay_usd: int = given("Base pay of a year, without locality", ge=1, le=MOST_USD)
    band_maximum_usd: int = given("Highest base pay of the broadband level", ge=1, le=MOST_USD)

    class Config:
        unique = ("employee_id",)


class Paid(Scored):
    """Place on the pay line, increases and award of each person of a pay pool."""

    line_usd_cents: int = step(
        "Standard pay line at the score: what such a contribution is worth",
        law=NOTICE,
        certainty="derived",
        refuses="The career path does not reach so high a score.",
        blames=("career_path", "score"),
        ge=0,
    )
    lower_rail_usd_cents: int = step("Lower rail at the score", law=NOTICE, certainty="derived", ge=0)
    upper_rail_usd_cents: int = step("Upper rail at the score", law=NOTICE, certainty="derived", ge=0)
    against_rails: str = step("Base pay below, within or above the rails", law=NOTICE, isin=PLACES)
    under_line_usd_cents: int = step("How far base pay stands below the line; 0 above it", law=NOTICE, ge=0)
    under_line_bp: int = step("The same as a share of base pay", law=NOTICE, ge=0)
    general_increase_usd_cents: int = step(
        "General pay increase (GPI), within the broadband level; above the rails it may be denied",
        law=NOTICE,
        choice="what is left of it above the rails",
        ge=0,
    )
    pool_pay_usd_cents: int = step("Base pay of the whole pool", law=NOTICE, ge=0, le=MOST_POOL_CENTS)
    general_left_usd_cents: int = step(
        "General increases that the pool does not pay; they move to the rating increases", law=NOTICE, ge=0
    )
    rating_pot_usd_cents: int = step("Money for contribution rating increases (CRI)", law=NOTICE, ge=0)
    rating_claim_usd_cents: int = step(
        "What is still missing to the line; nothing above the rails",
        law=NOTICE,
        choice="rating increases lead up to the line",
        ge=0,
    )
    rating_claims_usd_cents: int = step("What is missing in the whole pool", law=NOTICE, ge=0)
    rating_usd_cents: int = step(
        "Contribution rating increase (CRI): the claim, scaled down when the pot is too small",
        law=NOTICE,
        choice="in proportion to what is missing",
        ge=0,
    )
    raise_usd_cents: int = step(
        "Part of it that raises base pay, within the broadband level", law=NOTICE, ge=0
    )
    spilled_usd_cents: int = step("Part of it over the broadband level, paid as an award", law=NOTICE, ge=0)
    rating_left_usd_cents: int = step(
        "Rating increases that the pool does not pay; they move to the awards", law=NOTICE, ge=0
    )
    award_pot_usd_cents: int = step("Money for contribution awards (CA); it moves nowhere", law=NOTICE, ge=0)
    award_claim_usd_cents: int = step(
        "What the rating increase left missing",
        law=NOTICE,
        choice="awards pay what is still missing, once",
        ge=0,
    )
    award_claims_usd_cents: int = step("What is left missing in the whole pool", law=NOTICE, ge=0)
    award_usd_cents: int = step(
        "Contribution award (CA): the claim, scaled down when the pot is too small, and what spilled over",
        law=NOTICE,
        choice="in proportion to what is still missing",
        ge=0,
    )
    new_pay_usd_cents: int = step("Base pay after both increases", law=NOTICE, ge=0)
