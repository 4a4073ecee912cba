"""Yearly appraisal: a score of four criteria, its class, and the step and months of pay that it brings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.sums import weighted
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import HUNDREDTHS, rounded

CLASSES = ("A", "B", "C", "D")
LAW = "Civil Service Performance Evaluation Act"


class Terms(NamedTuple):
    """See parameters.yaml."""

    work_percent: int
    conduct_percent: int
    knowledge_percent: int
    ability_percent: int
    class_a_from: int
    class_b_from: int
    class_c_from: int
    steps: Grid
    months_hundredths: Grid
    rounding: str


class Scored(Rows):
    """One row for each person appraised."""

    employee_id: Key = key("The person")
    work_score: int = given("Score of the work done", ge=0, le=100)
    conduct_score: int = given("Score of conduct", ge=0, le=100)
    knowledge_score: int = given("Score of knowledge", ge=0, le=100)
    ability_score: int = given("Score of ability", ge=0, le=100)
    appraisal: str = given("Appraisal of a full year, or of a part of it", isin=("full_year", "part_year"))
    at_top_step: bool = given("Whether the person holds the top step of the grade")
    monthly_pay_twd: int = given("Total monthly pay on 1 January of the next year", ge=0, le=10**9)

    class Config:
        unique = ("employee_id",)


class Appraised(Scored):
    """The class of each person and what it brings."""

    score_hundredths: int = step(
        "Score: work 65 %, conduct 15 %, knowledge and ability 10 % each",
        law="Enforcement rules art. 3",
        ge=0,
    )
    class_: str = step(
        "Class by the score: A from 80, B from 70, C from 60, D below",
        law=f"{LAW} art. 6",
        alias="class",
        isin=CLASSES,
    )
    position: str = step(
        "Which rule applies: of a part of the year, at the top step, or below it", law=f"{LAW} arts. 7 and 8"
    )
    steps: int = step("Steps gained", law=f"{LAW} arts. 7 and 8", ge=0, le=1)
    months_hundredths: int = step("Months of pay as a reward", law=f"{LAW} arts. 7 and 8", ge=0, le=200)
    dismissed: bool = step("Whether the class ends the service", law=f"{LAW} art. 7")
    reward_twd: int = step(
        "Reward: monthly pay times months", law=f"{LAW} art. 7", choice="half a dollar rounds up", ge=0
    )


def score_hundredths(p: Terms) -> nw.Expr:
    parts = {
        "work_score": p.work_percent,
        "conduct_score": p.conduct_percent,
        "knowledge_score": p.knowledge_percent,
        "ability_score": p.ability_percent,
    }
    return weighted(parts, whole=1)


def class_by_score(p: Terms) -> nw.Expr:
    floors = [(p.class_a_from * HUNDREDTHS, "A"), (p.class_b_from * HUNDREDTHS, "B")]
    return band(nw.col("score_hundredths"), [*floors, (p.class_c_from * HUNDREDTHS, "C")], below="D")


def position(_: Terms) -> nw.Expr:
    full = nw.when(nw.col("at_top_step")).then(nw.lit("top_step")).otherwise(nw.lit("below_top"))
    return nw.when(nw.col("appraisal") == nw.lit("part_year")).then(nw.lit("part_year")).otherwise(full)


def reward_twd(p: Terms) -> nw.Expr:
    return rounded(nw.col("monthly_pay_twd") * nw.col("months_hundredths"), HUNDREDTHS, p.rounding)


FORMULAS: Formulas[Terms] = {
    "score_hundredths": score_hundredths,
    "class": class_by_score,
    "position": position,
    "steps": lambda p: p.steps.at("class", "position"),
    "months_hundredths": lambda p: p.months_hundredths.at("class", "position"),
    "dismissed": lambda _: nw.col("class") == nw.lit("D"),
    "reward_twd": reward_twd,
}

MODEL = PayModel(
    id="tw.appraisal",
    effective_from=date(2008, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Scored, outputs=Appraised, formulas=FORMULAS, meet=()),),
)
