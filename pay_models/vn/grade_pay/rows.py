"""The months that a caller brings, and the pay of each month and year."""

from __future__ import annotations

from datetime import date

from pay_models.kernel import Key, Rows, first_day, given, key, step
from pay_models.vn.grade_pay.rates import names_in

NO_POST = "none"
GRADES = names_in("coefficients", "grade_code")
POSTS = (NO_POST, *names_in("leadership", "code"))
REGIONAL = (0, 10, 20, 30, 40, 50, 70, 100)
BEFORE_ALL_ALLOWANCES = "Decree 204/2004, Circular 13/2026"


class Held(Rows):
    """One row for each person and month: the grade and step held, the post led, and what entitles to allowances."""

    employee_id: Key = key("The person")
    month: date = first_day()
    table: int = given("Table of Decree 204: 1 experts, 2 civil servants, 3 public employees", isin=(1, 2, 3))
    grade_code: str = given("Grade of the table", isin=GRADES)
    step: int = given("Step of the grade", ge=1, le=100)
    leadership_coefficient_hundredths: int = given(
        "Leadership coefficient of a post that the table does not hold, 0 without one", ge=0, le=500
    )
    months_at_last_step: int = given(
        "Months at the last step of the grade that count: without the delay for a year not completed there or for"
        " discipline, as vn.step_progression gives them; 0 before the last step",
        ge=0,
        le=720,
    )
    leadership_code: str = given(
        "Post led, by its code in the table of leadership allowances, or none", isin=POSTS
    )
    public_duty: bool = given("Has the public-duty allowance: civil servants, not public employees")
    other_percentages_bp: int = given(
        "Rates of all other percentage allowances together, such as attraction", ge=0, le=30_000
    )
    regional_coefficient_hundredths: int = given("Regional coefficient of the place of work", isin=REGIONAL)
    responsibility_coefficient_hundredths: int = given(
        "Coefficient of the responsibility allowance, set by the agency, 0 without one", ge=0, le=100
    )
    hard_area_years: int = given(
        "Full years of work in areas of special hardship, for who works in one now; 0 for others", ge=0, le=60
    )
    reserved_coefficient_hundredths: int = given(
        "Difference kept from an earlier, higher coefficient, 0 without one", ge=0, le=1000
    )

    class Config:
        unique = ("employee_id", "month")


class Paid(Held):
    """The pay of each person and month."""

    coefficient_hundredths: int = step(
        "Coefficient of the grade and step",
        law="Decree 204/2004 tables 1-3",
        certainty="press",
        refuses="The salary grid has no such step in this grade and table.",
        blames=("table", "grade_code", "step"),
        ge=0,
    )
    base_salary_vnd: int = step(
        "Base salary of the month",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    grade_pay_vnd: int = step(
        "Coefficient times base salary", law="Decree 204/2004", choice="half a dong rounds up", ge=0
    )
    leading_coefficient_hundredths: int = step(
        "Coefficient of the post led; of several posts the highest",
        law="Decree 204/2004, Decree 07/2026",
        certainty="ocr",
        refuses="The table of leadership allowances holds nothing for this post in this month.",
        blames=("leadership_code", "month"),
        ge=0,
    )
    leadership_allowance_vnd: int = step(
        "Leadership coefficient times base salary",
        law="Decree 204/2004, Decree 07/2026",
        choice="half a dong rounds up",
        certainty="ocr",
        ge=0,
    )
    over_frame_bp: int = step(
        "Rate of the over-frame allowance, earned at the last step of the grade",
        law="Decree 204/2004 art. 6",
        choice="a delay moves it too",
        certainty="press",
        refuses="Months at the last step are counted for a step that is not the last of its grade.",
        blames=("table", "grade_code", "step", "months_at_last_step"),
        ge=0,
    )
    over_frame_allowance_vnd: int = step(
        "Over-frame rate of the grade pay",
        law="Decree 204/2004 art. 6",
        choice="half a dong rounds up",
        certainty="press",
        ge=0,
    )
    percentage_base_vnd: int = step(
        "Grade pay with leadership and over-frame allowances: what percentage allowances are taken of",
        law=BEFORE_ALL_ALLOWANCES,
        certainty="press",
        ge=0,
    )
    public_duty_allowance_vnd: int = step(
        "Public-duty allowance: its rate of that pay",
        law="Decree 34/2012 art. 3",
        choice="half a dong rounds up",
        certainty="press",
        refuses="Public employees (table 3) have no public-duty allowance: it is that of civil servants.",
        blames=("table", "public_duty"),
        ge=0,
    )
    other_percentages_vnd: int = step(
        "All other percentage allowances: their rates of that pay",
        law=BEFORE_ALL_ALLOWANCES,
        agreement="rates brought by the agency",
        choice="half a dong rounds up",
        certainty="press",
        ge=0,
    )
    regional_allowance_vnd: int = step(
        "Regional coefficient times base salary",
        law="Decree 204/2004 art. 6, Circular 15/2026",
        choice="half a dong rounds up",
        certainty="ocr",
        ge=0,
    )
    responsibility_allowance_vnd: int = step(
        "Responsibility coefficient times base salary",
        law="Decree 204/2004 art. 6",
        agreement="coefficient brought by the agency",
        choice="half a dong rounds up",
        certainty="press",
        ge=0,
    )
    long_service_hundredths: int = step(
        "Coefficient for long service in areas of special hardship",
        law="Decree 76/2019",
        certainty="press",
        ge=0,
    )
    long_service_allowance_vnd: int = step(
        "Long-service coefficient times base salary",
        law="Decree 76/2019",
        choice="half a dong rounds up",
        certainty="press",
        ge=0,
    )
    reserved_difference_vnd: int = step(
        "Reserved coefficient times base salary",
        law=BEFORE_ALL_ALLOWANCES,
        choice="half a dong rounds up",
        certainty="press",
        ge=0,
    )
    total_vnd: int = step("Pay of the month with all allowances", law="Decree 204/2004", ge=0)


class Year(Rows):
    """Grade pay of each person over the months of a year."""

    employee_id: Key = key("The person")
    salary_year_vnd: int = step(
        "Grade pay of the months together, without allowances: what the bonus fund counts",
        law="Decree 161/2026 art. 4",
        ge=0,
    )
    total_year_vnd: int = step("Pay of the months together, with all allowances", law="Decree 204/2004", ge=0)
    months: int = step("Months paid", law="Decree 204/2004", ge=1)

    class Config:
        unique = ("employee_id",)
