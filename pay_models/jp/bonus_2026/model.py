"""Term and diligence allowances of Japan's national servants, half-year by half-year, from 2026."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band, per_name
from pay_models.blocks.limits import at_least, at_most
from pay_models.jp.bonus_2026.rows import HalfYear, Paid, Year
from pay_models.kernel import Dated, Formulas, Gather, Grid, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down


class Rates(NamedTuple):
    """See parameters.yaml."""

    role_bp: Grid
    manager_1_bp: int
    manager_2_bp: int
    general_months_bp: int
    specified_manager_months_bp: int
    designated_months_bp: int
    least_bp: Grid
    most_bp: Grid
    term_period_percent: Grid
    diligence_period_percent: Grid


def share(amount: nw.Expr, rate_bp: nw.Expr) -> nw.Expr:
    return down(amount * rate_bp, BASIS_POINTS)


def manager(p: Rates) -> nw.Expr:
    rate = per_name(nw.col("manager_type"), {1: p.manager_1_bp, 2: p.manager_2_bp})
    return share(nw.col("base_yen"), rate)


def term_base(_: Rates) -> nw.Expr:
    pay = nw.col("base_yen") + nw.col("dependants_yen")
    return pay + share(pay, nw.col("area_bp")) + nw.col("role_yen") + nw.col("manager_yen")


def term_rate(p: Rates) -> nw.Expr:
    months = {
        "general": p.general_months_bp,
        "specified_manager": p.specified_manager_months_bp,
        "designated": p.designated_months_bp,
    }
    return per_name(nw.col("staff_class"), months)


def for_time_served(rates: Grid) -> nw.Expr:
    """The rate of the longest service reached; 5 months and 15 days are written 515."""
    floors = [(int(served), percent) for (served,), percent in sorted(rates.cells.items(), reverse=True)]
    return band(nw.col("months") * HUNDREDTHS + nw.col("days"), floors, below=0)


def paid(base: str, rate_bp: str, period_percent: str) -> nw.Expr:
    return down(nw.col(base) * nw.col(rate_bp) * nw.col(period_percent), BASIS_POINTS * HUNDREDTHS)


FORMULAS: Formulas[Rates] = {
    "area_yen": lambda _: share(nw.col("base_yen"), nw.col("area_bp")),
    "role_yen": lambda p: share(nw.col("base_yen") + nw.col("area_yen"), p.role_bp.at("grade")),
    "manager_yen": manager,
    "term_base_yen": term_base,
    "diligence_base_yen": lambda _: nw.sum_horizontal("base_yen", "area_yen", "role_yen", "manager_yen"),
    "term_rate_bp": term_rate,
    "term_period_percent": lambda p: for_time_served(p.term_period_percent),
    "least_bp": lambda p: p.least_bp.at("staff_class", "category"),
    "most_bp": lambda p: p.most_bp.at("staff_class", "category"),
    "performance_bp": lambda _: at_most(at_least(nw.col("chosen_bp"), nw.col("least_bp")), nw.col("most_bp")),
    "diligence_period_percent": lambda p: for_time_served(p.diligence_period_percent),
    "term_yen": lambda _: paid("term_base_yen", "term_rate_bp", "term_period_percent"),
    "diligence_yen": lambda _: paid("diligence_base_yen", "performance_bp", "diligence_period_percent"),
    "bonus_yen": lambda _: nw.col("term_yen") + nw.col("diligence_yen"),
}

MODEL = PayModel(
    id="jp.bonus_2026",
    effective_from=date(2026, 4, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(
        Stage("half_year", inputs=HalfYear, outputs=Paid, formulas=FORMULAS, meet=()),
        Stage(
            "year",
            inputs=Year,
            outputs=Year,
            formulas={},
            gather=Gather(
                by=("employee_id",),
                take={
                    "term_year_yen": nw.col("term_yen").sum(),
                    "diligence_year_yen": nw.col("diligence_yen").sum(),
                    "bonus_year_yen": nw.col("bonus_yen").sum(),
                },
            ),
        ),
    ),
)
