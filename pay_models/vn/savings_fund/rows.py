"""What extra income from savings takes and tells: quarters with advances, the year of each person, the unit."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step
from pay_models.kernel.declare.units import UnitBy

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
# the weight of a person stays below 2**40, those of a unit together at most 2**50
WEIGHT_BITS, UNIT_BITS = 40, 50
USES, ADVANCES = "Decree 75/2026 art. 9.4", "Decree 75/2026 art. 11.3"
RULES = "internal spending rules of the agency (Decree 75/2026 art. 9.5)"
LARGEST = "largest remainders; equal ones by employee number"
# a coefficient alone; times salary it is dong
SHARES = UnitBy("weight_by", {"class": "hundredths"})


class Served(Rows):
    """One row for each person and quarter, with the class of the quarter and what the head decided."""

    employee_id: Key = key("The person")
    quarter: int = given("Year and quarter (20263 is the third of 2026)", ge=20_261, le=99_994)
    unit_id: Key = key("The agency whose savings they are")
    class_: str = given("Class of the quarter", alias="class", isin=CLASSES)
    salary_vnd: int = given("Salary of the quarter without allowances and contributions", ge=0, le=10**10)
    decided_advance_vnd: int = given(
        "Advance that the head decided for the agency's quarter", ge=0, le=10**15
    )

    class Config:
        unique = ("employee_id", "quarter")


class Advanced(Served):
    """The advance of each person and quarter."""

    year: int = step("Year whose savings they are", law=ADVANCES)
    salary_fund_vnd: int = step("Salary fund of the agency in the quarter", law=ADVANCES, ge=0, le=10**15)
    advance_limit_vnd: int = step("Most that may be advanced for the quarter", law=ADVANCES, ge=0)
    advance_fund_vnd: int = step(
        "Advance of the agency: what the head decided, within the limit",
        law=ADVANCES,
        refuses="The rows of one agency and quarter name different advances.",
        blames=("unit_id", "quarter", "decided_advance_vnd"),
        ge=0,
    )
    weight: int = step(
        "What the quarter weighs: coefficient of the class times salary, or alone",
        law=USES,
        agreement=RULES,
        choice="shares by weight",
        unit=SHARES,
        ge=0,
        lt=1 << WEIGHT_BITS,
    )
    unit_weight: int = step(
        "Weights of the whole agency", agreement=RULES, unit=SHARES, ge=0, lt=1 << UNIT_BITS
    )
    share_vnd: int = step("Whole dong of the share", agreement=RULES, choice="shares by weight", ge=0)
    remainder: int = step("What is left of the share, in parts of a dong", choice=LARGEST, unit=SHARES, ge=0)
    remainder_place: int = step("Place by what is left of the share", choice=LARGEST, ge=1)
    left_vnd: int = step("Dong that no whole share holds", choice=LARGEST, ge=0)
    advance_vnd: int = step("Advance of the person", law=ADVANCES, agreement=RULES, choice=LARGEST, ge=0)


class YearGiven(Rows):
    """One row for each person and year: the class of the year, and the accounts of the agency."""

    unit_id: Key = key("The agency whose savings they are")
    year: int = given("Year", ge=2_026, le=9_999)
    employee_id: Key = key("The person")
    class_: str = given("Class of the year", alias="class", isin=CLASSES)
    saved_vnd: int = given("What the agency saved in the year", ge=0, le=10**15)
    other_uses_vnd: int = given("Savings spent on rewards and welfare", ge=0, le=10**15)
    owed_vnd: int = given("Over-advance of years before, still to be recovered", ge=0, le=10**15)

    class Config:
        unique = ("unit_id", "year", "employee_id")


class Year(YearGiven):
    """The same with the quarters together."""

    salary_year_vnd: int = step("Salary of the year", law=USES, ge=0, le=10**12)
    advances_vnd: int = step("Advances of the year", law=ADVANCES, ge=0)


class Settled(Year):
    """The settlement of each person for the year."""

    salary_fund_vnd: int = step("Salary fund of the agency in the year", law=USES, ge=0, le=10**15)
    ceiling_vnd: int = step("Most extra income that the agency may pay for the year", law=USES, ge=0)
    advanced_vnd: int = step("Advances of the whole agency", law=ADVANCES, ge=0)
    recovered_vnd: int = step(
        "Over-advance of years before, taken out of the savings first",
        law=ADVANCES,
        refuses="The rows of one agency and year name different accounts.",
        blames=("unit_id", "year", "saved_vnd", "other_uses_vnd", "owed_vnd"),
        ge=0,
    )
    available_vnd: int = step("Savings after that", law=USES, ge=0)
    for_income_vnd: int = step("Savings after rewards and welfare", law=USES, ge=0)
    reserve_vnd: int = step(
        "Set aside for the reserve that steadies income, out of what advances left",
        law=USES,
        agreement=RULES,
        choice="rate of the reserve",
        ge=0,
    )
    settlement_fund_vnd: int = step(
        "Still to be paid: savings left, up to the ceiling; nothing when more was advanced",
        law=ADVANCES,
        ge=0,
    )
    owed_next_vnd: int = step(
        "Over-advance to be recovered from the savings of the years after", law=ADVANCES, ge=0
    )
    weight: int = step(
        "What the year weighs: coefficient of the class times salary, or alone",
        law=USES,
        agreement=RULES,
        choice="shares by weight",
        unit=SHARES,
        ge=0,
        lt=1 << WEIGHT_BITS,
    )
    unit_weight: int = step(
        "Weights of the whole agency", agreement=RULES, unit=SHARES, ge=0, lt=1 << UNIT_BITS
    )
    share_vnd: int = step("Whole dong of the share", agreement=RULES, choice="shares by weight", ge=0)
    remainder: int = step("What is left of the share, in parts of a dong", choice=LARGEST, unit=SHARES, ge=0)
    remainder_place: int = step("Place by what is left of the share", choice=LARGEST, ge=1)
    left_vnd: int = step("Dong that no whole share holds", choice=LARGEST, ge=0)
    settlement_vnd: int = step(
        "Settlement of the person; advances stay as they were paid",
        law=ADVANCES,
        agreement=RULES,
        choice=LARGEST,
        ge=0,
    )
    extra_income_vnd: int = step("Extra income of the year: advances and settlement", law=USES, ge=0)


class Unit(Rows):
    """The accounts of each agency and year."""

    unit_id: Key = key("The agency")
    year: int = given("Year")
    saved_vnd: int = step("Saved in the year", law="Decree 75/2026 art. 9.3", ge=0)
    recovered_vnd: int = step("Recovered for years before", law=ADVANCES, ge=0)
    other_uses_vnd: int = step("Spent on rewards and welfare", law=USES, ge=0)
    reserve_vnd: int = step("Set aside for the reserve", law=USES, ge=0)
    advances_vnd: int = step("Extra income paid in advance", law=ADVANCES, ge=0)
    settlement_vnd: int = step("Extra income paid at the settlement", law=ADVANCES, ge=0)
    owed_next_vnd: int = step("To be recovered from the years after", law=ADVANCES, ge=0)
    for_income_vnd: int = step("Savings after rewards and welfare", law=USES, ge=0)

    class Config:
        unique = ("unit_id", "year")


class Closed(Unit):
    """Savings of an agency for the year: what was paid, reserved, left and is still owed."""

    unspent_vnd: int = step("Savings not used, for the reserve or the next year", law=USES, ge=0)
