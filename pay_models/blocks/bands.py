"""Bands: a value falls into the first band whose floor it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw


def band(value: nw.Expr, floors: Sequence[tuple[int, str]], *, below: str) -> nw.Expr:
    """The name of the band of a whole number; `floors` from the highest to the lowest, each inclusive."""
    found = nw.lit(below)
    for floor, name in reversed(floors):
        found = nw.when(value >= floor).then(nw.lit(name)).otherwise(found)
    return found


def per_name(name: nw.Expr, numbers: Mapping[str, int]) -> nw.Expr:
    """The whole number that belongs to a name; 0 for any other."""
    found = nw.lit(0, nw.Int64)
    for known, number in numbers.items():
        found = nw.when(name == nw.lit(known)).then(nw.lit(number, nw.Int64)).otherwise(found)
    return found
