"""Yearly classes of public service units and their quota on "excellent": Decree 233/2026/ND-CP art. 7."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.limits import at_most
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
    conditions_unmet: str
    few_units_below: int
    few_units: str
    quota_bp: int
    outstanding_quota_bp: int
    quota_base: str
    quota_rounding: str
    tie_break: str


class Scored(Rows):
    """One row for each unit with its score and its tasks of the year."""

    organisation_id: Key = key("The unit, or a part of it that the unit itself classifies")
    authority_id: Key = key("The authority that classifies it")
    score_hundredths: int = given("Score of the year, 100.00 = 10000", ge=0, le=10_000)
    tasks_assigned: int = given("Tasks assigned", ge=1, le=MOST_TASKS)
    tasks_completed: int = given("Tasks completed", ge=0, le=MOST_TASKS)
    tasks_late: int = given("Completed tasks that were late", ge=0, le=MOST_TASKS)
    tasks_below_quality: int = given("Completed tasks below the quality asked for", ge=0, le=MOST_TASKS)
    tasks_above_requirement: int = given("Completed tasks above what was required", ge=0, le=MOST_TASKS)
    units_not_completed: int = given("Direct units classified not completed", ge=0, le=10_000)
    defects_fixed: bool = given("Defects found earlier are all remedied, or there were none")
    personnel_wrongdoing: bool = given(
        "The competent authority found wrongdoing in personnel work, disunity or factions"
    )
    decided_class: str = given(
        "Class that the authority decided on where the conditions of the score's class are not all met; else none",
        isin=("none", *CLASSES),
    )
    outstanding: bool = given("The authority decided on the higher share for outstanding results")

    class Config:
        unique = ("organisation_id",)


class Classified(Scored):
    """The class of each public unit for the year."""

    completed_bp: int = step(
        "Share of the assigned tasks completed",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
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
    late_bp: int = step(
        "Share of the assigned tasks late", law="Decree 233/2026 art. 7", certainty="ocr", ge=0
    )
    above_requirement_bp: int = step(
        "Share of the assigned tasks above what was required",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
        ge=0,
    )
    class_by_score: str = step(
        "Class by the score alone", law="Decree 233/2026 art. 7", certainty="ocr", isin=CLASSES
    )
    class_before_quota: str = step(
        "The score's class when its conditions are met; else what was decided, or the highest class that is met",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
        choice="class of a unit for which nothing was decided",
        isin=CLASSES,
    )
    good_or_better: int = step(
        "Units of the authority that are good or better", law="Decree 233/2026 art. 7", certainty="ocr"
    )
    units: int = step(
        "Units that the authority classifies", law="Decree 233/2026 art. 7", certainty="ocr", ge=1
    )
    quota_bp: int = step(
        "Largest share of excellent: the higher one only when all rows of the authority say outstanding",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
        ge=0,
        le=2_500,
    )
    quota: int = step(
        "Places for excellent",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
        choice="base and rounding of the quota; the one place of fewer than five units",
        unit="count",
        ge=0,
    )
    rank: int = step(
        "Place among the candidates for excellent (0: not a candidate)",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
        choice="equal scores",
        ge=0,
    )
    class_: str = step(
        "Class of the year; candidates beyond the quota are good",
        law="Decree 233/2026 art. 7",
        certainty="ocr",
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
    good = done & on_time_and_quality() & (score >= p.good_from_hundredths)
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
    decided = nw.col("decided_class")
    open_to_decision = (found != nw.col("class_by_score")) & (decided != nw.lit("none"))
    found = nw.when(open_to_decision).then(decided).otherwise(found)
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
    share = counted(nw.col("good_or_better"), nw.col("quota_bp"), rounding=p.quota_rounding)
    one = nw.lit(1, nw.Int64)
    few = one if p.few_units == "one_place" else at_most(share, 1)
    return nw.when(nw.col("units") < p.few_units_below).then(few).otherwise(share)


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
    "units": lambda _: count(nw.col("tasks_assigned") > 0, AUTHORITY),
    "quota_bp": quota_bp,
    "quota": quota,
    "rank": rank,
    "class": final_class,
}

MODEL = PayModel(
    id="vn.organisation_classes_public_2026",
    effective_from=date(2026, 7, 1),
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
