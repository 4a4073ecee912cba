"""The people on a unit's pay list, and what each is awarded from its bonus fund."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step
from pay_models.kernel.declare.units import UnitBy

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated", "elsewhere")
# ten times the pay of all public servants; keeps every product of the fund within 64 bits
MOST_VND = 10**15
# a coefficient of at most 3.00 times 10**8 hundreds of dong of salary, and a whole unit's
WEIGHT_BITS, UNIT_WEIGHT_BITS = 35, 52
# a coefficient times months; by salary it is dong, per head people
SHARES = UnitBy("share_basis", {"by_class": "hundredths"})
REGULATION = "unit regulation (Decree 73/2024 art. 4)"


class Classified(Rows):
    """One row for each person on the unit's pay list, with the class and the grade pay of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The unit whose fund it is")
    class_: str = given(
        "Class of the year; elsewhere for who moved during it and is classified by another unit",
        alias="class",
        isin=CLASSES,
    )
    months_worked: int = given("Months worked in the year", ge=0, le=12)
    salary_year_vnd: int = given(
        "Grade pay without allowances of the year's months in this unit, VND", ge=0, le=10**10
    )
    ad_hoc_paid_vnd: int = given("Awards for sudden achievements already paid in the year", ge=0, le=10**10)

    class Config:
        unique = ("employee_id",)


class Awarded(Classified):
    """The bonus of each person from the fund of the unit."""

    salary_fund_vnd: int = step(
        "Grade pay of the whole unit in the year, without allowances",
        law="Decree 73/2024 art. 4",
        certainty="press",
        choice="over-frame seniority pay counts as an allowance",
        ge=0,
        le=MOST_VND,
    )
    fund_vnd: int = step(
        "Bonus fund of the unit",
        law="Decree 73/2024 art. 4",
        certainty="press",
        choice="a part of a dong is rounded",
        ge=0,
    )
    ad_hoc_part_vnd: int = step(
        "Part of the fund set aside for sudden achievements",
        agreement=REGULATION,
        choice="a part of a dong is dropped",
        ge=0,
    )
    unit_ad_hoc_paid_vnd: int = step(
        "Awards for sudden achievements already paid in the unit",
        law="Decree 73/2024 art. 4",
        certainty="press",
        ge=0,
    )
    class_part_vnd: int = step(
        "Part of the fund for the classes of the year: what the others leave",
        agreement=REGULATION,
        choice="awards paid beyond their part come off it; what sudden achievements left",
        ge=0,
    )
    coefficient_hundredths: int = step("Coefficient of the class", agreement=REGULATION, ge=0)
    weight: int = step(
        "Weight of the person: class coefficient times months worked, unless the unit shares otherwise",
        agreement=REGULATION,
        choice="what shares are measured by",
        unit=SHARES,
        ge=0,
        lt=1 << WEIGHT_BITS,
    )
    eligible: bool = step("Takes part in the sharing of the fund", agreement=REGULATION)
    unit_weight: int = step(
        "Weights of the whole unit", choice="shares by weight", unit=SHARES, ge=0, lt=1 << UNIT_WEIGHT_BITS
    )
    share_vnd: int = step("Whole dong of the share of the fund", choice="shares by weight", ge=0)
    remainder: int = step(
        "What is left of the share, in parts of a dong", choice="largest remainders", unit=SHARES, ge=0
    )
    remainder_place: int = step(
        "Place in the unit by what is left of the share",
        choice="largest remainders; equal ones by employee number",
        ge=1,
    )
    left_vnd: int = step("Dong of the unit that no whole share holds", choice="largest remainders", ge=0)
    award_vnd: int = step(
        "Bonus: the share, and one dong more for the largest remainders until the fund is spent",
        law="Decree 73/2024 art. 4",
        certainty="press",
        choice="largest remainders; equal ones by employee number",
        ge=0,
    )
    undistributed_vnd: int = step(
        "Fund of a unit in which nobody is eligible, for the unit to decide",
        law="Decree 73/2024 art. 4",
        certainty="press",
        choice="nobody is paid without a weight",
        ge=0,
    )
    lapses_vnd: int = step(
        "Money of the fund that nobody was awarded: not carried over after 31 January of the next year",
        law="Decree 73/2024 art. 4",
        certainty="press",
        ge=0,
    )
    overspent_vnd: int = step(
        "Awards already paid beyond the fund, for the unit to cover",
        law="Decree 73/2024 art. 4",
        certainty="press",
        choice="nothing is taken back from anybody",
        ge=0,
    )
