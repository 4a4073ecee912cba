"""Tables of the law: a number found by the names of its row and column, such as grade and step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import narwhals as nw
import polars as pl

from pay_models.kernel.errors import BadParameterFile

Name: TypeAlias = int | str
EDITION = "edition"
FIRST_DAY = "effective_from"
"""The last key of a table whose rows begin on days of their own."""


@dataclass(frozen=True)
class Grid:
    """One edition of a table: whole numbers by the values of its key columns.

    A formula gets it from its parameters (`p.base_pay`); `cells` may also feed a block, such as a band.
    """

    edition: str
    keys: tuple[str, ...]
    cells: Mapping[tuple[Name, ...], int]

    def at(self, *columns: str | nw.Expr) -> nw.Expr:
        """The number at the values of these columns (one for each key); null where the grid has none.

        Each column becomes the ordinal of its value, the ordinals one number, so that a row takes one look-up.
        """
        place, ordinals = nw.lit(0, nw.Int64), self._ordinals
        for column, ordinal in zip(columns or self.keys, ordinals, strict=True):
            value = nw.col(column) if isinstance(column, str) else column
            found = value.replace_strict(ordinal, default=None, return_dtype=nw.Int64)
            place = place * len(ordinal) + found
        numbers = {self._place(cell): number for cell, number in self.cells.items()}
        return place.replace_strict(numbers, default=None, return_dtype=nw.Int64)

    def last(self, *columns: str) -> nw.Expr:
        """The highest value of the last key (the last step) at the values of the keys before it."""
        return self.highest.at(*columns)

    def next_at_least(self, amount: nw.Expr, *columns: str) -> nw.Expr:
        """The lowest value of the last key whose number is at least `amount`; null where none is.

        `columns` are those of the keys before it: the step of a new grade that pays no less.
        """
        found = nw.lit(None, nw.Int64)
        for step in sorted(self._ordinals[-1], reverse=True):
            row = {cell[:-1]: number for cell, number in self.cells.items() if cell[-1] == step}
            number = Grid(self.edition, self.keys[:-1], row).at(*columns)
            found = nw.when(number >= amount).then(nw.lit(step, nw.Int64)).otherwise(found)
        return found

    @cached_property
    def highest(self) -> Grid:
        """The grid of the last values of the last key: the last step of each grade."""
        last: dict[tuple[Name, ...], int] = {}
        for *names, step in self.cells:
            if not isinstance(step, int):
                raise TypeError(f"The last key of {self.keys} is not a number.")
            last[*names,] = max(step, last.get(tuple(names), step))
        return Grid(self.edition, self.keys[:-1], last)

    def up_to(self, day: date) -> Grid:
        """The table without rows that begin after a day; the table itself unless its rows have days of their own."""
        if self.keys[-1] != FIRST_DAY:
            return self
        return Grid(
            self.edition,
            self.keys,
            {cell: of for cell, of in self.cells.items() if str(cell[-1]) <= day.isoformat()},
        )

    @cached_property
    def digest(self) -> str:
        """Twelve hex digits of the cells: equal if and only if the numbers are."""
        return hashlib.sha256(repr(sorted(self.cells.items(), key=repr)).encode()).hexdigest()[:12]

    @cached_property
    def _ordinals(self) -> list[dict[Name, int]]:
        columns = [sorted({cell[at] for cell in self.cells}, key=str) for at in range(len(self.keys))]
        return [{value: ordinal for ordinal, value in enumerate(known)} for known in columns]

    def _place(self, cell: tuple[Name, ...]) -> int:
        place = 0
        for value, ordinal in zip(cell, self._ordinals, strict=True):
            place = place * len(ordinal) + ordinal[value]
        return place


def read_editions(path: Path, keys: tuple[str, ...], value: str) -> dict[str, Grid]:
    """The editions of a table by name: a CSV with the columns `edition`, the keys and the whole number `value`.

    A key column of whole numbers holds numbers, any other holds text; further columns are for people. Without a
    column `edition` the whole file is the edition "all". Raises BadParameterFile for a missing column, a repeated
    cell or a number that is none.
    """
    if not path.exists():
        raise BadParameterFile(f"{path}: there is no such table.")
    read = pl.read_csv(path, infer_schema=False)
    if EDITION not in read.columns:
        read = read.with_columns(pl.lit("all").alias(EDITION))
    if missing := {*keys, value} - set(read.columns):
        raise BadParameterFile(f"{path}: no column {', '.join(sorted(missing))}.")
    typed = read.select(EDITION, *(_typed(read[key]) for key in keys), _numbers(path, read[value]))
    if typed.select(EDITION, *keys).is_duplicated().any():
        raise BadParameterFile(f"{path}: a cell stands there twice.")
    editions: dict[str, dict[tuple[Name, ...], int]] = {}
    for edition, *cell, number in typed.iter_rows():
        editions.setdefault(edition, {})[*cell,] = number
    return {edition: Grid(edition, keys, cells) for edition, cells in editions.items()}


def _typed(column: pl.Series) -> pl.Series:
    whole = column.str.contains(r"^-?\d+$").all()
    return column.cast(pl.Int64) if whole else column


def _numbers(path: Path, column: pl.Series) -> pl.Series:
    numbers = column.cast(pl.Int64, strict=False)
    if numbers.null_count():
        raise BadParameterFile(f"{path}: {column.name} holds something that is no whole number.")
    return numbers
