"""Grids that no file holds: built by the rule that generates them, or from a mapping in the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import narwhals as nw

from pay_models.kernel.grids import Grid, Name

Cell = tuple[Name, ...]


def looked_up(columns: tuple[str, ...], cells: Mapping[Cell, int]) -> nw.Expr:
    """The number of a mapping at the values of some columns; null where it has none."""
    return Grid("", columns, cells).at(*columns)


def grown(first: Grid, last_step: int | Mapping[Cell, int], next_: Callable[[int], int]) -> Grid:
    """A grid generated along its last key: step 1 of each row from `first`, each next step by a rule.

    `first` holds step 1 of each row by the keys before the step (the matrix of India: the cell before times
    1.03, to the next 100); `last_step` is one number, or one for each row. Plain integers: the rule runs once
    for each cell, not for each person.
    """
    cells: dict[Cell, int] = {}
    for row, number in first.cells.items():
        for step in range(1, (last_step if isinstance(last_step, int) else last_step[row]) + 1):
            cells[*row, step] = number
            number = next_(number)  # noqa: PLW2901 - the recurrence
    return Grid(first.edition, (*first.keys, "step"), cells)


def evenly(first: Grid, last_step: int, increment: Callable[[int], int]) -> Grid:
    """A grid whose steps rise by one amount in each row, which a rule takes from its step 1.

    The General Schedule: a thirtieth of step 1, to the dollar; no step adds up what rounding did to the one before.
    """
    cells = {
        (*row, step): number + (step - 1) * increment(number)
        for row, number in first.cells.items()
        for step in range(1, last_step + 1)
    }
    return Grid(first.edition, (*first.keys, "step"), cells)
