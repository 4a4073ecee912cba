"""The tables of the half-yearly bonus: what a caller brings, and what each step tells the person paid."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step

STAFF_CLASSES = ("general", "specified_manager", "designated")
CATEGORIES = ("outstanding", "excellent", "good", "not_good")
TERM = "Act on pay of national servants art. 19-4"
DILIGENCE = "Act on pay of national servants art. 19-7"
ROLE = "NPA rule 9-40 art. 4-3"
MANAGER = "NPA rule 9-40 art. 4-4"
CUT = "a part of a yen is dropped"


class HalfYear(Rows):
    """One row for each person and half-year: pay on the reference day, service, rating and the rate picked."""

    employee_id: Key = key("The person")
    half: int = given("Month of payment: 6 or 12", isin=(6, 12))
    staff_class: str = given("Staff class: general, specified manager or designated", isin=STAFF_CLASSES)
    grade: int = given("Grade of the pay table; 0 in the designated service", ge=0, le=10)
    base_yen: int = given("Base pay a month", ge=0, le=10**7)
    dependants_yen: int = given("Dependants' allowance a month", ge=0, le=10**6)
    area_bp: int = given("Rate of the area allowance", ge=0, le=2000)
    manager_type: int = given("Type of the managers' adjustment, 1 to 5; 0 without one", ge=0, le=5)
    category: str = given("Category of the rating", isin=CATEGORIES)
    chosen_bp: int = given("Performance rate that the employer picked", ge=0, le=50_000)
    months: int = given("Whole months of service in the half-year", ge=0, le=6)
    days: int = given("Days of service beyond them", ge=0, le=30)

    class Config:
        unique = ("employee_id", "half")


class Paid(HalfYear):
    """The bonus of each person and half-year."""

    area_yen: int = step(
        "Area allowance on base pay", law=DILIGENCE, choice=CUT, certainty="third_party", ge=0
    )
    role_yen: int = step(
        "Role addition: base pay and its area allowance at the rate of the grade",
        law=ROLE,
        choice=CUT,
        certainty="third_party",
        ge=0,
    )
    manager_yen: int = step(
        "Managers' addition on base pay", law=MANAGER, choice=CUT, certainty="third_party", ge=0
    )
    term_base_yen: int = step(
        "Base of the term allowance: base pay and dependants' allowance with the area allowance on both, role and"
        " managers' additions",
        law=TERM,
        choice=CUT,
        certainty="third_party",
        ge=0,
    )
    diligence_base_yen: int = step(
        "Base of the diligence allowance: base pay with its area allowance, role and managers' additions;"
        " no dependants",
        law=DILIGENCE,
        certainty="third_party",
        ge=0,
    )
    term_rate_bp: int = step(
        "Rate of the term allowance: months of pay", law=TERM, certainty="third_party", ge=0
    )
    term_period_percent: int = step(
        "Rate for the term served", law="NPA rule 9-40", certainty="third_party", ge=0, le=100
    )
    least_bp: int = step(
        "Lowest performance rate of the category",
        law=DILIGENCE,
        certainty="third_party",
        refuses="This staff class has no such category.",
        blames=("staff_class", "category"),
        ge=0,
    )
    most_bp: int = step(
        "Highest performance rate of the category",
        law=DILIGENCE,
        certainty="third_party",
        refuses="This staff class has no such category.",
        blames=("staff_class", "category"),
        ge=0,
    )
    performance_bp: int = step(
        "Performance rate: the one picked, never outside the category",
        law=DILIGENCE,
        certainty="third_party",
        ge=0,
        le=50_000,
    )
    diligence_period_percent: int = step(
        "Rate for the time served", law="NPA rule 9-40", certainty="third_party", ge=0, le=100
    )
    term_yen: int = step(
        "Term allowance: its base times months of pay times the rate for the term served",
        law=TERM,
        choice=CUT,
        certainty="third_party",
        ge=0,
    )
    diligence_yen: int = step(
        "Diligence allowance: its base times performance rate times the rate for the time served",
        law=DILIGENCE,
        choice=CUT,
        certainty="third_party",
        ge=0,
    )
    bonus_yen: int = step(
        "Both allowances of the half-year", law=f"{TERM}, art. 19-7", certainty="third_party", ge=0
    )


class Year(Rows):
    """The bonus of each person over the half-years of a year."""

    employee_id: Key = key("The person")
    term_year_yen: int = step("Term allowances of the year", law=TERM, certainty="third_party", ge=0)
    diligence_year_yen: int = step(
        "Diligence allowances of the year", law=DILIGENCE, certainty="third_party", ge=0
    )
    bonus_year_yen: int = step("Bonus of the year", law=f"{TERM}, art. 19-7", certainty="third_party", ge=0)

    class Config:
        unique = ("employee_id",)
