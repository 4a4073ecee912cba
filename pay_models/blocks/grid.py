"""Grids that no file holds: built by the rule that generates them, or from a mapping in the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import narwhals as nw

from pay_models.kernel.grids import Grid, Name


def looked_up(columns: tuple[str, ...], cells: Mapping[tuple[Name, ...], int]) -> nw.Expr:
    """The number of a mapping at the values of some columns; null where it has none."""
    return Grid("", columns, cells).at(*columns)


def grown(first: Grid, last_step: int, next_: Callable[[int], int]) -> Grid:
    """A grid generated along its last key: step 1 of each row from `first`, each next step by a rule.

    `first` holds step 1 of each row by the keys before the step (the matrix of India: the cell before times
    1.03, to the next 100). Plain integers: the rule runs once for each cell, not for each person.
    """
    cells: dict[tuple[Name, ...], int] = {}
    for row, number in first.cells.items():
        for step in range(1, last_step + 1):
            cells[*row, step] = number
            number = next_(number)  # noqa: PLW2901 - the recurrence
    return Grid(first.edition, (*first.keys, "step"), cells)
