"""Merit score of faculty: teaching, research and service by weights, with a pass mark."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.sums import weighted
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step

CLAUSE = "faculty merit clause"
WHOLE = 100


class Clause(NamedTuple):
    """See parameters.yaml."""

    teaching_percent: int
    research_percent: int
    pass_mark_hundredths: int


class Evaluated(Rows):
    """One row for each faculty member with the scores of the evaluation."""

    employee_id: Key = key("The faculty member")
    teaching_hundredths: int = given("Score of teaching, 2.00 = 200", ge=0, le=10_000)
    research_hundredths: int = given("Score of research and creative work", ge=0, le=10_000)
    service_hundredths: int = given("Score of service", ge=0, le=10_000)

    class Config:
        unique = ("employee_id",)


class Scored(Evaluated):
    """Merit score of each faculty member, and whether it earns merit pay."""

    score_hundredths: int = step(
        "Scores by their weights; what teaching and research leave is service",
        agreement=CLAUSE,
        choice="a part of a hundredth is dropped, so that rounding earns nobody merit pay",
        ge=0,
    )
    earns_merit: bool = step("Score reaches the pass mark", agreement=CLAUSE)


def score(p: Clause) -> nw.Expr:
    service = WHOLE - p.teaching_percent - p.research_percent
    weights = {
        "teaching_hundredths": p.teaching_percent,
        "research_hundredths": p.research_percent,
        "service_hundredths": service,
    }
    return weighted(weights, whole=WHOLE, rounding="down")


FORMULAS: Formulas[Clause] = {
    "score_hundredths": score,
    "earns_merit": lambda p: nw.col("score_hundredths") >= p.pass_mark_hundredths,
}

MODEL = PayModel(
    id="general.faculty_merit",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Clause),
    stages=(Stage("employee", inputs=Evaluated, outputs=Scored, formulas=FORMULAS, meet=()),),
)
