"""A Parquet file in the types that a model's schema asks for: only conversions that lose nothing."""

import io
from collections.abc import Sequence

import polars as pl

from tabular.cells.header import check_header
from tabular.cells.identifiers import blank_as_null, spelled
from tabular.cells.identifiers import rule_and_way_out as gate
from tabular.cells.types import MOST_FAULTS, Typed, Types, named_by
from tabular.errors import CellFault, FileRefused
from tabular.source import Source

_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def read_parquet(source: Source, types: Types, keys: Sequence[str]) -> Typed:
    """The columns of a Parquet file as Int64, Boolean, Date or String.

    Raises FileRefused when it is damaged or a column holds another kind of value (no decimal number is money).
    """
    try:
        stored = pl.read_parquet(io.BytesIO(source.data))
    except pl.exceptions.PolarsError as error:
        raise FileRefused(
            "file_format", f"{source.name} is damaged ({error}): write or copy the file again."
        ) from None
    check_header(source.name, stored.columns, types)
    if stored.is_empty():
        raise FileRefused(
            "file_empty", f"{source.name} has columns and no rows: there is nothing to compute."
        )
    if wrong := [said for name, kind in types.items() if (said := _refusal(stored[name], kind))]:
        raise FileRefused("file_columns", f"{source.name}: " + " ".join(wrong))
    plain = stored.select(_plain(stored[name], kind) for name, kind in types.items())
    frame = plain.select(_held(name, kind) for name, kind in types.items())
    numbered = plain.with_row_index("row", offset=1)
    faults: list[CellFault] = []
    for name in types:
        unfit = numbered.filter(plain[name].is_not_null() & frame[name].is_null())
        faults += [
            CellFault(source.name, row["row"], named_by(row, keys), name, str(row[name]), *_why(row[name]))
            for row in unfit.head(MOST_FAULTS - len(faults)).iter_rows(named=True)
        ]
    return Typed(frame, faults, pl.int_range(1, stored.height + 1, dtype=pl.Int64, eager=True))


_TOO_LARGE = (
    "It must lie within -9223372036854775808 and 9223372036854775807.",
    "Correct it: no amount of pay is that large.",
)


def _plain(column: pl.Series, kind: type[pl.DataType]) -> pl.Series:
    """Text as text, null where it is blank."""
    if kind != pl.String:
        return column
    text = column.cast(pl.String)
    return text.to_frame().select(blank_as_null(pl.col(text.name))).to_series()


def _held(name: str, kind: type[pl.DataType]) -> pl.Expr:
    return spelled(pl.col(name)).alias(name) if kind == pl.String else pl.col(name).cast(kind, strict=False)


def _why(value: object) -> tuple[str, str]:
    return (gate(value) if isinstance(value, str) else None) or _TOO_LARGE


def _refusal(column: pl.Series, kind: type[pl.DataType]) -> str:
    held = column.dtype
    fits = {
        pl.Int64: held.is_integer(),
        pl.Boolean: held == pl.Boolean,
        pl.Date: held == pl.Date,
        pl.String: held in _TEXTS or held.is_integer(),
    }[kind]
    if fits or held == pl.Null:
        return ""
    if held.is_float() or held.is_decimal():
        return (
            f"Column {column.name} holds decimal numbers ({held}): write whole numbers (Int64), in hundredths"
            " or in the smallest coin."
        )
    return f"Column {column.name} holds {held}: write it as {kind.__name__}."
