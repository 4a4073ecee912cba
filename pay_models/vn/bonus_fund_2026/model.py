"""Yearly bonus fund of a unit and its shares: Decree 161/2026/ND-CP art. 4."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, whole_share
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.money import BASIS_POINTS, rounded

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
UNIT = ("unit_id",)
# ten times the pay of all public servants; keeps every product of the fund within 64 bits
MOST_VND = 10**15
# a coefficient of at most 3.00 times 12 months stays below 2**12
WEIGHT_BITS = 12


class Terms(NamedTuple):
    """See parameters.yaml."""

    fund_rate_bp: int
    fund_rounding: str
    excellent_coefficient_hundredths: int
    good_coefficient_hundredths: int
    completed_coefficient_hundredths: int
    not_completed_coefficient_hundredths: int
    unrated_coefficient_hundredths: int


class Classified(Rows):
    """One row for each person on the unit's pay list, with the class and the grade pay of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The unit whose fund it is")
    class_: str = given("Class of the year", alias="class", isin=CLASSES)
    months_worked: int = given("Months worked in the year", ge=0, le=12)
    salary_year_vnd: int = given("Grade pay of the year without allowances, VND", ge=0, le=10**10)

    class Config:
        unique = ("employee_id",)


class Awarded(Classified):
    """The bonus of each person from the fund of the unit."""

    salary_fund_vnd: int = step(
        "Grade pay of the whole unit in the year, without allowances",
        law="Decree 161/2026 art. 4",
        choice="over-frame seniority pay counts as an allowance",
        ge=0,
        le=MOST_VND,
    )
    fund_vnd: int = step(
        "Bonus fund of the unit", law="Decree 161/2026 art. 4", choice="a part of a dong is rounded", ge=0
    )
    coefficient_hundredths: int = step(
        "Coefficient of the class", agreement="unit regulation (Decree 161/2026 art. 4)", ge=0
    )
    weight: int = step(
        "Class coefficient times months worked",
        agreement="unit regulation (Decree 161/2026 art. 4)",
        choice="months in twelfths",
        ge=0,
        lt=1 << WEIGHT_BITS,
    )
    eligible: bool = step(
        "Takes part in the sharing of the fund", agreement="unit regulation (Decree 161/2026 art. 4)"
    )
    unit_weight: int = step("Weights of the whole unit", choice="shares by weight", ge=0, lt=1 << 50)
    share_vnd: int = step("Whole dong of the share of the fund", choice="shares by weight", ge=0)
    remainder: int = step("What is left of the share, in parts of a dong", choice="largest remainders", ge=0)
    remainder_place: int = step(
        "Place in the unit by what is left of the share",
        choice="largest remainders; equal ones by employee number",
        ge=1,
    )
    left_vnd: int = step("Dong of the unit that no whole share holds", choice="largest remainders", ge=0)
    award_vnd: int = step(
        "Bonus: the share, and one dong more for the largest remainders until the fund is spent",
        law="Decree 161/2026 art. 4",
        choice="largest remainders; equal ones by employee number",
        ge=0,
    )
    undistributed_vnd: int = step(
        "Fund of a unit in which nobody is eligible, for the unit to decide",
        law="Decree 161/2026 art. 4",
        choice="nobody is paid without a weight",
        ge=0,
    )


def coefficient(p: Terms) -> nw.Expr:
    return per_name(
        nw.col("class"),
        {
            "excellent": p.excellent_coefficient_hundredths,
            "good": p.good_coefficient_hundredths,
            "completed": p.completed_coefficient_hundredths,
            "not_completed": p.not_completed_coefficient_hundredths,
            "unrated": p.unrated_coefficient_hundredths,
        },
    )


def nobody_eligible() -> nw.Expr:
    return nw.col("unit_weight") == 0


def divided() -> tuple[nw.Expr, nw.Expr]:
    return whole_share(nw.col("fund_vnd"), nw.col("weight"), nw.col("unit_weight"), weight_bits=WEIGHT_BITS)


FORMULAS: Formulas[Terms] = {
    "salary_fund_vnd": lambda _: nw.col("salary_year_vnd").sum().over(*UNIT),
    "fund_vnd": lambda p: rounded(nw.col("salary_fund_vnd") * p.fund_rate_bp, BASIS_POINTS, p.fund_rounding),
    "coefficient_hundredths": coefficient,
    "weight": lambda _: nw.col("coefficient_hundredths") * nw.col("months_worked"),
    "eligible": lambda _: nw.col("weight") > 0,
    "unit_weight": lambda _: nw.col("weight").sum().over(*UNIT),
    "share_vnd": lambda _: divided()[0],
    "remainder": lambda _: divided()[1],
    "remainder_place": lambda _: remainder_place("remainder", UNIT),
    "left_vnd": lambda _: coins_left(nw.col("fund_vnd"), nw.col("share_vnd"), nw.col("unit_weight"), UNIT),
    "award_vnd": lambda _: (
        nw.col("share_vnd") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_vnd"))
    ),
    "undistributed_vnd": lambda _: (
        nw.when(nobody_eligible()).then(nw.col("fund_vnd")).otherwise(nw.lit(0, nw.Int64))
    ),
}

MODEL = PayModel(
    id="vn.bonus_fund_2026",
    effective_from=date(2026, 7, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Classified,
            outputs=Awarded,
            formulas=FORMULAS,
            order=("unit_id", "employee_id"),
            meet=UNIT,
        ),
    ),
)
