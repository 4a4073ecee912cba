"""Profit shares: a pool of profit, shared by salary, equally, by units or by percentages, to the last cent."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import over
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, whole_share
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, Divided, down
from pay_models.kernel.declare.units import UnitBy

POOL = ("pool_id",)
PLAN = "profit sharing plan"
# pay, or percentages; people and units are counted
SHARES = UnitBy("share_by", {"salary": "cents", "percentage": "bp"})
MOST_PROFIT_CENTS = 10**14
# a salary of a billion stays below 2**37
WEIGHT_BITS = 37
MOST_WEIGHT = 10**11


class Plan(NamedTuple):
    """See parameters.yaml."""

    pool_rate_bp: int
    share_by: str
    person_cap_bp: int
    salary_cap_bp: int


class Sharing(Rows):
    """One row for each person who takes part in a pool."""

    employee_id: Key = key("The person")
    pool_id: Key = key("People who share one pool, or one part of it")
    profit_cents: int = given(
        "Profit of the year, the same in each row of the pool", ge=0, le=MOST_PROFIT_CENTS
    )
    part_bp: int = given(
        "Part of the whole pool that is theirs, 1 % = 100, the same in each row", ge=0, le=BASIS_POINTS
    )
    salary_cents: int = given("Salary of the year", ge=0, le=MOST_WEIGHT)
    units: int = given("Units held, or basis points of the pool; 0 in other plans", ge=0, le=10**9)

    class Config:
        unique = ("employee_id",)


class Shared(Sharing):
    """Profit share of each person."""

    whole_pool_cents: int = step(
        "Pool: a share of profit, a part of a cent dropped",
        agreement=PLAN,
        refuses="The rows of this pool name different profits or parts.",
        blames=("profit_cents", "part_bp"),
        ge=0,
    )
    pool_cents: int = step("Part of the pool that these people share", agreement=PLAN, ge=0)
    weight: int = step(
        "Weight of the person: salary, one, or units", agreement=PLAN, unit=SHARES, ge=0, le=MOST_WEIGHT
    )
    pool_weight: int = step(
        "Weights of all who share; the whole where weights are percentages",
        agreement=PLAN,
        refuses="The percentages of this pool are more than the whole.",
        blames=("pool_id", "units"),
        unit=SHARES,
        ge=0,
        lt=1 << 50,
    )
    whole_share_cents: int = step("The share, a part of a cent dropped", agreement=PLAN, ge=0)
    remainder: int = step(
        "What is left of the share, in parts of a cent", choice="largest remainders", unit=SHARES, ge=0
    )
    remainder_place: int = step(
        "Place in the pool by what is left of the share",
        choice="largest remainders; equal ones by employee number",
        ge=1,
    )
    left_cents: int = step(
        "What is left of the pool without those parts of a cent", choice="largest remainders", ge=0
    )
    share_cents: int = step(
        "Share: one cent more for the largest remainders until the pool is spent",
        agreement=PLAN,
        choice="largest remainders; equal ones by employee number",
        ge=0,
    )
    person_cap_cents: int = step("Most that one person may take of the whole pool", agreement=PLAN, ge=0)
    salary_cap_cents: int = step("Most that one person may take by salary", agreement=PLAN, ge=0)
    payout_cents: int = step("Profit share within both caps", agreement=PLAN, ge=0)
    cut_cents: int = step(
        "What the caps cut off; the company keeps it", agreement=PLAN, choice="not shared again", ge=0
    )
    kept_cents: int = step(
        "Money of the pool that nobody is paid", agreement=PLAN, choice="not shared again", ge=0
    )


def whole_pool(p: Plan) -> nw.Expr:
    profit, part = nw.col("profit_cents"), nw.col("part_bp")
    one_profit = profit.min().over(*POOL) == profit.max().over(*POOL)
    one_part = part.min().over(*POOL) == part.max().over(*POOL)
    return nw.when(one_profit & one_part).then(down(profit * p.pool_rate_bp, BASIS_POINTS))


def weight(p: Plan) -> nw.Expr:
    weights = {"salary": nw.col("salary_cents"), "equal": nw.lit(1, nw.Int64)}
    return weights.get(p.share_by, nw.col("units"))


def pool_weight(p: Plan) -> nw.Expr:
    together = nw.col("weight").sum().over(*POOL)
    if p.share_by != "percentage":
        return together
    return nw.when(together <= BASIS_POINTS).then(nw.lit(BASIS_POINTS, nw.Int64))


def divided(_: Plan) -> Divided:
    return whole_share(nw.col("pool_cents"), nw.col("weight"), nw.col("pool_weight"), weight_bits=WEIGHT_BITS)


def left(p: Plan) -> nw.Expr:
    if p.share_by == "percentage":
        return nw.lit(0, nw.Int64)
    return coins_left(nw.col("pool_cents"), nw.col("whole_share_cents"), nw.col("pool_weight"), POOL)


FORMULAS: Formulas[Plan] = {
    "whole_pool_cents": whole_pool,
    "pool_cents": lambda _: down(nw.col("whole_pool_cents") * nw.col("part_bp"), BASIS_POINTS),
    "weight": weight,
    "pool_weight": pool_weight,
    "whole_share_cents": lambda p: divided(p).quotient,
    "remainder": lambda p: divided(p).remainder,
    "remainder_place": lambda _: remainder_place("remainder", POOL),
    "left_cents": left,
    "share_cents": lambda _: (
        nw.col("whole_share_cents") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_cents"))
    ),
    "person_cap_cents": lambda p: down(nw.col("whole_pool_cents") * p.person_cap_bp, BASIS_POINTS),
    "salary_cap_cents": lambda p: down(nw.col("salary_cents") * p.salary_cap_bp, BASIS_POINTS),
    "payout_cents": lambda _: nw.min_horizontal("share_cents", "person_cap_cents", "salary_cap_cents"),
    "cut_cents": lambda _: over(nw.col("share_cents"), nw.col("payout_cents")),
    "kept_cents": lambda _: nw.col("pool_cents") - nw.col("payout_cents").sum().over(*POOL),
}

MODEL = PayModel(
    id="general.profit_share",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Plan),
    stages=(
        Stage(
            "employee",
            inputs=Sharing,
            outputs=Shared,
            formulas=FORMULAS,
            order=("pool_id", "employee_id"),
            meet=POOL,
        ),
    ),
)
