"""Progression: when the next step of a grade is due, and which step a promotion leads to."""

from __future__ import annotations

import narwhals as nw

from pay_models.blocks.limits import at_least, at_most
from pay_models.kernel.declare.grids import Grid


def steps_due(waited: nw.Expr, waiting: nw.Expr) -> nw.Expr:
    """1 where the waiting time of the step is over; 0 elsewhere, and where the step has no next (null)."""
    return (waited >= waiting).fill_null(False).cast(nw.Int64)


def moved(step: nw.Expr, by: nw.Expr | int, last: nw.Expr) -> nw.Expr:
    """The step so many steps further, never past the last one of the grade nor before the first."""
    return at_least(at_most(step + by, last), 1)


def promoted(grid: Grid, amount: nw.Expr, *row: str, last: nw.Expr) -> nw.Expr:
    """The lowest step of a new grade that pays at least an amount; its last step where none does."""
    found = grid.next_at_least(amount, *row)
    return nw.when(found.is_null()).then(last).otherwise(found)
