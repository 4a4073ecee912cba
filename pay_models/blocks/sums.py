"""Sums of components, each with its own weight."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from pay_models.kernel.money import rounded


def weighted(parts: Mapping[str, int], *, whole: int, rounding: str = "half_up") -> nw.Expr:
    """Columns times their weights, divided by the whole once: scores of criteria, of organisation and person."""
    together = nw.sum_horizontal(*(nw.col(name) * weight for name, weight in parts.items()))
    return rounded(together, whole, rounding)
