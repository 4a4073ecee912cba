"""Grids: a number found by the names of its row and column, such as table, grade and step."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw


def looked_up(columns: tuple[str, ...], grid: Mapping[tuple[int | str, ...], int]) -> nw.Expr:
    """The number of a grid at the values of some columns; null where the grid has none.

    Each column becomes the ordinal of its value, the ordinals one number, so that each row takes one look-up.
    """
    place = nw.lit(0, nw.Int64)
    ordinals: list[dict[int | str, int]] = []
    for position, column in enumerate(columns):
        known = sorted({cell[position] for cell in grid}, key=str)
        ordinals.append({value: ordinal for ordinal, value in enumerate(known)})
        found = nw.col(column).replace_strict(ordinals[-1], default=None, return_dtype=nw.Int64)
        place = place * len(known) + found
    numbers = {_place(cell, ordinals): number for cell, number in grid.items()}
    return place.replace_strict(numbers, default=None, return_dtype=nw.Int64)


def _place(cell: tuple[int | str, ...], ordinals: list[dict[int | str, int]]) -> int:
    place = 0
    for value, ordinal in zip(cell, ordinals, strict=True):
        place = place * len(ordinal) + ordinal[value]
    return place
