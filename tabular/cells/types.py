"""Text into the types that a model's schema asks for. Nothing is guessed: what does not fit is a fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from tabular.cells.identifiers import blank_as_null, spelled
from tabular.cells.wrong_cells import Counted, rule_and_way_out
from tabular.errors import CellFault

Types: TypeAlias = Mapping[str, type[pl.DataType]]
Counts: TypeAlias = Mapping[str, Counted]
NO_COUNTS: Counts = {}
ROW = "row number"
MOST_FAULTS = 100_000
"""So many faults of one file are named: whoever has more has another file in hand than the one they meant."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The frame with its types, and a fault for every cell that did not fit (null in the frame).

    `rows` are the numbers by which the reader of the file knows the rows.
    """

    frame: pl.DataFrame
    faults: list[CellFault]
    rows: pl.Series


def typed(
    table: str,
    text: pl.DataFrame,
    types: Types,
    keys: Sequence[str],
    rows: pl.Series,
    counts: Counts = NO_COUNTS,
) -> Typed:
    """Convert columns of text to Int64, Boolean, Date or String; `rows` and `keys` name a row in a fault.

    `counts` tells what whole numbers count, for the words of a fault.

    A month may be written 2026-07, which is its first day.
    """
    text = text.with_columns(blank_as_null(pl.col(name)) for name in text.columns)
    frame = text.with_columns(_converted(name, types[name]).alias(name) for name in text.columns)
    known = text.with_columns(rows.alias(ROW))
    faults: list[CellFault] = []
    for name in text.columns:
        wrong = known.filter(text[name].is_not_null() & frame[name].is_null())
        faults += [
            CellFault(
                table,
                row[ROW],
                named_by(row, keys),
                name,
                row[name],
                *rule_and_way_out(row[name], types[name], counts.get(name, Counted())),
            )
            for row in wrong.head(MOST_FAULTS - len(faults)).iter_rows(named=True)
        ]
    return Typed(frame, faults, rows)


def named_by(row: Mapping[str, object], keys: Sequence[str]) -> str:
    """How a fault names its row: `employee_id NV017, month 2026-07`."""
    return ", ".join(f"{key} {row[key]}" for key in keys if row[key] is not None)


def _converted(name: str, kind: type[pl.DataType]) -> pl.Expr:
    trimmed = pl.col(name).str.strip_chars()
    if kind == pl.Int64:
        return trimmed.cast(pl.Int64, strict=False)
    if kind == pl.Boolean:
        lower = trimmed.str.to_lowercase()
        return pl.when(lower.is_in(["true", "false"])).then(lower == "true")
    if kind == pl.Date:
        day = pl.when(trimmed.str.contains(r"^\d{4}-\d{2}$")).then(trimmed + "-01").otherwise(trimmed)
        return (
            pl.when(day.str.contains(r"^\d{4}-\d{2}-\d{2}$")).then(day).str.to_date("%Y-%m-%d", strict=False)
        )
    return pl.when(~trimmed.str.contains(r"[\r\n]")).then(spelled(trimmed))
