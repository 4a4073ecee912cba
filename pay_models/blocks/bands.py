"""Bands: a value falls into the first band whose floor it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw


def band(value: nw.Expr, floors: Sequence[tuple[int, str]], *, below: str) -> nw.Expr:
    """The name of the band of a whole number; `floors` from the highest to the lowest, each inclusive."""
    (floor, name), *lower = floors
    found = nw.lit(name)
    # from the top down: Polars merges short names fast, so a long name at the bottom comes in last
    for next_floor, next_name in lower:
        found = nw.when(value >= floor).then(found).otherwise(nw.lit(next_name))
        floor = next_floor
    return nw.when(value >= floor).then(found).otherwise(nw.lit(below))


def per_name(name: nw.Expr, numbers: Mapping[str, int]) -> nw.Expr:
    """The whole number that belongs to a name; 0 for any other."""
    found = nw.lit(0, nw.Int64)
    for known, number in numbers.items():
        found = nw.when(name == nw.lit(known)).then(nw.lit(number, nw.Int64)).otherwise(found)
    return found
