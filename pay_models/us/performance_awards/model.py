"""Cash awards by rating, awards of the Senior Executive Service and their pool: 5 USC 4505a, 4507, 5384."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_least, at_most, over
from pay_models.kernel import Dated, Formulas, Gather, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down, half_up, number, up
from pay_models.us.performance_awards.rows import Agency, Awarded, Before, Pool, Proposed


class Limits(NamedTuple):
    """See parameters.yaml."""

    lowest_rating: int
    most_bp: int
    most_exceptional_bp: int
    executive_least_bp: int
    executive_most_bp: int
    meritorious_bp: int
    distinguished_bp: int
    pool_of_pay_bp: int
    pool_of_mean_bp: int


def pay() -> nw.Expr:
    return nw.col("base_pay_usd") * HUNDREDTHS


def most(p: Limits) -> nw.Expr:
    normal = nw.when(nw.col("exceptional")).then(number(p.most_exceptional_bp)).otherwise(number(p.most_bp))
    rate = nw.when(nw.col("executive")).then(number(p.executive_most_bp)).otherwise(normal)
    return down(pay() * rate, BASIS_POINTS)


def performance_award(_: Limits) -> nw.Expr:
    proposed = half_up(pay() * nw.col("proposed_bp"), BASIS_POINTS)
    within = at_most(at_least(proposed, nw.col("least_usd_cents")), nw.col("most_usd_cents"))
    return paid_if(nw.col("eligible") & (nw.col("proposed_bp") > 0), within)


def rank_award(p: Limits) -> nw.Expr:
    rates = {"meritorious": p.meritorious_bp, "distinguished": p.distinguished_bp}
    return paid_if(nw.col("executive"), down(pay() * per_name(nw.col("rank_award"), rates), BASIS_POINTS))


def share_of_mean(p: Limits) -> nw.Expr:
    share = nw.col("executive_pay_before_usd_cents") * p.pool_of_mean_bp
    return down(share, nw.col("executives_before") * BASIS_POINTS)


AWARDS: Formulas[Limits] = {
    "eligible": lambda p: nw.col("rating") >= p.lowest_rating,
    "least_usd_cents": lambda p: paid_if(nw.col("executive"), up(pay() * p.executive_least_bp, BASIS_POINTS)),
    "most_usd_cents": most,
    "performance_award_usd_cents": performance_award,
    "rank_award_usd_cents": rank_award,
    "executive_award_usd_cents": lambda _: paid_if(
        nw.col("executive"), nw.col("performance_award_usd_cents")
    ),
}

POOL: Formulas[Limits] = {
    "share_of_pay_usd_cents": lambda p: down(
        nw.col("executive_pay_before_usd_cents") * p.pool_of_pay_bp, BASIS_POINTS
    ),
    "share_of_mean_usd_cents": share_of_mean,
    "pool_usd_cents": lambda _: nw.max_horizontal("share_of_pay_usd_cents", "share_of_mean_usd_cents"),
    "left_usd_cents": lambda _: over(nw.col("pool_usd_cents"), nw.col("executive_awards_usd_cents")),
    "over_usd_cents": lambda _: over(nw.col("executive_awards_usd_cents"), nw.col("pool_usd_cents")),
}

MODEL = PayModel(
    id="us.performance_awards",
    effective_from=date(2024, 1, 1),
    parameters=Dated.beside(__file__, Limits),
    stages=(
        Stage("employee", inputs=Proposed, outputs=Awarded, formulas=AWARDS, meet=()),
        Stage(
            "agency",
            inputs=Agency,
            outputs=Pool,
            formulas=POOL,
            meet=(),
            brings=Before,
            gather=Gather(
                by=("agency_id",),
                take={"executive_awards_usd_cents": nw.col("executive_award_usd_cents").sum()},
            ),
        ),
    ),
)
