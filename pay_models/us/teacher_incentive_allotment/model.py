"""Texas teacher incentive allotment of a campus for each designation: Education Code 48.112."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_most
from pay_models.kernel import Dated, Formulas, Gather, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import half_up

LAW = "Texas Education Code 48.112"
TENTHS = 10
SHOWN = 1000


class Rules(NamedTuple):
    """See parameters.yaml."""

    tier_points_tenths: Grid
    rural_tiers: int
    last_tier: int
    base_usd: Grid
    per_point_usd: Grid
    most_usd: Grid


class Enrolled(Rows):
    """One row for each tier of economic need at a campus."""

    campus_id: Key = key("The campus")
    tier: int = given("Tier of the students' census blocks, from 0 to 5 by economic need", ge=0, le=5)
    students: int = given("Students of the tier", ge=0, le=100_000)
    rural: bool = given("The campus is rural")

    class Config:
        unique = ("campus_id", "tier")


class Weighed(Enrolled):
    """Points of the students of one tier."""

    tier_counted: int = step(
        "Tier that counts: two higher at a rural campus, within the last", law=LAW, ge=0, le=5
    )
    points_tenths: int = step("Points of the students", law=LAW, ge=0)


class Campus(Rows):
    """Students and points of each campus."""

    campus_id: Key = key("The campus")
    students: int = step("Students of the campus", law=LAW, ge=0)
    points_tenths: int = step("Points of all its students", law=LAW, ge=0)

    class Config:
        unique = ("campus_id",)


class Allotted(Campus):
    """What each designated teacher brings to a campus."""

    mean_points_ten_thousandths: int = step(
        "Mean points of a student, to be shown",
        law=LAW,
        choice="shown with four decimals",
        refuses="A campus without students has no mean.",
        blames=("students",),
        ge=0,
    )
    recognized_usd: int = step(
        "Allotment for a recognized teacher", law=LAW, choice="half a dollar rounds up", ge=0
    )
    exemplary_usd: int = step(
        "Allotment for an exemplary teacher", law=LAW, choice="half a dollar rounds up", ge=0
    )
    master_usd: int = step("Allotment for a master teacher", law=LAW, choice="half a dollar rounds up", ge=0)


def tier_counted(p: Rules) -> nw.Expr:
    raised = nw.when(nw.col("rural")).then(nw.col("tier") + p.rural_tiers).otherwise(nw.col("tier"))
    return at_most(raised, p.last_tier)


def allotment(p: Rules, designation: str) -> nw.Expr:
    """base + per point x mean points, rounded once, within the most."""
    base, per_point, most = (grid.cells[designation,] for grid in (p.base_usd, p.per_point_usd, p.most_usd))
    students = nw.col("students") * TENTHS
    return at_most(half_up(students * base + nw.col("points_tenths") * per_point, students), most)


STUDENTS: Formulas[Rules] = {
    "tier_counted": tier_counted,
    "points_tenths": lambda p: nw.col("students") * p.tier_points_tenths.at("tier_counted"),
}

ALLOTMENTS: Formulas[Rules] = {
    "mean_points_ten_thousandths": lambda _: half_up(nw.col("points_tenths") * SHOWN, nw.col("students")),
    "recognized_usd": lambda p: allotment(p, "recognized"),
    "exemplary_usd": lambda p: allotment(p, "exemplary"),
    "master_usd": lambda p: allotment(p, "master"),
}

MODEL = PayModel(
    id="us.teacher_incentive_allotment",
    effective_from=date(2019, 9, 1),
    effective_until=date(2025, 8, 31),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage("tier", inputs=Enrolled, outputs=Weighed, formulas=STUDENTS, meet=()),
        Stage(
            "campus",
            inputs=Campus,
            outputs=Allotted,
            formulas=ALLOTMENTS,
            meet=(),
            gather=Gather(
                by=("campus_id",),
                take={"students": nw.col("students").sum(), "points_tenths": nw.col("points_tenths").sum()},
            ),
        ),
    ),
)
