"""Modernization allowance: a fixed part, and increments for the goals of the institution and of the team."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, rounded

ART_6 = "Law 19.553 art. 6"
ART_7 = "Law 19.553 art. 7"


class Terms(NamedTuple):
    """See parameters.yaml."""

    full_from_bp: int
    half_from_bp: int
    institutional_full_bp: int
    institutional_half_bp: int
    collective_full_bp: int
    collective_half_bp: int
    fixed_bp: int
    rounding: str


class Measured(Rows):
    """One row for each person, with the goals reached by their institution and team."""

    employee_id: Key = key("The person")
    base_pesos: int = given("Pay that the allowance is a share of, for the period", ge=0, le=10**10)
    institution_goals_bp: int = given("Goals of the institution reached", ge=0, le=BASIS_POINTS)
    team_goals_bp: int = given("Goals of the team reached", ge=0, le=BASIS_POINTS)

    class Config:
        unique = ("employee_id",)


class Allowed(Measured):
    """The modernization allowance of each person."""

    institutional_bp: int = step(
        "Increment for the goals of the institution: in full from 90 %, half of it from 75 %", law=ART_6, ge=0
    )
    collective_bp: int = step(
        "Increment for the goals of the team: in full from 90 %, half of it from 75 %",
        law=ART_7,
        certainty="memory",
        ge=0,
    )
    allowance_bp: int = step(
        "Share of pay: the fixed part and both increments", law="Law 19.553 art. 3", certainty="memory", ge=0
    )
    allowance_pesos: int = step(
        "Allowance of the period", law="Law 19.553", choice="half a peso rounds up", certainty="memory", ge=0
    )


def by_goals(p: Terms, goals: str, full_bp: int, half_bp: int) -> nw.Expr:
    return band(nw.col(goals), [(p.full_from_bp, full_bp), (p.half_from_bp, half_bp)], below=0)


def allowance_bp(p: Terms) -> nw.Expr:
    return nw.col("institutional_bp") + nw.col("collective_bp") + p.fixed_bp


FORMULAS: Formulas[Terms] = {
    "institutional_bp": lambda p: by_goals(
        p, "institution_goals_bp", p.institutional_full_bp, p.institutional_half_bp
    ),
    "collective_bp": lambda p: by_goals(p, "team_goals_bp", p.collective_full_bp, p.collective_half_bp),
    "allowance_bp": allowance_bp,
    "allowance_pesos": lambda p: rounded(
        nw.col("base_pesos") * nw.col("allowance_bp"), BASIS_POINTS, p.rounding
    ),
}

MODEL = PayModel(
    id="cl.modernization_allowance",
    effective_from=date(2008, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Measured, outputs=Allowed, formulas=FORMULAS, meet=()),),
)
