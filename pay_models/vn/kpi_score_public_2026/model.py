"""KPI score of public employees by the criteria of their unit: Decree 233/2026/ND-CP arts. 10 to 12."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_most
from pay_models.blocks.sums import mean
from pay_models.kernel import Dated, Formulas, Gather, Key, PayModel, Rows, Stage, first_day, given, key, step

PARTS = ("general", "tasks")
MOST = 10_000


class Frame(NamedTuple):
    """See parameters.yaml."""

    general_points_hundredths: int
    task_points_hundredths: int
    mean_rounding: str
    mean_step_hundredths: int


class Criterion(Rows):
    """One row for each criterion of a person and month, with the points that the unit's regulation gives."""

    employee_id: Key = key("The person")
    month: date = first_day("First day of the month, or of the quarter where the unit runs quarterly periods")
    criterion_key: Key = key("The criterion of the unit's regulation")
    part: str = given("General criteria, or results of the tasks: general, tasks", isin=PARTS)
    most_points_hundredths: int = given("Most points of the criterion", ge=0, le=MOST)
    points_hundredths: int = given("Points given", ge=0, le=MOST)

    class Config:
        unique = ("employee_id", "month", "criterion_key")


class Judged(Criterion):
    """The points that count."""

    general_points_hundredths: int = step(
        "Points for the general criteria",
        law="Decree 233/2026 art. 10",
        agreement="unit regulation (art. 12.5)",
        certainty="ocr",
        refuses="More points are given than the criterion has.",
        blames=("most_points_hundredths", "points_hundredths"),
        ge=0,
    )
    task_points_hundredths: int = step(
        "Points for the results of the tasks",
        law="Decree 233/2026 art. 11",
        agreement="unit regulation (art. 12.5)",
        certainty="ocr",
        ge=0,
    )


class Month(Rows):
    """One row for each person and month with the criteria together."""

    employee_id: Key = key("The person")
    month: date = first_day("First day of the month, or of the quarter where the unit runs quarterly periods")
    general_points_hundredths: int = step(
        "Points for the general criteria", law="Decree 233/2026 art. 10", certainty="ocr", ge=0, le=3_000
    )
    task_points_hundredths: int = step(
        "Points for the results of the tasks", law="Decree 233/2026 art. 11", certainty="ocr", ge=0, le=7_000
    )
    most_general_hundredths: int = step(
        "Most points of the general criteria together",
        agreement="unit regulation (Decree 233/2026 art. 12.5)",
        ge=0,
    )
    most_task_hundredths: int = step(
        "Most points of the criteria of the tasks together",
        agreement="unit regulation (Decree 233/2026 art. 12.5)",
        ge=0,
    )

    class Config:
        unique = ("employee_id", "month")


class Scored(Month):
    """The score of each person and month."""

    score_hundredths: int = step(
        "Score of the month: general points and points for the tasks",
        law="Decree 233/2026 arts. 10, 11",
        certainty="ocr",
        refuses="The criteria do not add up to 30 general points and 70 points for the tasks.",
        blames=("most_general_hundredths", "most_task_hundredths"),
        ge=0,
        le=10_000,
    )


class Period(Rows):
    """One row for each person: the months together."""

    employee_id: Key = key("The person")
    months_counted: int = step(
        "Months, or quarters, scored", law="Decree 233/2026 art. 12.5", certainty="ocr", unit="count", ge=1
    )
    score_sum_hundredths: int = step(
        "Their scores together", law="Decree 233/2026 art. 12.5", certainty="ocr", ge=0
    )

    class Config:
        unique = ("employee_id",)


class PeriodScored(Period):
    """The score of each public employee for the quarter, half-year or year of the months given."""

    score_hundredths: int = step(
        "Score of the period: the plain mean of its months",
        law="Decree 233/2026 arts. 12.5, 15",
        choice="place and mode of rounding",
        certainty="ocr",
        ge=0,
        le=10_000,
    )


def in_part(part: str, column: str) -> nw.Expr:
    return nw.col(column) * (nw.col("part") == nw.lit(part)).cast(nw.Int64)


def counted(part: str) -> nw.Expr:
    within = nw.col("points_hundredths") <= nw.col("most_points_hundredths")
    return nw.when(within).then(in_part(part, "points_hundredths"))


def score(p: Frame) -> nw.Expr:
    framed = (nw.col("most_general_hundredths") == p.general_points_hundredths) & (
        nw.col("most_task_hundredths") == p.task_points_hundredths
    )
    return nw.when(framed).then(nw.col("general_points_hundredths") + nw.col("task_points_hundredths"))


def mean_score(p: Frame) -> nw.Expr:
    together, months = nw.col("score_sum_hundredths"), nw.col("months_counted")
    return at_most(mean(together, months, step=p.mean_step_hundredths, rounding=p.mean_rounding), MOST)


POINTS: Formulas[Frame] = {
    "general_points_hundredths": lambda _: counted("general"),
    "task_points_hundredths": lambda _: counted("tasks"),
}

MODEL = PayModel(
    id="vn.kpi_score_public_2026",
    effective_from=date(2026, 7, 1),
    parameters=Dated.beside(__file__, Frame),
    stages=(
        Stage("criterion", inputs=Criterion, outputs=Judged, formulas=POINTS, meet=()),
        Stage(
            "month",
            inputs=Month,
            outputs=Scored,
            formulas={"score_hundredths": score},
            meet=(),
            gather=Gather(
                by=("employee_id", "month"),
                take={
                    "general_points_hundredths": nw.col("general_points_hundredths").sum(),
                    "task_points_hundredths": nw.col("task_points_hundredths").sum(),
                    "most_general_hundredths": in_part("general", "most_points_hundredths").sum(),
                    "most_task_hundredths": in_part("tasks", "most_points_hundredths").sum(),
                },
            ),
        ),
        Stage(
            "period",
            inputs=Period,
            outputs=PeriodScored,
            formulas={"score_hundredths": mean_score},
            meet=(),
            gather=Gather(
                by=("employee_id",),
                one_year=nw.col("month").dt.year(),
                take={
                    "months_counted": nw.col("score_hundredths").count(),
                    "score_sum_hundredths": nw.col("score_hundredths").sum(),
                },
            ),
        ),
    ),
)
