"""A number that changes within the days of one run: each row takes the value of its own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import narwhals as nw


@dataclass(frozen=True, slots=True)
class History:
    """A number that each row takes as of its own day, such as the base salary of each month of a year."""

    entries: tuple[tuple[date, int | None], ...]

    def at(self, day: nw.Expr) -> nw.Expr:
        """The value in force on a date column; null before the first one and after the last day of one."""
        (first, value), *later = self.entries
        found: nw.Expr = nw.when(day >= nw.lit(first)).then(nw.lit(value, nw.Int64))
        for start, value in later:
            found = nw.when(day >= nw.lit(start)).then(nw.lit(value, nw.Int64)).otherwise(found)
        return found
