"""The bytes that hashes are taken over. Stable forever: what was sealed once must verify in fifty years.

A record is its kind and its fields in a fixed order, each a netstring: the length of the value in bytes, ":",
the value, ","; an absent value is "-,". Nothing is normalised: only equal rows have equal bytes.

    text        its UTF-8 as it is
    uuid        lower-case, with hyphens
    number      decimal
    moment      microseconds since 1970-01-01 UTC, decimal
    day         year, month and day, as 2026-12-31
    bytes       lower-case hexadecimal
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import polars as pl

Value = str | int | UUID | datetime | date | bytes | None
Row = Mapping[str, Value]
ABSENT = "-,"
# As many rows as the processor keeps close at hand: larger portions are slower.
PORTION = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def record(kind: str, row: Row, fields: tuple[str, ...]) -> bytes:
    """One row as bytes. Raises KeyError for a field that the row lacks."""
    return "".join((_netstring(kind), *(_netstring(row[name]) for name in fields))).encode()


def records(kind: str, rows: pl.DataFrame, fields: tuple[str, ...]) -> list[bytes]:
    """Every row of a frame as bytes: the same as `record`, a hundred thousand at a time.

    The columns are text or whole numbers; a moment comes as its microseconds.
    """
    netstrings = (_netstrings(pl.col(name)) for name in fields)
    row = pl.concat_str(pl.lit(_netstring(kind)), *netstrings).cast(pl.Binary)
    data: list[bytes] = []
    for portion in rows.iter_slices(PORTION):
        data += portion.select(row.alias("row"))["row"].to_list()
    return data


def text(value: Value) -> str | None:
    """A value as the text of its netstring."""
    match value:
        case None | str():
            return value
        case bytes():
            return value.hex()
        case datetime():
            return str((value - _EPOCH) // timedelta(microseconds=1))
        case _:
            return str(value)


def _netstring(value: Value) -> str:
    said = text(value)
    return ABSENT if said is None else f"{len(said.encode())}:{said},"


def _netstrings(column: pl.Expr) -> pl.Expr:
    said = column.cast(pl.String)
    return pl.concat_str(said.str.len_bytes(), pl.lit(":"), said, pl.lit(",")).fill_null(ABSENT)
