"""Limits: floors, caps and what spills over them. A rounded amount never leaves the bounds of the law."""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.money import Whole, down, up


def at_least(amount: nw.Expr, floor: nw.Expr | int) -> nw.Expr:
    """The amount, or the floor where it is below."""
    return nw.max_horizontal(amount, _column(floor))


def at_most(amount: nw.Expr, cap: nw.Expr | int) -> nw.Expr:
    """The amount, or the cap where it is above."""
    return nw.min_horizontal(amount, _column(cap))


def between_shares(amount: nw.Expr, whole: nw.Expr, low: Whole, high: Whole, divisor: int) -> nw.Expr:
    """The amount within two shares of a whole, such as basis points of pay.

    The floor is rounded up and the cap down, so that rounding never crosses a legal bound.
    """
    return at_most(at_least(amount, up(whole * low, divisor)), down(whole * high, divisor))


def over(amount: nw.Expr, cap: nw.Expr | int) -> nw.Expr:
    """What a cap cuts off, to be paid another way or not at all; 0 below the cap."""
    return nw.max_horizontal(amount - cap, nw.lit(0, nw.Int64))


def _column(bound: nw.Expr | int) -> nw.Expr:
    return nw.lit(bound, nw.Int64) if isinstance(bound, int) else bound
