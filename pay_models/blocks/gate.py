"""Gates: who may be paid at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

import narwhals as nw


def paid_if(condition: nw.Expr, amount: nw.Expr) -> nw.Expr:
    """The amount where the condition holds, 0 where it does not, null where that is not known."""
    return nw.when(condition).then(amount).otherwise(nw.when(~condition).then(nw.lit(0, nw.Int64)))


def at_least_of(conditions: Sequence[nw.Expr], number: int) -> nw.Expr:
    """Whether so many of some conditions hold, such as three of four; null where one is not known."""
    return reduce(add, [condition.cast(nw.Int64) for condition in conditions]) >= number
