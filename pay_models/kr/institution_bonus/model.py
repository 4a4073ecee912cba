"""Bonus of Korean public institutions: six grades of the management evaluation, each with a part of the pay."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import paid_if
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, down

GRADES = ("S", "A", "B", "C", "D", "E")
STAFF = ("enterprise_staff", "enterprise_head", "quasi_staff", "quasi_head")
THOUSAND = 1000
NOTICE = "Act on the management of public institutions art. 48: notice of the evaluation"


class Terms(NamedTuple):
    """See parameters.yaml."""

    rate_bp: Grid
    overall_thousandths: int
    management_thousandths: int
    business_thousandths: int


class Evaluated(Rows):
    """One row for each person, with the grades of the institution."""

    employee_id: Key = key("The person")
    staff: str = given("Staff or head, of a state enterprise or a quasi-governmental body", isin=STAFF)
    pay_won: int = given("Pay that the rate is of: a month of staff, a year of heads", ge=0, le=10**10)
    relative_overall: str = given("Relative evaluation: overall grade", isin=GRADES)
    relative_management: str = given("Relative evaluation: grade of management", isin=GRADES)
    relative_business: str = given("Relative evaluation: grade of the main business", isin=GRADES)
    absolute_overall: str = given("Absolute evaluation: overall grade", isin=GRADES)
    absolute_management: str = given("Absolute evaluation: grade of management", isin=GRADES)
    absolute_business: str = given("Absolute evaluation: grade of the main business", isin=GRADES)

    class Config:
        unique = ("employee_id",)


class Paid(Evaluated):
    """The evaluation bonus of each person."""

    eligible: bool = step(
        "Both overall grades are C or better",
        law=NOTICE,
        choice="which grades must reach C",
        certainty="press",
    )
    relative_rate_bp: int = step(
        "Rate from the relative evaluation: its three grades, each by its weight",
        law=NOTICE,
        certainty="press",
        ge=0,
    )
    absolute_rate_bp: int = step(
        "Rate from the absolute evaluation: its three grades, each by its weight",
        law=NOTICE,
        certainty="press",
        ge=0,
    )
    rate_bp: int = step("Rate from both evaluations", law=NOTICE, certainty="press", ge=0)
    bonus_won: int = step(
        "Bonus: pay times rate", law=NOTICE, choice="a part of a won is dropped", certainty="press", ge=0
    )


def rate(p: Terms, evaluation: str) -> nw.Expr:
    weights = {
        "overall": p.overall_thousandths,
        "management": p.management_thousandths,
        "business": p.business_thousandths,
    }
    parts = (p.rate_bp.at("staff", f"{evaluation}_{part}") * weight for part, weight in weights.items())
    return down(nw.sum_horizontal(*parts), THOUSAND)


def eligible(_: Terms) -> nw.Expr:
    failing = ("D", "E")
    return ~(nw.col("relative_overall").is_in(failing) | nw.col("absolute_overall").is_in(failing))


FORMULAS: Formulas[Terms] = {
    "eligible": eligible,
    "relative_rate_bp": lambda p: rate(p, "relative"),
    "absolute_rate_bp": lambda p: rate(p, "absolute"),
    "rate_bp": lambda _: nw.col("relative_rate_bp") + nw.col("absolute_rate_bp"),
    "bonus_won": lambda _: paid_if(
        nw.col("eligible"), down(nw.col("pay_won") * nw.col("rate_bp"), BASIS_POINTS)
    ),
}

MODEL = PayModel(
    id="kr.institution_bonus",
    effective_from=date(2018, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Evaluated, outputs=Paid, formulas=FORMULAS, meet=()),),
)
