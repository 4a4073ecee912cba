"""Extra income from savings on an agency's budget: Decree 75/2026/ND-CP arts. 9 and 11."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import and_
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.limits import at_most, over
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, whole_share
from pay_models.kernel import Dated, Formulas, Gather, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down, half_up
from pay_models.vn.savings_fund.rows import (
    UNIT_BITS,
    WEIGHT_BITS,
    Advanced,
    Closed,
    Served,
    Settled,
    Unit,
    Year,
    YearGiven,
)

QUARTER, YEAR = ("unit_id", "quarter"), ("unit_id", "year")


class Terms(NamedTuple):
    """See parameters.yaml."""

    ceiling_bp: int
    advance_limit_bp: int
    reserve_bp: int
    weight_by: str
    excellent_coefficient_hundredths: int
    good_coefficient_hundredths: int
    completed_coefficient_hundredths: int


def coefficient(p: Terms) -> nw.Expr:
    return per_name(
        nw.col("class"),
        {
            "excellent": p.excellent_coefficient_hundredths,
            "good": p.good_coefficient_hundredths,
            "completed": p.completed_coefficient_hundredths,
        },
    )


def weight(p: Terms, salary: str) -> nw.Expr:
    return half_up(coefficient(p) * nw.col(salary), HUNDREDTHS) if p.weight_by == "salary" else coefficient(p)


def same_among(among: tuple[str, ...], *columns: str) -> nw.Expr:
    """Whether the rows of a group agree on some columns."""
    return reduce(
        and_, (nw.col(name).min().over(*among) == nw.col(name).max().over(*among) for name in columns)
    )


def shared(fund: str, among: tuple[str, ...], paid: str) -> Formulas[Terms]:
    """The steps that share a fund out by weight to the dong; the last one is the column `paid`."""

    def divided() -> tuple[nw.Expr, nw.Expr]:
        weights = nw.col("weight"), nw.col("unit_weight")
        return whole_share(nw.col(fund), *weights, weight_bits=WEIGHT_BITS, group_bits=UNIT_BITS)

    return {
        "unit_weight": lambda _: nw.col("weight").sum().over(*among),
        "share_vnd": lambda _: divided()[0],
        "remainder": lambda _: divided()[1],
        "remainder_place": lambda _: remainder_place("remainder", among),
        "left_vnd": lambda _: coins_left(nw.col(fund), nw.col("share_vnd"), nw.col("unit_weight"), among),
        paid: lambda _: (
            nw.col("share_vnd") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_vnd"))
        ),
    }


def advance_fund(_: Terms) -> nw.Expr:
    within = at_most(nw.col("decided_advance_vnd"), nw.col("advance_limit_vnd"))
    return nw.when(same_among(QUARTER, "decided_advance_vnd")).then(within)


def recovered(_: Terms) -> nw.Expr:
    within = at_most(nw.col("owed_vnd"), nw.col("saved_vnd"))
    return nw.when(same_among(YEAR, "saved_vnd", "other_uses_vnd", "owed_vnd")).then(within)


def reserve(p: Terms) -> nw.Expr:
    set_aside = down(nw.col("available_vnd") * p.reserve_bp, BASIS_POINTS)
    return at_most(set_aside, over(nw.col("for_income_vnd"), nw.col("advanced_vnd")))


def settlement_fund(_: Terms) -> nw.Expr:
    savings = nw.col("for_income_vnd") - nw.col("reserve_vnd")
    return over(at_most(savings, nw.col("ceiling_vnd")), nw.col("advanced_vnd"))


def owed_next(_: Terms) -> nw.Expr:
    payable = at_most(nw.col("for_income_vnd"), nw.col("ceiling_vnd"))
    income, uses = (
        over(nw.col("advanced_vnd"), payable),
        over(nw.col("other_uses_vnd"), nw.col("available_vnd")),
    )
    return income + uses + nw.col("owed_vnd") - nw.col("recovered_vnd")


def unspent(_: Terms) -> nw.Expr:
    used = nw.col("reserve_vnd") + nw.col("advances_vnd") + nw.col("settlement_vnd")
    return over(nw.col("for_income_vnd"), used)


QUARTERLY: Formulas[Terms] = {
    "year": lambda _: nw.col("quarter") // 10,
    "salary_fund_vnd": lambda _: nw.col("salary_vnd").sum().over(*QUARTER),
    "advance_limit_vnd": lambda p: down(nw.col("salary_fund_vnd") * p.advance_limit_bp, BASIS_POINTS),
    "advance_fund_vnd": advance_fund,
    "weight": lambda p: weight(p, "salary_vnd"),
    **shared("advance_fund_vnd", QUARTER, "advance_vnd"),
}

YEARLY: Formulas[Terms] = {
    "salary_fund_vnd": lambda _: nw.col("salary_year_vnd").sum().over(*YEAR),
    "ceiling_vnd": lambda p: down(nw.col("salary_fund_vnd") * p.ceiling_bp, BASIS_POINTS),
    "advanced_vnd": lambda _: nw.col("advances_vnd").sum().over(*YEAR),
    "recovered_vnd": recovered,
    "available_vnd": lambda _: nw.col("saved_vnd") - nw.col("recovered_vnd"),
    "for_income_vnd": lambda _: over(nw.col("available_vnd"), nw.col("other_uses_vnd")),
    "reserve_vnd": reserve,
    "settlement_fund_vnd": settlement_fund,
    "owed_next_vnd": owed_next,
    "weight": lambda p: weight(p, "salary_year_vnd"),
    **shared("settlement_fund_vnd", YEAR, "settlement_vnd"),
    "extra_income_vnd": lambda _: nw.col("advances_vnd") + nw.col("settlement_vnd"),
}

MODEL = PayModel(
    id="vn.savings_fund",
    effective_from=date(2026, 5, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "quarter",
            inputs=Served,
            outputs=Advanced,
            formulas=QUARTERLY,
            order=("unit_id", "quarter", "employee_id"),
            meet=("unit_id",),
        ),
        Stage(
            "year",
            inputs=Year,
            outputs=Settled,
            formulas=YEARLY,
            order=("unit_id", "year", "employee_id"),
            meet=("unit_id",),
            brings=YearGiven,
            gather=Gather(
                by=("unit_id", "year", "employee_id"),
                take={
                    "salary_year_vnd": nw.col("salary_vnd").sum(),
                    "advances_vnd": nw.col("advance_vnd").sum(),
                },
            ),
        ),
        Stage(
            "unit",
            inputs=Unit,
            outputs=Closed,
            formulas={"unspent_vnd": unspent},
            meet=(),
            gather=Gather(
                by=YEAR,
                take={
                    "saved_vnd": nw.col("saved_vnd").max(),
                    "recovered_vnd": nw.col("recovered_vnd").max(),
                    "other_uses_vnd": nw.col("other_uses_vnd").max(),
                    "reserve_vnd": nw.col("reserve_vnd").max(),
                    "advances_vnd": nw.col("advances_vnd").sum(),
                    "settlement_vnd": nw.col("settlement_vnd").sum(),
                    "owed_next_vnd": nw.col("owed_next_vnd").max(),
                    "for_income_vnd": nw.col("for_income_vnd").max(),
                },
            ),
        ),
    ),
)
