"""Gates: who may be paid at all."""

from __future__ import annotations

import narwhals as nw


def paid_if(condition: nw.Expr, amount: nw.Expr) -> nw.Expr:
    """The amount where the condition holds, else 0."""
    return nw.when(condition).then(amount).otherwise(nw.lit(0, nw.Int64))


def at_least_of(conditions: list[nw.Expr], number: int) -> nw.Expr:
    """Whether so many of some conditions hold, such as three of four."""
    return nw.sum_horizontal(*(condition.cast(nw.Int64) for condition in conditions)) >= number
