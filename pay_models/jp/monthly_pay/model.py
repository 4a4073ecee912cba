"""Monthly pay of Japan's administrative staff and of the designated service."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import paid_if
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, down

ACT = "Act on pay of national servants"


class Rates(NamedTuple):
    """See parameters.yaml."""

    base_yen: Grid
    parent_yen: Grid
    child_yen: int
    older_child_extra_yen: int


class Held(Rows):
    """One row for each person of a month: grade, step, family and the allowances fixed elsewhere."""

    employee_id: Key = key("The person")
    grade: int = given("Grade of administrative table (1); 0 in the designated service", ge=0, le=10)
    step: int = given("Step of the grade", ge=1, le=125)
    brought_base_yen: int = given("Base pay of another table; 0 to take this one's", ge=0, le=10**7)
    children_to_15: int = given("Children up to 15 supported", ge=0, le=30)
    children_16_to_22: int = given("Children of 16 to 22 supported", ge=0, le=30)
    parents: int = given("Parents and others supported", ge=0, le=30)
    special_adjustment_yen: int = given("Managers' special adjustment, 0 without one", ge=0, le=10**6)
    area_bp: int = given("Rate of the area allowance", ge=0, le=2000)
    ministry_allowance_yen: int = given("Allowance for service in a ministry, 0 without one", ge=0, le=10**6)
    housing_yen: int = given("Housing allowance, 0 without one", ge=0, le=10**6)

    class Config:
        unique = ("employee_id",)


class Paid(Held):
    """The pay of each person for a month."""

    base_yen: int = step(
        "Base pay of the grade and step",
        law=f"{ACT}, tables 1 and 11",
        certainty="third_party",
        refuses="The pay table has no such step in this grade.",
        blames=("grade", "step"),
        ge=0,
    )
    dependants_yen: int = step(
        "Dependants' allowance: for children, and for parents by grade; none in the designated service",
        law=f"{ACT} art. 11",
        certainty="third_party",
        ge=0,
    )
    area_yen: int = step(
        "Area allowance on base pay, special adjustment and dependants' allowance",
        law=f"{ACT} art. 11-3",
        choice="a part of a yen is dropped",
        certainty="third_party",
        ge=0,
    )
    total_yen: int = step("Pay of the month, all together", law=ACT, certainty="third_party", ge=0)


def base(p: Rates) -> nw.Expr:
    brought = nw.col("brought_base_yen")
    return nw.when(brought > 0).then(brought).otherwise(p.base_yen.at("grade", "step"))


def dependants(p: Rates) -> nw.Expr:
    younger = nw.col("children_to_15") * p.child_yen
    older = nw.col("children_16_to_22") * (p.child_yen + p.older_child_extra_yen)
    return paid_if(nw.col("grade") > 0, younger + older + nw.col("parents") * p.parent_yen.at("grade"))


def area(_: Rates) -> nw.Expr:
    pay = nw.sum_horizontal("base_yen", "special_adjustment_yen", "dependants_yen")
    return down(pay * nw.col("area_bp"), BASIS_POINTS)


FORMULAS: Formulas[Rates] = {
    "base_yen": base,
    "dependants_yen": dependants,
    "area_yen": area,
    "total_yen": lambda _: nw.sum_horizontal(
        "base_yen",
        "dependants_yen",
        "special_adjustment_yen",
        "area_yen",
        "ministry_allowance_yen",
        "housing_yen",
    ),
}

MODEL = PayModel(
    id="jp.monthly_pay",
    effective_from=date(2026, 4, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(Stage("employee", inputs=Held, outputs=Paid, formulas=FORMULAS, meet=()),),
)
