"""What a plan brings for each measure and each person, and what comes out."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step

PLAN = "bonus plan"
RATE = "hundred_millionths"
# a salary times a rate stays within 64 bits
MOST_CENTS = 10**9
# 100 % of salary is 10**8: the product of a target and a weight in whole per cent and a payout in basis points
MOST_RATE = 10**9
MOST_BONUS_CENTS = 10**11


class Measured(Rows):
    """One row for each measure of each person: what was aimed at, what was achieved, and by which curve it pays."""

    employee_id: Key = key("The person")
    measure: str = given("The measure, such as profit or personal goals")
    salary_cents: int = given("Salary of a year", ge=0, le=MOST_CENTS)
    target_bp: int = given("Target bonus as a share of salary, 1 % = 100", ge=0, le=50_000)
    target_shares: int = given(
        "Shares granted for reaching the target; 0 in a plan of money", ge=0, le=10**10
    )
    weight_bp: int = given("Weight of the measure, 1 % = 100", ge=0, le=10_000)
    achieved: int = given(
        "What was achieved, in hundredths of the curve's unit: 80 % is 8000", ge=0, le=1_000_000
    )
    curve: str = given("Curve of the plan by which the measure pays")
    gate_met: bool = given("The gate of the plan is met")
    curve_without_gate: str = given("Curve by which it pays when the gate is missed; none pays nothing")
    paid_in: str = given("What the part is paid in", isin=("cash", "shares"))

    class Config:
        unique = ("employee_id", "measure")


class Part(Measured):
    """What one measure pays."""

    curve_used: str = step("Curve that counts", agreement=PLAN)
    payout_bp: int = step(
        "What the curve pays for the achievement, as a share of the target",
        agreement=PLAN,
        choice="what it is rounded to",
        certainty="third_party",
        refuses="No plan here has such a curve.",
        blames=("curve", "curve_without_gate"),
        ge=0,
        le=100_000,
    )
    part_rate: int = step(
        "Target times weight times payout, in hundred-millionths of salary",
        agreement=PLAN,
        choice="what it is rounded to",
        unit=RATE,
        ge=0,
        le=MOST_RATE,
    )
    part_cents: int = step(
        "The same in money, to the nearest cent", agreement=PLAN, choice="half a cent rounds up", ge=0
    )
    in_shares_cents: int = step("Part of it that is paid in shares", agreement=PLAN, ge=0)
    part_shares: int = step(
        "Shares earned of those granted", agreement=PLAN, choice="half a share rounds up", unit="count", ge=0
    )


class Terms(Rows):
    """One row for each person: what the plan lets the sum of the parts become."""

    employee_id: Key = key("The person")
    modifier_curve: str = given("Curve of the modifier; as_achieved for a plain percentage")
    modifier_achieved: int = given(
        "What the modifier goes by, in hundredths of its curve's unit; 10000 changes nothing",
        ge=0,
        le=1_000_000,
    )
    months_served: int = given("Months served in the year", ge=0, le=12)
    most_cents: int = given("Highest bonus of the person", ge=0, le=MOST_BONUS_CENTS)
    share_price_cents: int = given("Price of a share; 0 when nothing is paid in shares", ge=0, le=10**8)

    class Config:
        unique = ("employee_id",)


class Settled(Terms):
    """The terms of each person beside the parts together."""

    parts_rate: int = step("Parts together, in hundred-millionths of salary", agreement=PLAN, unit=RATE, ge=0)
    parts_cents: int = step("Parts together in money", agreement=PLAN, ge=0, le=MOST_BONUS_CENTS)
    parts_in_shares_cents: int = step("Parts together that are paid in shares", agreement=PLAN, ge=0)
    shares_earned: int = step("Shares earned of those granted, together", agreement=PLAN, ge=0)


class Awarded(Settled):
    """Bonus of each person by target, curves, modifier, months and cap."""

    modifier_bp: int = step(
        "Modifier that multiplies the parts",
        agreement=PLAN,
        certainty="third_party",
        refuses="No plan here has such a curve.",
        blames=("modifier_curve",),
        ge=0,
        le=100_000,
    )
    months_counted: int = step(
        "Months that count",
        agreement=PLAN,
        choice="too few count as none, enough as the whole year",
        ge=0,
        le=12,
    )
    bonus_rate: int = step(
        "Bonus in hundred-millionths of salary, before the cap", agreement=PLAN, unit=RATE, ge=0
    )
    bonus_cents: int = step(
        "Bonus: the parts by modifier and months, within the cap",
        agreement=PLAN,
        choice="half a cent rounds up",
        ge=0,
    )
    bonus_in_shares_cents: int = step(
        "Part of the bonus that is paid in shares", agreement=PLAN, choice="half a cent rounds up", ge=0
    )
    shares: int = step(
        "Shares for it at the price, to the nearest one",
        agreement=PLAN,
        choice="half a share rounds up",
        unit="count",
        ge=0,
    )
    cash_cents: int = step("Rest of the bonus, paid in cash", agreement=PLAN, ge=0)
