"""Tables whose columns are exactly those declared, and the steps that explain a result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import pandera.polars as pa
import polars as pl
from pandera.config import set_config

from pay_models.kernel.declare.units import Stated

set_config(use_narwhals_backend=True)

Key: TypeAlias = str
"""An identifier: text, or the whole number a snapshot gives it (windows over numbers are faster)."""

IDENTIFIERS = (pl.String, pl.Int64, pl.Int32, pl.UInt32)
BLANK = "\t\n\x0b\x0c\r \x85\xa0\xad\u1680\u180e\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, [*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)])
)
"""Characters that nobody sees: an identifier of nothing else is empty."""


class Rows(pa.DataFrameModel):
    """A table whose columns are exactly those declared: nothing missing, extra or converted."""

    class Config:
        strict = True
        coerce = False


@dataclass(frozen=True, slots=True)
class Step:
    """What one result column tells the person paid, and the texts or choices behind it.

    `refuses` is what is wrong with the row when the formula finds no answer (an empty result), `blames` the
    columns that caused it. `unit`: of a number whose name does not say it.
    """

    says: str
    law: str = ""
    agreement: str = ""
    choice: str = ""
    certainty: str = "text_read"
    refuses: str = ""
    blames: tuple[str, ...] = ()
    unit: Stated = ""


def step(
    says: str,
    *,
    law: str = "",
    agreement: str = "",
    choice: str = "",
    certainty: str = "text_read",
    refuses: str = "",
    blames: tuple[str, ...] = (),
    unit: Stated = "",
    **bounds: Any,
) -> Any:
    """Declare a result column: its sentence, the texts or choices behind it, pandera bounds (`ge`, `isin`).

    `unit`: a key of UNITS, or "count", where the name does not end in one; `UnitBy` where a choice decides it.

    Raises TypeError without any text or choice: nobody is paid for no reason.
    """
    if not (law or agreement or choice):
        raise TypeError(f"'{says}' needs a law, an agreement or a choice behind it.")
    told = Step(says, law, agreement, choice, certainty, refuses, blames, unit)
    return pa.Field(description=says, metadata={"step": told}, **bounds)


def given(says: str = "", **bounds: Any) -> Any:
    """Declare a column that the caller brings, with pandera bounds."""
    return pa.Field(description=says, **bounds)


def first_day(says: str = "First day of the month") -> Any:
    """Declare a day that stands for its month: the first one, so that no month is counted twice."""
    return pa.Field(description=says, metadata={"month": True})


def key(says: str = "") -> Any:
    """Declare an identifier: text or whole numbers."""
    return pa.Field(description=says, metadata={"key": True})


@cache
def schema_of(rows: type[Rows]) -> pa.DataFrameSchema:
    """The pandera schema of a table; kept, because pandera builds a new one for every thread."""
    return rows.to_schema()


@cache
def step_schema_of(rows: type[Rows], judged: type[Rows] | None = None) -> pa.DataFrameSchema:
    """The schema of the steps alone, for rows whose other columns, and the steps of `judged`, were judged before."""
    schema, before = schema_of(rows), steps_of(judged) if judged else {}
    steps = {
        name: column for name, column in schema.columns.items() if _is_step(column) and name not in before
    }
    return pa.DataFrameSchema(steps, strict=True, coerce=False)


def columns_of(rows: type[Rows]) -> dict[str, Any]:
    """The pandera columns of a table by their name in the frame, in the order declared."""
    return dict(schema_of(rows).columns)


def steps_of(rows: type[Rows]) -> dict[str, Step]:
    """The steps of a result table by column, in the order declared."""
    return {name: column.metadata["step"] for name, column in columns_of(rows).items() if _is_step(column)}


def keys_of(rows: type[Rows]) -> tuple[str, ...]:
    """The columns that together name one row (`Config.unique`)."""
    return tuple(schema_of(rows).unique or ())


def _is_step(column: Any) -> bool:
    return bool(column.metadata and "step" in column.metadata)


def months_of(rows: type[Rows]) -> tuple[str, ...]:
    """The columns whose days stand for their months."""
    return tuple(name for name, column in columns_of(rows).items() if is_month(column))


def is_month(column: Any) -> bool:
    """Whether a pandera column holds months."""
    return bool(column.metadata and column.metadata.get("month"))


def is_key(column: Any) -> bool:
    """Whether a pandera column holds an identifier, so that text and whole numbers both do."""
    return bool(column.metadata and column.metadata.get("key"))
