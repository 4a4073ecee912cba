"""Grids that no file holds, built by the rule that generates them; and tables whose rows begin on days of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import narwhals as nw

from pay_models.kernel.declare.grids import Grid, Name

Cell = tuple[Name, ...]


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


def as_of(grid: Grid, day: nw.Expr, *columns: str) -> nw.Expr:
    """The number of a table whose last key, `effective_from`, is the first day of each row, as each row's day finds it.

    `columns` are those of the keys before it; null before the first day of a row. For rows of one run that lie
    on different days, such as months; a table that changes as a whole has dated editions instead.
    """
    starts = sorted({str(cell[-1]) for cell in grid.cells})
    cells: dict[Cell, int] = {}
    for period, start in enumerate(starts, 1):
        since = {cell[:-1]: number for cell, number in grid.cells.items() if cell[-1] == start}
        cells |= {
            (*row, later): number for row, number in since.items() for later in range(period, len(starts) + 1)
        }
    begun = nw.sum_horizontal(
        *((day >= nw.lit(date.fromisoformat(start))).cast(nw.Int64) for start in starts)
    )
    return Grid(grid.edition, (*grid.keys[:-1], "period"), cells).at(*columns, begun)
