"""Pay by grid, class by score with a quota in each unit, a fund of 10 % of pay shared out by class and pay.

Built from the blocks of the pay models and run by their kernel, so that what is measured is what pays.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band, per_name
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, whole_share
from pay_models.blocks.quota import count, places
from pay_models.kernel import Dated, Formulas, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down

UNIT = ("unit_id",)
WEIGHT_BITS, GROUP_BITS = 26, 36
CLASSES = (0, 1, 2, 3)


class Terms(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: int
    excellent_from_hundredths: int
    good_from_hundredths: int
    completed_from_hundredths: int
    quota_bp: int
    fund_rate_bp: int
    excellent_coefficient_hundredths: int
    good_coefficient_hundredths: int
    completed_coefficient_hundredths: int


class People(Rows):
    """One row for each person."""

    employee_id: Key = key()
    unit_id: Key = key()
    coefficient_hundredths: int = given(ge=0, le=1_500)
    leadership_coefficient_hundredths: int = given(ge=0, le=500)
    seniority_percent: int = given(ge=0, le=100)
    months: int = given(ge=0, le=12)
    score_hundredths: int = given(ge=0, le=10_000)

    class Config:
        unique = ("employee_id",)


class Shared(People):
    """The whole dong of each person's share: what OpenFisca computes too."""

    monthly_vnd: int = step("Monthly pay with allowances", choice="benchmark", ge=0)
    class_by_score: int = step("Class by the score alone, 0 the best", choice="benchmark", isin=CLASSES)
    quota: int = step("Places for excellent in the unit", choice="benchmark", ge=0)
    rank: int = step("Place in the unit by score", choice="benchmark", ge=0)
    class_: int = step("Class within the quota", choice="benchmark", alias="class", isin=CLASSES)
    salary_vnd: int = step("Pay of the year", choice="benchmark", ge=0)
    fund_vnd: int = step("Fund of the unit", choice="benchmark", ge=0)
    weight: int = step(
        "Pay of the year times the class coefficient", choice="benchmark", ge=0, lt=1 << WEIGHT_BITS
    )
    unit_weight: int = step("Weights of the unit", choice="benchmark", ge=0, lt=1 << GROUP_BITS)
    share_vnd: int = step("Whole dong of the share", choice="benchmark", ge=0)


class Awarded(Shared):
    """The bonus of each person, the dong that whole shares leave included: the sum is the fund."""

    remainder: int = step("What is left of the share", choice="benchmark", ge=0)
    remainder_place: int = step("Place by it", choice="benchmark", ge=1)
    left_vnd: int = step("Dong that no whole share holds", choice="benchmark", ge=0)
    award_vnd: int = step("Bonus", choice="benchmark", ge=0)


def monthly(p: Terms) -> nw.Expr:
    held = nw.col("coefficient_hundredths")
    pay = (held + nw.col("leadership_coefficient_hundredths")) * p.base_salary_vnd
    return down(pay, HUNDREDTHS) + down(held * p.base_salary_vnd * nw.col("seniority_percent"), BASIS_POINTS)


def class_by_score(p: Terms) -> nw.Expr:
    floors = [(p.excellent_from_hundredths, 0), (p.good_from_hundredths, 1), (p.completed_from_hundredths, 2)]
    return band(nw.col("score_hundredths"), floors, below=3)


def candidate() -> nw.Expr:
    return nw.col("class_by_score") == 0


def quota(p: Terms) -> nw.Expr:
    return places(count(nw.col("class_by_score") <= 1, UNIT), p.quota_bp, rounding="down")


def final_class(_: Terms) -> nw.Expr:
    beyond = candidate() & (nw.col("rank") > nw.col("quota"))
    return nw.when(beyond).then(nw.lit(1, nw.Int64)).otherwise(nw.col("class_by_score"))


def weight(p: Terms) -> nw.Expr:
    coefficient = per_name(
        nw.col("class"),
        {
            0: p.excellent_coefficient_hundredths,
            1: p.good_coefficient_hundredths,
            2: p.completed_coefficient_hundredths,
        },
    )
    return down(nw.col("salary_vnd") * coefficient, 1000)


def divided() -> tuple[nw.Expr, nw.Expr]:
    return whole_share(
        nw.col("fund_vnd"),
        nw.col("weight"),
        nw.col("unit_weight"),
        weight_bits=WEIGHT_BITS,
        group_bits=GROUP_BITS,
    )


def award(_: Terms) -> nw.Expr:
    return nw.col("share_vnd") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_vnd"))


SHARING: Formulas[Terms] = {
    "monthly_vnd": monthly,
    "class_by_score": class_by_score,
    "quota": quota,
    "rank": lambda _: Ranked(UNIT),
    "class": final_class,
    "salary_vnd": lambda _: nw.col("monthly_vnd") * nw.col("months"),
    "fund_vnd": lambda p: down(nw.col("salary_vnd").sum().over(*UNIT) * p.fund_rate_bp, BASIS_POINTS),
    "weight": weight,
    "unit_weight": lambda _: nw.col("weight").sum().over(*UNIT),
    "share_vnd": lambda _: divided()[0],
}
AWARDING: Formulas[Terms] = {
    **SHARING,
    "remainder": lambda _: divided()[1],
    "remainder_place": lambda _: remainder_place("remainder", UNIT),
    "left_vnd": lambda _: coins_left(nw.col("fund_vnd"), nw.col("share_vnd"), nw.col("unit_weight"), UNIT),
    "award_vnd": award,
}

ORDER = ("unit_id", "-score_hundredths", "employee_id")
PARAMETERS = Dated.beside(__file__, Terms)


def model(name: str, outputs: type[Rows], formulas: Formulas[Terms]) -> PayModel[Terms]:
    stage = Stage("employee", inputs=People, outputs=outputs, formulas=formulas, order=ORDER, meet=UNIT)
    return PayModel(f"benchmarks.{name}", date(2026, 1, 1), PARAMETERS, (stage,))


SAME_RULE = model("shares", Shared, SHARING)
WHOLE_FUND = model("awards", Awarded, AWARDING)
