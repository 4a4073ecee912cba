"""Sums of components, each with its own weight.

Components with a rounding of their own are rounded first and added with `+`: `money.to_quantum(...) + ...`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add

import narwhals as nw

from pay_models.blocks.limits import at_least
from pay_models.kernel.declare.money import rounded


def weighted(parts: Mapping[str, int], *, whole: int, rounding: str = "half_up") -> nw.Expr:
    """Columns times their weights, divided by the whole once: scores of criteria, of organisation and person.

    Null where a column is: a missing component is no zero.
    """
    together = reduce(add, [nw.col(name) * weight for name, weight in parts.items()])
    return rounded(together, whole, rounding)


def mean(together: nw.Expr, number: nw.Expr, *, step: int, rounding: str) -> nw.Expr:
    """The plain mean as a multiple of a step in the unit of the sum, rounded once; 0 of none."""
    return rounded(together, at_least(number, 1) * step, rounding) * step
