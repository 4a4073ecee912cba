"""What an agency brings for each award, and what comes out for the person and for the agency."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step

MOST_USD = 10**6
CASH_AWARD = "5 USC 4505a"
EXECUTIVES = "5 USC 5384"


class Proposed(Rows):
    """One row for each person who is proposed for an award of the year."""

    employee_id: Key = key("The person")
    agency_id: Key = key("The agency")
    executive: bool = given("Career appointee of the Senior Executive Service")
    rating: int = given("Rating: 5 outstanding, 3 fully successful, 1 unsatisfactory", ge=1, le=5)
    exceptional: bool = given("The agency head finds exceptional performance that justifies more than 10 %")
    base_pay_usd: int = given("Annual rate of basic pay; with locality for a cash award", ge=1, le=MOST_USD)
    proposed_bp: int = given("Award proposed as a share of pay, 1 % = 100; 0 for none", ge=0, le=10_000)
    rank_award: str = given("Rank award of an executive", isin=("none", "meritorious", "distinguished"))

    class Config:
        unique = ("employee_id",)


class Awarded(Proposed):
    """Award of each person within the limits of the law."""

    eligible: bool = step("Rated fully successful or better", law="5 USC 4505a(a)(1), 5384(b)")
    least_usd_cents: int = step(
        "Least that an award may be; nothing below it but no award at all", law=EXECUTIVES, ge=0
    )
    most_usd_cents: int = step(
        "Most that an award may be, a part of a cent dropped", law="5 USC 4505a(a)(2), 5384(b)", ge=0
    )
    performance_award_usd_cents: int = step(
        "Award: what is proposed, raised to the least and cut to the most",
        law="5 USC 4505a, 5384",
        choice="half a cent rounds up, but never over a limit",
        ge=0,
    )
    rank_award_usd_cents: int = step(
        "Rank award: 20 % of pay for a meritorious, 35 % for a distinguished executive",
        law="5 USC 4507(e)",
        choice="a part of a cent is dropped",
        ge=0,
    )
    executive_award_usd_cents: int = step("Part that the pool of the executives pays", law=EXECUTIVES, ge=0)


class Before(Rows):
    """One row for each agency: the executives of the year before, from whose pay the pool is made."""

    agency_id: Key = key("The agency")
    executives_before: int = given("Career executives at the end of the fiscal year before", ge=1, le=10**5)
    executive_pay_before_usd_cents: int = given("Their basic pay of that year together", ge=0, le=10**12)

    class Config:
        unique = ("agency_id",)


class Agency(Before):
    """An agency's pool beside its awards."""

    executive_awards_usd_cents: int = step("Awards of the executives together", law=EXECUTIVES, ge=0)


class Pool(Agency):
    """Pool of the executives of each agency, and what exceeds it."""

    share_of_pay_usd_cents: int = step(
        "10 % of their pay of the year before", law="5 USC 5384(b)(3)(A)", ge=0
    )
    share_of_mean_usd_cents: int = step(
        "20 % of their mean pay of that year", law="5 USC 5384(b)(3)(B)", ge=0
    )
    pool_usd_cents: int = step("Pool: the greater of both", law=EXECUTIVES, ge=0)
    left_usd_cents: int = step("Money of the pool that no award takes", law=EXECUTIVES, ge=0)
    over_usd_cents: int = step(
        "Awards over the pool, which the agency must lower; 0 within it", law=EXECUTIVES, ge=0
    )
