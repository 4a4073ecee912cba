"""Standard pay line, rails and pay pools of the Acquisition Demonstration Project: 64 FR 1426 (1999)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.curve import compounded, exponential
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_least, at_most, over
from pay_models.blocks.pool import scaled_to
from pay_models.kernel import Dated, Formulas, Grid, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down, half_up, number
from pay_models.us.acqdemo.rows import Paid, Scored

POOL = ("pool_id",)
LINE_SPAN = 100
HIGHEST_SCORE = 115
CONSTANT = 10**7


class Rules(NamedTuple):
    """See parameters.yaml."""

    gs_1_1_usd: int
    gs_15_10_usd: int
    line: str
    constant_ten_millionths: int
    rail_percent: int
    highest_score: Grid
    general_increase_bp: int
    general_above_rails_bp: int
    rating_pot_bp: int
    award_pot_bp: int
    award_pot_paid_bp: int


@cache
def line(p: tuple[int, int, str, int], percent: int) -> Mapping[tuple[int | str, ...], int]:
    """Cents by score of a percentage of the line: 100 the line, 92 and 108 its rails; each rounded once."""
    lowest, highest, made_of, constant = p
    if made_of == "constant":
        return compounded(lowest * percent, constant, CONSTANT, HIGHEST_SCORE)
    return exponential(lowest * percent, highest * percent, LINE_SPAN, HIGHEST_SCORE)


def on_line(p: Rules, percent: int) -> nw.Expr:
    cells = line((p.gs_1_1_usd, p.gs_15_10_usd, p.line, p.constant_ten_millionths), percent)
    reached = nw.col("score") <= p.highest_score.at("career_path")
    return nw.when(reached).then(Grid(p.line, ("score",), cells).at("score"))


def pay() -> nw.Expr:
    return nw.col("base_pay_usd") * HUNDREDTHS


def room() -> nw.Expr:
    return at_least(nw.col("band_maximum_usd") * HUNDREDTHS - pay(), 0)


def is_above() -> nw.Expr:
    return nw.col("against_rails") == nw.lit("above")


def against_rails(_: Rules) -> nw.Expr:
    within = (
        nw.when(pay() >= nw.col("lower_rail_usd_cents")).then(nw.lit("within")).otherwise(nw.lit("below"))
    )
    return nw.when(pay() > nw.col("upper_rail_usd_cents")).then(nw.lit("above")).otherwise(within)


def general_increase(p: Rules) -> nw.Expr:
    full, above = p.general_increase_bp * BASIS_POINTS, p.general_increase_bp * p.general_above_rails_bp
    rate = nw.when(is_above()).then(number(above)).otherwise(number(full))
    return at_most(down(pay() * rate, BASIS_POINTS * BASIS_POINTS), room())


def general_left(p: Rules) -> nw.Expr:
    pot = down(nw.col("pool_pay_usd_cents") * p.general_increase_bp, BASIS_POINTS)
    return at_least(pot - nw.col("general_increase_usd_cents").sum().over(*POOL), 0)


def rating_pot(p: Rules) -> nw.Expr:
    return down(nw.col("pool_pay_usd_cents") * p.rating_pot_bp, BASIS_POINTS) + nw.col(
        "general_left_usd_cents"
    )


def rating_claim(_: Rules) -> nw.Expr:
    return paid_if(~is_above(), over(nw.col("under_line_usd_cents"), nw.col("general_increase_usd_cents")))


def award_pot(p: Rules) -> nw.Expr:
    rate = p.award_pot_bp * p.award_pot_paid_bp
    own = down(nw.col("pool_pay_usd_cents") * rate, BASIS_POINTS * BASIS_POINTS)
    return own + nw.col("rating_left_usd_cents")


def award(_: Rules) -> nw.Expr:
    claim, claims = nw.col("award_claim_usd_cents"), nw.col("award_claims_usd_cents")
    return scaled_to(claim, nw.col("award_pot_usd_cents"), claims) + nw.col("spilled_usd_cents")


FORMULAS: Formulas[Rules] = {
    "line_usd_cents": lambda p: on_line(p, 100),
    "lower_rail_usd_cents": lambda p: on_line(p, 100 - p.rail_percent),
    "upper_rail_usd_cents": lambda p: on_line(p, 100 + p.rail_percent),
    "against_rails": against_rails,
    "under_line_usd_cents": lambda _: over(nw.col("line_usd_cents"), pay()),
    "under_line_bp": lambda _: half_up(nw.col("under_line_usd_cents") * BASIS_POINTS, pay()),
    "general_increase_usd_cents": general_increase,
    "pool_pay_usd_cents": lambda _: pay().sum().over(*POOL),
    "general_left_usd_cents": general_left,
    "rating_pot_usd_cents": rating_pot,
    "rating_claim_usd_cents": rating_claim,
    "rating_claims_usd_cents": lambda _: nw.col("rating_claim_usd_cents").sum().over(*POOL),
    "rating_usd_cents": lambda _: scaled_to(
        nw.col("rating_claim_usd_cents"), nw.col("rating_pot_usd_cents"), nw.col("rating_claims_usd_cents")
    ),
    "raise_usd_cents": lambda _: at_most(
        nw.col("rating_usd_cents"), room() - nw.col("general_increase_usd_cents")
    ),
    "spilled_usd_cents": lambda _: nw.col("rating_usd_cents") - nw.col("raise_usd_cents"),
    "rating_left_usd_cents": lambda _: (
        nw.col("rating_pot_usd_cents") - nw.col("rating_usd_cents").sum().over(*POOL)
    ),
    "award_pot_usd_cents": award_pot,
    "award_claim_usd_cents": lambda _: nw.col("rating_claim_usd_cents") - nw.col("rating_usd_cents"),
    "award_claims_usd_cents": lambda _: nw.col("award_claim_usd_cents").sum().over(*POOL),
    "award_usd_cents": award,
    "new_pay_usd_cents": lambda _: pay() + nw.col("general_increase_usd_cents") + nw.col("raise_usd_cents"),
}

MODEL = PayModel(
    id="us.acqdemo",
    effective_from=date(2024, 1, 14),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage(
            "employee",
            inputs=Scored,
            outputs=Paid,
            formulas=FORMULAS,
            order=("pool_id", "employee_id"),
            meet=POOL,
        ),
    ),
)
