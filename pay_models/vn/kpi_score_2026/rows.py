"""The tables of the KPI score: work items, months, quarters and the period, with a sentence for each column."""

from __future__ import annotations

from datetime import date

from pay_models.kernel import Key, Rows, first_day, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS

KINDS = ("assigned", "handed_over", "taken_over", "ad_hoc")
NONE = "none"
FIELD_RESULTS = (NONE, "all_completed", "someone_not_completed")
ORGANISING = (NONE, "with_initiatives", "without_initiatives", "short_delay", "prolonged_delay")
UNITING = (NONE, "united", "short_conflict", "prolonged_conflict")
MOST_UNITS = 10**10


class Work(Rows):
    """One row for each work item of a person and month; a product that failed often has a row of its own."""

    employee_id: Key = key("The person")
    month: date = first_day()
    item_key: Key = key("The product or piece of work")
    kind: str = given(
        "How the person came by it: assigned, handed_over to somebody else, taken_over from them, ad_hoc",
        isin=KINDS,
    )
    coefficient_hundredths: int = given("Conversion coefficient k, 1.00 = 100", ge=1, le=100_000)
    assigned: int = given("Products asked for", ge=0, le=100_000)
    completed: int = given("Products completed", ge=0, le=100_000)
    quality_failures: int = given("Failed checks of their content", ge=0, le=100_000)
    excused_failures: int = given(
        "Failed checks with an objective cause that the competent authority confirmed", ge=0, le=100_000
    )
    delays: int = given("Delays", ge=0, le=100_000)
    excused_delays: int = given(
        "Delays with an objective cause that the competent authority confirmed", ge=0, le=100_000
    )

    class Config:
        unique = ("employee_id", "month", "item_key")


class Converted(Work):
    """The same work in converted units."""

    assigned_units_hundredths: int = step(
        "Converted units assigned: handed-over work stays in, taken-over and ad-hoc work stays out",
        law="Decree 335/2025 arts. 13, 18",
        ge=0,
    )
    completed_units_hundredths: int = step(
        "Converted units completed: handed-over work never counts, taken-over and ad-hoc work does",
        law="Decree 335/2025 arts. 13, 18",
        refuses="More is completed than was assigned: work taken over or ad hoc is an item of its own kind.",
        blames=("completed", "assigned"),
        ge=0,
    )
    counted_failures: int = step(
        "Failed checks that count: those without a confirmed objective cause",
        law="Decree 335/2025 art. 14",
        refuses="More failed checks are excused than there were.",
        blames=("quality_failures", "excused_failures"),
        ge=0,
    )
    counted_delays: int = step(
        "Delays that count: those without a confirmed objective cause",
        law="Decree 335/2025 art. 14",
        refuses="More delays are excused than there were.",
        blames=("delays", "excused_delays"),
        ge=0,
    )
    quality_units_millionths: int = step(
        "Converted units after deductions for failed quality checks",
        law="Decree 335/2025 art. 14",
        choice="reading of the 25 %; never below 0 for a work item",
        ge=0,
    )
    progress_units_millionths: int = step(
        "Converted units after deductions for delays",
        law="Decree 335/2025 art. 14",
        choice="reading of the 25 %; never below 0 for a work item",
        ge=0,
    )


class MonthGiven(Rows):
    """One row for each person and month: general criteria, and the findings of art. 15 about who leads."""

    employee_id: Key = key("The person")
    month: date = first_day()
    general_points_hundredths: int = given(
        "Points for the general criteria, three groups of 10 together, 30.00 = 3000", ge=0, le=3_000
    )
    leads: bool = given("Leads a unit or a field, as its head or as a deputy")
    field_result: str = given(
        "d, the people led: all_completed or better, or someone_not_completed; none for who leads nobody",
        isin=FIELD_RESULTS,
    )
    organising: str = given(
        "đ, the work led: done to plan with_initiatives or without_initiatives, with a short_delay or a"
        " prolonged_delay; none for who leads nobody",
        isin=ORGANISING,
    )
    uniting: str = given(
        "e, the unit led: united, with a short_conflict or a prolonged_conflict; none for who leads nobody",
        isin=UNITING,
    )

    class Config:
        unique = ("employee_id", "month")


class Month(MonthGiven):
    """One row for each person and month with the work of the month together."""

    assigned_units_hundredths: int = step(
        "Converted units assigned in the month", law="Decree 335/2025 art. 14", ge=0, le=MOST_UNITS
    )
    completed_units_hundredths: int = step(
        "Converted units completed in the month", law="Decree 335/2025 art. 14", ge=0, le=MOST_UNITS
    )
    quality_units_millionths: int = step(
        "Converted units of the month that count for quality",
        law="Decree 335/2025 art. 14",
        ge=0,
        le=MOST_UNITS * BASIS_POINTS,
    )
    progress_units_millionths: int = step(
        "Converted units of the month that count for progress",
        law="Decree 335/2025 art. 14",
        ge=0,
        le=MOST_UNITS * BASIS_POINTS,
    )


class Scored(Month):
    """The score of each person and month."""

    criteria: int = step(
        "Criteria of equal weight for the tasks: a, b, c, and for who leads also d, đ, e",
        law="Decree 335/2025 art. 16",
        refuses="Who leads has a finding for each of d, đ and e; who leads nobody has none.",
        blames=("leads", "field_result", "organising", "uniting"),
        isin=(3, 6),
    )
    quantity_bp: int = step(
        "a: completed over assigned units", law="Decree 335/2025 art. 14", choice="cap at 100 %", ge=0
    )
    quality_bp: int = step(
        "b: quality units over assigned units", law="Decree 335/2025 art. 14", choice="cap at 100 %", ge=0
    )
    progress_bp: int = step(
        "c: progress units over assigned units", law="Decree 335/2025 art. 14", choice="cap at 100 %", ge=0
    )
    field_result_bp: int = step(
        "d: result of the unit or field led; 0 for who leads nobody",
        law="Decree 335/2025 art. 15",
        ge=0,
        le=BASIS_POINTS,
    )
    organising_bp: int = step(
        "đ: ability to organise the work; 0 for who leads nobody",
        law="Decree 335/2025 art. 15",
        choice="value of the cases between the two defined ones",
        ge=0,
        le=BASIS_POINTS,
    )
    uniting_bp: int = step(
        "e: ability to unite people; 0 for who leads nobody",
        law="Decree 335/2025 art. 15",
        choice="value of the case between the two defined ones",
        ge=0,
        le=BASIS_POINTS,
    )
    task_points_hundredths: int = step(
        "Points for the tasks: the mean of the criteria times 70, from their exact fractions",
        law="Decree 335/2025 arts. 12, 16, 17",
        choice="place and mode of rounding; months without assigned work",
        ge=0,
        le=7_000,
    )
    score_hundredths: int = step(
        "Score of the month: general points and points for the tasks",
        law="Decree 335/2025 art. 17",
        ge=0,
        le=10_000,
    )
    score_millionths: int = step(
        "The score as it enters the mean: rounded or not",
        law="Decree 335/2025 art. 17",
        choice="whether the mean and the class follow the rounded score",
        ge=0,
        le=100_000_000,
    )
    counted: bool = step(
        "The month counts in the mean", law="Decree 335/2025 art. 17", choice="months without assigned work"
    )
    quarter: int = step(
        "Quarter of the month, 20261 for the first of 2026", law="Decree 335/2025 art. 17", ge=10_000
    )


class Quarter(Rows):
    """One row for each person and quarter."""

    employee_id: Key = key("The person")
    quarter: int = given("Quarter, 20261 for the first of 2026", ge=10_000)
    months_counted: int = step("Months of the quarter that count", law="Decree 335/2025 art. 17", ge=0)
    score_sum_millionths: int = step("Scores of these months together", law="Decree 335/2025 art. 17", ge=0)

    class Config:
        unique = ("employee_id", "quarter")


class QuarterScored(Quarter):
    """The score of each person and quarter."""

    score_hundredths: int = step(
        "Score of the quarter: the plain mean of its months that count, 0 without any",
        law="Decree 335/2025 art. 17",
        choice="place and mode of rounding",
        ge=0,
        le=10_000,
    )
    score_millionths: int = step(
        "The score of the quarter as it enters a mean of quarters",
        law="Decree 335/2025 art. 17",
        choice="whether the mean and the class follow the rounded score",
        ge=0,
        le=100_000_000,
    )
    counted: bool = step("The quarter has a month that counts", law="Decree 335/2025 art. 17")


class Period(Rows):
    """One row for each person: the months together."""

    employee_id: Key = key("The person")
    months_counted: int = step("Months that count", law="Decree 335/2025 art. 17", ge=0)
    score_sum_millionths: int = step("Scores of these months together", law="Decree 335/2025 art. 17", ge=0)
    quarters_counted: int = step("Quarters that count", law="Decree 335/2025 art. 17", ge=0)
    quarter_sum_millionths: int = step(
        "Scores of these quarters together", law="Decree 335/2025 art. 17", ge=0
    )

    class Config:
        unique = ("employee_id",)


class PeriodScored(Period):
    """The score of each person for the quarter, half-year or year of the months given."""

    scored: bool = step(
        "There is a score: a month counts. Without one there is none, and nobody is classified by the 0 in its place",
        law="Decree 335/2025 art. 17",
        choice="months without assigned work",
    )
    score_hundredths: int = step(
        "Score of the period: the plain mean of the months that count, 0 without any",
        law="Decree 335/2025 art. 17",
        choice="place and mode of rounding; mean of the quarters where an agency runs quarterly periods",
        ge=0,
        le=10_000,
    )
