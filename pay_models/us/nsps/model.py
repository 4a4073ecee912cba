"""Ratings, shares and payouts of the National Security Personnel System: 5 CFR 9901.342 and 9901.405."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_least, at_most
from pay_models.blocks.pool import unit_value
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down, half_up, number

POOL = ("pool_id",)
PAYOUT = "5 CFR 9901.342"
MOST_USD = 10**6
MOST_SHARES = 6
# a share value has eight decimals; the money of a pool times them, and what one share could pay, stay in 64 bits
VALUE = 10**8
MOST_POOL_CENTS = 9 * 10**10


class Rules(NamedTuple):
    """See parameters.yaml."""

    round_up_from_hundredths: int
    fewest_shares: Grid
    most_shares: Grid
    general_increase_bp: int
    general_increase_share_bp: int
    general_increase_from: int


class Rated(Rows):
    """One row for each person of a pay pool with the average of the objectives and the shares given."""

    employee_id: Key = key("The person")
    pool_id: Key = key("The pay pool")
    average_hundredths: int = given("Average score of the objectives, 3.51 = 351", ge=100, le=500)
    shares: int = given("Shares that the pay pool panel gives", ge=0, le=MOST_SHARES)
    base_pay_usd: int = given("Base pay of a year", ge=1, le=MOST_USD)
    band_maximum_usd: int = given("Highest base pay of the pay band", ge=1, le=MOST_USD)
    bonus_bp: int = given("Part of the payout that is paid as a bonus, 1 % = 100", ge=0, le=BASIS_POINTS)
    pool_usd_cents: int = given(
        "Money of the pay pool, the same in each of its rows", ge=0, le=MOST_POOL_CENTS
    )

    class Config:
        unique = ("employee_id",)


class Paid(Rated):
    """Rating, shares and payout of each person of a pay pool."""

    rating: int = step(
        "Rating: an average ending in .51 or more is rounded up, in .50 or less down",
        law="5 CFR 9901.405",
        unit="count",
        ge=1,
        le=5,
    )
    shares_counted: int = step(
        "Shares that count",
        law=PAYOUT,
        certainty="memory",
        refuses="This rating does not allow so many or so few shares.",
        blames=("average_hundredths", "shares"),
        ge=0,
    )
    weight: int = step("Shares times base pay", law=PAYOUT, ge=0)
    pool_weight: int = step("Shares times base pay in the whole pool", law=PAYOUT, ge=0)
    fund_usd_cents: int = step(
        "Money of the pay pool",
        law=PAYOUT,
        refuses="The rows of this pay pool name different amounts of money.",
        blames=("pool_id", "pool_usd_cents"),
        ge=0,
    )
    share_value: int = step(
        "What a share is worth, in hundred-millionths of base pay, the rest dropped",
        law=PAYOUT,
        choice="eight decimals",
        unit="hundred_millionths",
        ge=0,
    )
    payout_usd_cents: int = step(
        "Payout: shares times share value times base pay",
        law=PAYOUT,
        choice="a part of a cent is dropped",
        ge=0,
    )
    left_usd_cents: int = step(
        "Money of the pool that no payout takes", law=PAYOUT, choice="eight decimals", ge=0
    )
    general_increase_rate_bp: int = step(
        "General increase of everybody rated 2 or better",
        law="decision of the Secretary of Defense",
        certainty="press",
        ge=0,
    )
    general_increase_usd_cents: int = step(
        "General increase in money, within the pay band",
        law="decision of the Secretary of Defense",
        choice="half a cent rounds up",
        certainty="press",
        ge=0,
    )
    salary_increase_usd_cents: int = step(
        "Part of the payout that raises base pay, within the pay band",
        law=PAYOUT,
        choice="a part of a cent is dropped",
        ge=0,
    )
    bonus_usd_cents: int = step("Rest of the payout, paid once", law=PAYOUT, ge=0)


def shares_counted(p: Rules) -> nw.Expr:
    fewest, most = p.fewest_shares.at("rating"), p.most_shares.at("rating")
    return nw.when((nw.col("shares") >= fewest) & (nw.col("shares") <= most)).then(nw.col("shares"))


def fund(_: Rules) -> nw.Expr:
    money = nw.col("pool_usd_cents")
    return nw.when(money.min().over(*POOL) == money.max().over(*POOL)).then(money)


def room_usd_cents() -> nw.Expr:
    return at_least(nw.col("band_maximum_usd") - nw.col("base_pay_usd"), 0) * HUNDREDTHS


def general_increase_rate(p: Rules) -> nw.Expr:
    rate = half_up(number(p.general_increase_bp * p.general_increase_share_bp), BASIS_POINTS)
    return paid_if(nw.col("rating") >= p.general_increase_from, rate)


def general_increase(_: Rules) -> nw.Expr:
    cents = half_up(nw.col("base_pay_usd") * HUNDREDTHS * nw.col("general_increase_rate_bp"), BASIS_POINTS)
    return at_most(cents, room_usd_cents())


def salary_increase(_: Rules) -> nw.Expr:
    part = down(nw.col("payout_usd_cents") * (BASIS_POINTS - nw.col("bonus_bp")), BASIS_POINTS)
    return at_most(part, room_usd_cents() - nw.col("general_increase_usd_cents"))


FORMULAS: Formulas[Rules] = {
    "rating": lambda p: down(
        nw.col("average_hundredths") + HUNDREDTHS - p.round_up_from_hundredths, HUNDREDTHS
    ),
    "shares_counted": shares_counted,
    "weight": lambda _: nw.col("shares_counted") * nw.col("base_pay_usd"),
    "pool_weight": lambda _: nw.col("weight").sum().over(*POOL),
    "fund_usd_cents": fund,
    "share_value": lambda _: unit_value(
        nw.col("fund_usd_cents") * (VALUE // HUNDREDTHS), nw.col("pool_weight")
    ),
    "payout_usd_cents": lambda _: down(nw.col("weight") * nw.col("share_value"), VALUE // HUNDREDTHS),
    "left_usd_cents": lambda _: nw.col("fund_usd_cents") - nw.col("payout_usd_cents").sum().over(*POOL),
    "general_increase_rate_bp": general_increase_rate,
    "general_increase_usd_cents": general_increase,
    "salary_increase_usd_cents": salary_increase,
    "bonus_usd_cents": lambda _: nw.col("payout_usd_cents") - nw.col("salary_increase_usd_cents"),
}

MODEL = PayModel(
    id="us.nsps",
    effective_from=date(2009, 1, 4),
    effective_until=date(2011, 12, 31),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage(
            "employee",
            inputs=Rated,
            outputs=Paid,
            formulas=FORMULAS,
            order=("pool_id", "employee_id"),
            meet=POOL,
        ),
    ),
)
