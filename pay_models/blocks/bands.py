"""Bands: a value falls into the first band whose floor it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw

from pay_models.kernel.declare.money import Whole, number


def band(
    value: nw.Expr, floors: Sequence[tuple[Whole, str]] | Sequence[tuple[Whole, Whole]], *, below: str | Whole
) -> nw.Expr:
    """The band of a whole number, by name or number; `floors` from the highest to the lowest, each inclusive.

    `below` is the band under the lowest floor. Rounding before the bands is a step of its own. Null where the
    value is.
    """
    (floor, name), *lower = floors
    found = _named(name)
    for next_floor, next_name in lower:
        found = nw.when(value >= floor).then(found).otherwise(_named(next_name))
        floor = next_floor
    under = nw.when(value < floor).then(_named(below))
    return nw.when(value >= floor).then(found).otherwise(under)


def per_name(name: nw.Expr, numbers: Mapping[str, Whole] | Mapping[int, Whole]) -> nw.Expr:
    """The whole number that belongs to a name or a number; 0 for any other."""
    found = nw.lit(0, nw.Int64)
    for known, amount in numbers.items():
        found = nw.when(name == _named(known)).then(number(amount)).otherwise(found)
    return found


def _named(name: str | Whole) -> nw.Expr:
    return nw.lit(name) if isinstance(name, str) else number(name)
