"""Limits: floors, caps and what spills over them. A rounded amount never leaves the bounds of the law.

A bound that is not known (null) bounds nothing away: the answer is null too, and the step is refused.
"""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.declare.money import Whole, down, number, up


def at_least(amount: nw.Expr, floor: Whole) -> nw.Expr:
    """The amount, or the floor where it is below; null where either is."""
    bound = number(floor)
    return _where_known(nw.max_horizontal(amount, bound), amount, bound)


def at_most(amount: nw.Expr, cap: Whole) -> nw.Expr:
    """The amount, or the cap where it is above; null where either is."""
    bound = number(cap)
    return _where_known(nw.min_horizontal(amount, bound), amount, bound)


def between_shares(amount: nw.Expr, whole: nw.Expr, low: Whole, high: Whole, divisor: int) -> nw.Expr:
    """The amount within two shares of a whole, such as basis points of pay.

    The floor is rounded up and the cap down, so that rounding never crosses a legal bound.
    """
    return at_most(at_least(amount, up(whole * low, divisor)), down(whole * high, divisor))


def over(amount: nw.Expr, cap: Whole) -> nw.Expr:
    """What a cap cuts off, to be paid another way or not at all; 0 below the cap."""
    return at_least(amount - cap, 0)


def _where_known(found: nw.Expr, amount: nw.Expr, bound: nw.Expr) -> nw.Expr:
    # the horizontal minimum and maximum pass over what is null
    return nw.when(~(amount.is_null() | bound.is_null())).then(found)
