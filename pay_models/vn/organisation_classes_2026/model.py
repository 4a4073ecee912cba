"""Yearly classes of organisations and their quota on "excellent": Decree 335/2025/ND-CP art. 8."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.quota import count, places, places_beside
from pay_models.kernel import Dated, Formulas, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, down, number, up

CLASSES = ("excellent", "good", "completed", "not_completed")
AUTHORITY = ("authority_id",)
MOST_TASKS = 1_000_000


class Limits(NamedTuple):
    """See parameters.yaml."""

    excellent_from_hundredths: int
    good_from_hundredths: int
    completed_from_hundredths: int
    above_requirement_bp: int
    late_at_most_bp: int
    not_completed_below_bp: int
    good_needs: str
    conditions_unmet: str
    quota_bp: int
    outstanding_quota_bp: int
    quota_base: str
    quota_rounding: str
    tie_break: str


class Scored(Rows):
    """One row for each organisation with its score and its tasks of the year."""

    organisation_id: Key = key("The organisation")
    authority_id: Key = key("The authority that classifies it")
    score_hundredths: int = given("Score of the year, 100.00 = 10000", ge=0, le=10_000)
    tasks_assigned: int = given("Tasks assigned", ge=1, le=MOST_TASKS)
    tasks_completed: int = given("Tasks completed", ge=0, le=MOST_TASKS)
    tasks_late: int = given("Completed tasks that were late", ge=0, le=MOST_TASKS)
    tasks_below_quality: int = given("Completed tasks below the quality asked for", ge=0, le=MOST_TASKS)
    tasks_above_requirement: int = given("Completed tasks above what was required", ge=0, le=MOST_TASKS)
    units_not_completed: int = given("Direct units classified not completed", ge=0, le=10_000)
    defects_fixed: bool = given("Defects found earlier are all remedied, or there were none")
    personnel_wrongdoing: bool = given("The competent authority found wrongdoing in personnel work")
    outstanding: bool = given("The authority decided on the higher share for outstanding results")

    class Config:
        unique = ("organisation_id",)


class Classified(Scored):
    """The class of each organisation for the year."""

    completed_bp: int = step(
        "Share of the assigned tasks completed",
        law="Decree 335/2025 art. 8",
        refuses="More tasks are completed, late, below quality or above requirement than there can be.",
        blames=(
            "tasks_assigned",
            "tasks_completed",
            "tasks_late",
            "tasks_below_quality",
            "tasks_above_requirement",
        ),
        ge=0,
        le=BASIS_POINTS,
    )
    late_bp: int = step("Share of the assigned tasks late", law="Decree 335/2025 art. 8", ge=0)
    above_requirement_bp: int = step(
        "Share of the assigned tasks above what was required", law="Decree 335/2025 art. 8", ge=0
    )
    class_by_score: str = step("Class by the score alone", law="Decree 335/2025 art. 8", isin=CLASSES)
    class_before_quota: str = step(
        "Highest class whose score and conditions are both reached",
        law="Decree 335/2025 art. 8",
        choice="class of an organisation that meets the conditions of none",
        isin=CLASSES,
    )
    good_or_better: int = step(
        "Organisations of the authority that are good or better", law="Decree 335/2025 art. 8"
    )
    quota_bp: int = step(
        "Largest share of excellent: the higher one only when all rows of the authority say outstanding",
        law="Decree 335/2025 art. 8",
        ge=0,
        le=2_500,
    )
    quota: int = step(
        "Places for excellent",
        law="Decree 335/2025 art. 8",
        choice="base and rounding of the quota",
        unit="count",
        ge=0,
    )
    rank: int = step(
        "Place among the candidates for excellent (0: not a candidate)",
        law="Decree 335/2025 art. 8",
        choice="equal scores",
        ge=0,
    )
    class_: str = step(
        "Class of the year; candidates beyond the quota are good",
        law="Decree 335/2025 art. 8",
        alias="class",
        isin=CLASSES,
    )


def completed_share(_: Limits) -> nw.Expr:
    done = nw.col("tasks_completed")
    most = nw.max_horizontal("tasks_late", "tasks_below_quality", "tasks_above_requirement")
    possible = (done <= nw.col("tasks_assigned")) & (most <= done)
    return nw.when(possible).then(down(done * BASIS_POINTS, nw.col("tasks_assigned")))


def class_by_score(p: Limits) -> nw.Expr:
    floors = [
        (p.excellent_from_hundredths, "excellent"),
        (p.good_from_hundredths, "good"),
        (p.completed_from_hundredths, "completed"),
    ]
    return band(nw.col("score_hundredths"), floors, below="not_completed")


def on_time_and_quality() -> nw.Expr:
    return (nw.col("tasks_late") == 0) & (nw.col("tasks_below_quality") == 0)


def class_before_quota(p: Limits) -> nw.Expr:
    score, done = nw.col("score_hundredths"), nw.col("completed_bp") == BASIS_POINTS
    failed = (
        (score < p.completed_from_hundredths)
        | (nw.col("completed_bp") < p.not_completed_below_bp)
        | nw.col("personnel_wrongdoing")
    )
    completed = done & (nw.col("late_bp") <= p.late_at_most_bp)
    good = done & (score >= p.good_from_hundredths)
    if p.good_needs == "on_time_and_quality":
        good = good & on_time_and_quality()
    excellent = (
        (score >= p.excellent_from_hundredths)
        & done
        & on_time_and_quality()
        & (nw.col("above_requirement_bp") >= p.above_requirement_bp)
        & (nw.col("units_not_completed") == 0)
        & nw.col("defects_fixed")
    )
    found = nw.when(completed).then(nw.lit("completed")).otherwise(nw.lit(p.conditions_unmet))
    found = nw.when(good).then(nw.lit("good")).otherwise(found)
    found = nw.when(excellent).then(nw.lit("excellent")).otherwise(found)
    return nw.when(failed).then(nw.lit("not_completed")).otherwise(found)


def candidate() -> nw.Expr:
    return nw.col("class_before_quota") == nw.lit("excellent")


def good_or_better(_: Limits) -> nw.Expr:
    return count(candidate() | (nw.col("class_before_quota") == nw.lit("good")), AUTHORITY)


def quota_bp(p: Limits) -> nw.Expr:
    outstanding = nw.col("outstanding").cast(nw.Int64).min().over(*AUTHORITY) == 1
    higher = number(p.outstanding_quota_bp)
    return nw.when(outstanding).then(higher).otherwise(number(p.quota_bp))


def quota(p: Limits) -> nw.Expr:
    counted = places if p.quota_base == "good_and_above" else places_beside
    return counted(nw.col("good_or_better"), nw.col("quota_bp"), rounding=p.quota_rounding)


def rank(p: Limits) -> Ranked:
    together = p.tie_break == "leave_out"
    return Ranked(AUTHORITY, by="-score_hundredths", where=candidate(), together=together)


def final_class(_: Limits) -> nw.Expr:
    beyond = candidate() & (nw.col("rank") > nw.col("quota"))
    return nw.when(beyond).then(nw.lit("good")).otherwise(nw.col("class_before_quota"))


FORMULAS: Formulas[Limits] = {
    "completed_bp": completed_share,
    "late_bp": lambda _: up(nw.col("tasks_late") * BASIS_POINTS, nw.col("tasks_assigned")),
    "above_requirement_bp": lambda _: down(
        nw.col("tasks_above_requirement") * BASIS_POINTS, nw.col("tasks_assigned")
    ),
    "class_by_score": class_by_score,
    "class_before_quota": class_before_quota,
    "good_or_better": good_or_better,
    "quota_bp": quota_bp,
    "quota": quota,
    "rank": rank,
    "class": final_class,
}

MODEL = PayModel(
    id="vn.organisation_classes_2026",
    effective_from=date(2026, 1, 1),
    parameters=Dated.beside(__file__, Limits),
    stages=(
        Stage(
            "organisation",
            inputs=Scored,
            outputs=Classified,
            formulas=FORMULAS,
            order=("authority_id", "organisation_id"),
            meet=AUTHORITY,
        ),
    ),
)
