"""KPI score of civil servants who lead nobody: Decree 335/2025/ND-CP arts. 14, 16 and 17.

Work is counted in converted units, k = 1.00 being the standard product. Quality and progress units are held
in millionths (hundredths of k times basis points), so that nothing is rounded before the score is.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.kernel import Dated, Formulas, Gather, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.money import BASIS_POINTS, rounded

CRITERIA = 3
MOST_UNITS = 10**10


class Rules(NamedTuple):
    """See parameters.yaml."""

    failure_deduction_bp: int
    failure_reading: str
    criterion_cap: str
    task_points_hundredths: int
    rounds: str
    rounding: str
    score_step_hundredths: int
    without_assigned_work: str


class Work(Rows):
    """One row for each work item of a person and month. Excused failures and delays are not counted."""

    employee_id: Key = key("The person")
    month: date = given("First day of the month")
    item_key: Key = key("The product or piece of work")
    coefficient_hundredths: int = given("Conversion coefficient k, 1.00 = 100", ge=1, le=100_000)
    assigned: int = given("Products assigned", ge=0, le=100_000)
    completed: int = given("Products completed", ge=0, le=100_000)
    quality_failures: int = given("Failed checks of their content", ge=0, le=100_000)
    delays: int = given("Delays", ge=0, le=100_000)

    class Config:
        unique = ("employee_id", "month", "item_key")


class Converted(Work):
    """The same work in converted units."""

    assigned_units_hundredths: int = step("Converted units assigned", law="Decree 335/2025 art. 13", ge=0)
    completed_units_hundredths: int = step("Converted units completed", law="Decree 335/2025 art. 13", ge=0)
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
    """One row for each person and month: the points for the general criteria."""

    employee_id: Key = key("The person")
    month: date = given("First day of the month")
    general_points_hundredths: int = given("Points for the general criteria, 30.00 = 3000", ge=0, le=3_000)

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

    quantity_bp: int = step(
        "a: completed over assigned units", law="Decree 335/2025 art. 14", choice="cap at 100 %", ge=0
    )
    quality_bp: int = step(
        "b: quality units over assigned units", law="Decree 335/2025 art. 14", choice="cap at 100 %", ge=0
    )
    progress_bp: int = step(
        "c: progress units over assigned units", law="Decree 335/2025 art. 14", choice="cap at 100 %", ge=0
    )
    task_points_hundredths: int = step(
        "Points for the tasks: the mean of a, b and c times 70, from their exact fractions",
        law="Decree 335/2025 arts. 16, 17",
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
    counted: bool = step(
        "The month counts in the mean", law="Decree 335/2025 art. 17", choice="months without assigned work"
    )


class Period(Rows):
    """One row for each person: the months together."""

    employee_id: Key = key("The person")
    months_counted: int = step("Months that count", law="Decree 335/2025 art. 17", ge=0)
    score_sum_hundredths: int = step("Scores of these months together", law="Decree 335/2025 art. 17", ge=0)

    class Config:
        unique = ("employee_id",)


class PeriodScored(Period):
    """The score of each person for the quarter, half-year or year of the months given."""

    score_hundredths: int = step(
        "Score of the period: the plain mean of the months that count, 0 without any",
        law="Decree 335/2025 art. 17",
        choice="mode of rounding",
        ge=0,
        le=10_000,
    )


def deducted(p: Rules, counted: str) -> nw.Expr:
    """Converted millionths of an item after the deductions for failures or delays, never below 0."""
    loss_bp = p.failure_deduction_bp if p.failure_reading == "part" else BASIS_POINTS
    kept_bp = nw.col("completed") * BASIS_POINTS - nw.col(counted) * loss_bp
    kept_bp = nw.when(kept_bp > 0).then(kept_bp).otherwise(nw.lit(0, nw.Int64))
    return nw.col("coefficient_hundredths") * kept_bp


def assigned() -> nw.Expr:
    """The denominator of all three criteria, in millionths."""
    return nw.col("assigned_units_hundredths") * BASIS_POINTS


def earned(p: Rules, criterion: str) -> nw.Expr:
    """The numerator of a criterion, in millionths."""
    units = {
        "quantity_bp": nw.col("completed_units_hundredths") * BASIS_POINTS,
        "quality_bp": nw.col("quality_units_millionths"),
        "progress_bp": nw.col("progress_units_millionths"),
    }[criterion]
    beyond = (units > assigned()) if p.criterion_cap == "at_100" else nw.lit(False)
    return nw.when(beyond).then(assigned()).otherwise(units)


def has_work() -> nw.Expr:
    return nw.col("assigned_units_hundredths") > 0


def without_work_bp(p: Rules) -> int:
    return BASIS_POINTS if p.without_assigned_work == "full_points" else 0


def criterion(p: Rules, name: str) -> nw.Expr:
    """A criterion in basis points, as it is shown."""
    share = rounded(earned(p, name) * BASIS_POINTS, divisor(), p.rounding)
    return nw.when(has_work()).then(share).otherwise(nw.lit(without_work_bp(p), nw.Int64))


def divisor() -> nw.Expr:
    return nw.when(has_work()).then(assigned()).otherwise(nw.lit(1, nw.Int64))


def task_points(p: Rules) -> nw.Expr:
    """The mean of the criteria times the most points, rounded once; art. 12 caps them at the most points."""
    names = ("quantity_bp", "quality_bp", "progress_bp")
    if p.rounds == "each_criterion":
        together, whole = nw.sum_horizontal(*names), nw.lit(BASIS_POINTS, nw.Int64)
    else:
        together, whole = nw.sum_horizontal(*(earned(p, name) for name in names)), divisor()
    most, step = p.task_points_hundredths, p.score_step_hundredths
    points = rounded(together * most, whole * (CRITERIA * step), p.rounding) * step
    without = nw.lit(without_work_bp(p) * most // BASIS_POINTS, nw.Int64)
    capped = nw.when(points > most).then(nw.lit(most, nw.Int64)).otherwise(points)
    return nw.when(has_work()).then(capped).otherwise(without)


def mean_score(p: Rules) -> nw.Expr:
    months, step = nw.col("months_counted"), p.score_step_hundredths
    divisor = nw.when(months > 0).then(months).otherwise(nw.lit(1, nw.Int64))
    return rounded(nw.col("score_sum_hundredths"), divisor * step, p.rounding) * step


def times_k(column: str) -> nw.Expr:
    return nw.col("coefficient_hundredths") * nw.col(column)


CONVERSION: Formulas[Rules] = {
    "assigned_units_hundredths": lambda _: times_k("assigned"),
    "completed_units_hundredths": lambda _: times_k("completed"),
    "quality_units_millionths": lambda p: deducted(p, "quality_failures"),
    "progress_units_millionths": lambda p: deducted(p, "delays"),
}

SCORING: Formulas[Rules] = {
    "quantity_bp": lambda p: criterion(p, "quantity_bp"),
    "quality_bp": lambda p: criterion(p, "quality_bp"),
    "progress_bp": lambda p: criterion(p, "progress_bp"),
    "task_points_hundredths": task_points,
    "score_hundredths": lambda _: nw.col("general_points_hundredths") + nw.col("task_points_hundredths"),
    "counted": lambda p: has_work() if p.without_assigned_work == "left_out" else nw.lit(True),
}

MODEL = PayModel(
    id="vn.kpi_score_2026",
    effective_from=date(2026, 1, 1),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage("item", inputs=Work, outputs=Converted, formulas=CONVERSION, meet=()),
        Stage(
            "month",
            inputs=Month,
            outputs=Scored,
            formulas=SCORING,
            meet=(),
            brings=MonthGiven,
            gather=Gather(
                by=("employee_id", "month"), take={name: nw.col(name).sum() for name in CONVERSION}
            ),
        ),
        Stage(
            "period",
            inputs=Period,
            outputs=PeriodScored,
            formulas={"score_hundredths": mean_score},
            gather=Gather(
                by=("employee_id",),
                take={
                    "months_counted": nw.col("counted").cast(nw.Int64).sum(),
                    "score_sum_hundredths": (
                        nw.col("score_hundredths") * nw.col("counted").cast(nw.Int64)
                    ).sum(),
                },
            ),
        ),
    ),
)
