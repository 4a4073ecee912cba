"""Target bonus: target x weight x what a curve pays, summed, by modifier, months and cap. Curves are data."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.curve import Point, curve
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_most
from pay_models.general.target_bonus.rows import Awarded, Measured, Part, Settled, Terms
from pay_models.kernel import Dated, Formulas, Gather, Grid, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, half_up, mul_div, rounded

WHOLE_RATE = 10**8
MONTHS = 12


class Plan(NamedTuple):
    """See parameters.yaml."""

    curve_achieved: Grid
    curve_payout_bp: Grid
    payout_quantum_bp: int
    payout_rounding: str
    part_quantum: int
    part_rounding: str
    months_least: int
    months_full: int


def points_by_curve(p: Plan) -> dict[str, list[Point]]:
    """The points of each curve in the order of their numbers."""
    points: dict[str, list[Point]] = {}
    for cell in sorted(p.curve_achieved.cells, key=lambda cell: (str(cell[0]), int(cell[1]))):
        point = (p.curve_achieved.cells[cell], p.curve_payout_bp.cells[cell])
        points.setdefault(str(cell[0]), []).append(point)
    return points


def payout(p: Plan, named: str, achieved: str, quantum: int) -> nw.Expr:
    """What the curve named in one column pays for what another one holds; null for an unknown curve."""
    found = nw.lit(None, nw.Int64)
    for name, points in points_by_curve(p).items():
        pays = curve(nw.col(achieved), points, rounding=p.payout_rounding, quantum=quantum)
        found = nw.when(nw.col(named) == nw.lit(name)).then(pays).otherwise(found)
    return found


def curve_used(_: Plan) -> nw.Expr:
    return nw.when(nw.col("gate_met")).then(nw.col("curve")).otherwise(nw.col("curve_without_gate"))


def part_rate(p: Plan) -> nw.Expr:
    """basis points x basis points x basis points are 10**12 for the whole salary, a rate is 10**8 of it."""
    product = nw.col("target_bp") * nw.col("weight_bp") * nw.col("payout_bp")
    return rounded(product, BASIS_POINTS * p.part_quantum, p.part_rounding) * p.part_quantum


def months_counted(p: Plan) -> nw.Expr:
    served = nw.col("months_served")
    counted = nw.when(served >= p.months_full).then(nw.lit(MONTHS, nw.Int64)).otherwise(served)
    return paid_if(served >= p.months_least, counted)


def modified(amount: str) -> nw.Expr:
    by = nw.col("modifier_bp") * nw.col("months_counted")
    return half_up(nw.col(amount) * by, BASIS_POINTS * MONTHS)


def in_shares(_: Plan) -> nw.Expr:
    """The capped bonus in the proportion of the parts, so that a cap cuts cash and shares alike."""
    parts = nw.when(nw.col("parts_cents") == 0).then(nw.lit(1, nw.Int64)).otherwise(nw.col("parts_cents"))
    divided = mul_div(
        nw.col("bonus_cents"), nw.col("parts_in_shares_cents"), parts, factor_bits=38, divisor_bits=38
    )
    return divided.quotient + (divided.remainder * 2 >= parts).cast(nw.Int64)


def shares(_: Plan) -> nw.Expr:
    bought = half_up(nw.col("bonus_in_shares_cents"), nw.col("share_price_cents"))
    return nw.when(nw.col("share_price_cents") == 0).then(nw.lit(0, nw.Int64)).otherwise(bought)


PARTS: Formulas[Plan] = {
    "curve_used": curve_used,
    "payout_bp": lambda p: payout(p, "curve_used", "achieved", p.payout_quantum_bp),
    "part_rate": part_rate,
    "part_cents": lambda _: half_up(nw.col("salary_cents") * nw.col("part_rate"), WHOLE_RATE),
    "in_shares_cents": lambda _: paid_if(nw.col("paid_in") == nw.lit("shares"), nw.col("part_cents")),
    "part_shares": lambda _: half_up(nw.col("target_shares") * nw.col("payout_bp"), BASIS_POINTS),
}

BONUS: Formulas[Plan] = {
    "modifier_bp": lambda p: payout(p, "modifier_curve", "modifier_achieved", 1),
    "months_counted": months_counted,
    "bonus_rate": lambda _: modified("parts_rate"),
    "bonus_cents": lambda _: at_most(modified("parts_cents"), nw.col("most_cents")),
    "bonus_in_shares_cents": in_shares,
    "shares": shares,
    "cash_cents": lambda _: nw.col("bonus_cents") - nw.col("bonus_in_shares_cents"),
}

MODEL = PayModel(
    id="general.target_bonus",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Plan),
    stages=(
        Stage("measure", inputs=Measured, outputs=Part, formulas=PARTS, meet=()),
        Stage(
            "employee",
            inputs=Settled,
            outputs=Awarded,
            formulas=BONUS,
            meet=(),
            gather=Gather(
                by=("employee_id",),
                take={
                    "parts_rate": nw.col("part_rate").sum(),
                    "parts_cents": nw.col("part_cents").sum(),
                    "parts_in_shares_cents": nw.col("in_shares_cents").sum(),
                    "shares_earned": nw.col("part_shares").sum(),
                },
            ),
            brings=Terms,
        ),
    ),
)
