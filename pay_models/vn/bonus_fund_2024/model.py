"""Yearly bonus fund of a unit and its shares: Decree 73/2024/ND-CP art. 4."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_least, over
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, whole_share
from pay_models.kernel import Dated, Formulas, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, Divided, down, rounded
from pay_models.vn.bonus_fund_2024.rows import UNIT_WEIGHT_BITS, WEIGHT_BITS, Awarded, Classified

UNIT = ("unit_id",)
# the usual weights are far smaller, and shared out in a fraction of the time: coefficients to 3.00 times 12 months
BITS = {"by_class": (12, 50), "per_head": (1, 50), "by_salary": (WEIGHT_BITS, UNIT_WEIGHT_BITS)}


class Terms(NamedTuple):
    """See parameters.yaml."""

    fund_rate_bp: int
    fund_rounding: str
    ad_hoc_share_bp: int
    unspent_ad_hoc: str
    share_basis: str
    excellent_coefficient_hundredths: int
    good_coefficient_hundredths: int
    completed_coefficient_hundredths: int
    not_completed_coefficient_hundredths: int
    unrated_coefficient_hundredths: int
    elsewhere_coefficient_hundredths: int


def of_unit(column: str) -> nw.Expr:
    return nw.col(column).sum().over(*UNIT)


def class_part(p: Terms) -> nw.Expr:
    ad_hoc = nw.col("unit_ad_hoc_paid_vnd")
    kept = at_least(ad_hoc, nw.col("ad_hoc_part_vnd")) if p.unspent_ad_hoc == "lapses" else ad_hoc
    return over(nw.col("fund_vnd"), kept)


def coefficient(p: Terms) -> nw.Expr:
    coefficients = {
        "excellent": p.excellent_coefficient_hundredths,
        "good": p.good_coefficient_hundredths,
        "completed": p.completed_coefficient_hundredths,
        "not_completed": p.not_completed_coefficient_hundredths,
        "unrated": p.unrated_coefficient_hundredths,
        "elsewhere": p.elsewhere_coefficient_hundredths,
    }
    return per_name(nw.col("class"), coefficients)


def weight(p: Terms) -> nw.Expr:
    by_class, months = nw.col("coefficient_hundredths"), nw.col("months_worked")
    match p.share_basis:
        case "per_head":
            return ((by_class > 0) & (months > 0)).cast(nw.Int64)
        case "by_salary":
            return paid_if(months > 0, by_class * down(nw.col("salary_year_vnd"), HUNDREDTHS))
        case _:
            return by_class * months


def divided(p: Terms) -> Divided:
    weight_bits, group_bits = BITS[p.share_basis]
    part, unit_weight = nw.col("class_part_vnd"), nw.col("unit_weight")
    return whole_share(part, nw.col("weight"), unit_weight, weight_bits=weight_bits, group_bits=group_bits)


def left() -> nw.Expr:
    return coins_left(nw.col("class_part_vnd"), nw.col("share_vnd"), nw.col("unit_weight"), UNIT)


def award() -> nw.Expr:
    return nw.col("share_vnd") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_vnd"))


FORMULAS: Formulas[Terms] = {
    "salary_fund_vnd": lambda _: of_unit("salary_year_vnd"),
    "fund_vnd": lambda p: rounded(nw.col("salary_fund_vnd") * p.fund_rate_bp, BASIS_POINTS, p.fund_rounding),
    "ad_hoc_part_vnd": lambda p: down(nw.col("fund_vnd") * p.ad_hoc_share_bp, BASIS_POINTS),
    "unit_ad_hoc_paid_vnd": lambda _: of_unit("ad_hoc_paid_vnd"),
    "class_part_vnd": class_part,
    "coefficient_hundredths": coefficient,
    "weight": weight,
    "eligible": lambda _: nw.col("weight") > 0,
    "unit_weight": lambda _: of_unit("weight"),
    "share_vnd": lambda p: divided(p).quotient,
    "remainder": lambda p: divided(p).remainder,
    "remainder_place": lambda _: remainder_place("remainder", UNIT),
    "left_vnd": lambda _: left(),
    "award_vnd": lambda _: award(),
    "undistributed_vnd": lambda _: paid_if(nw.col("unit_weight") == 0, nw.col("class_part_vnd")),
    "lapses_vnd": lambda _: over(nw.col("fund_vnd"), nw.col("unit_ad_hoc_paid_vnd") + of_unit("award_vnd")),
    "overspent_vnd": lambda _: over(nw.col("unit_ad_hoc_paid_vnd"), nw.col("fund_vnd")),
}

MODEL = PayModel(
    id="vn.bonus_fund_2024",
    effective_from=date(2024, 7, 1),
    effective_until=date(2026, 6, 30),
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
