"""Rows of one width in PostgreSQL's binary COPY format: numpy columns in, bytes out; and ids as text and as bytes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Field = NDArray[Any] | str
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_DAY = np.dtype("datetime64[D]")
_EPOCH = np.datetime64("2000-01-01T00:00:00", "us")


def bigint(numbers: Sequence[int] | NDArray[Any]) -> NDArray[Any]:
    """A column of int64."""
    return np.asarray(numbers).astype(">i8")


def octets(values: Sequence[bytes]) -> NDArray[Any]:
    """A column of bytes, all of one length: ids (16) or hashes (32)."""
    return np.frombuffer(b"".join(values), dtype=f"V{len(values[0]) if values else 16}")


def digits(content: bytes, width: int) -> pl.Series:
    """Values of `width` bytes that stand one behind another, each in hexadecimal."""
    if not content:
        return pl.Series([], dtype=pl.String)
    return pl.Series([content.hex("\n", width)]).str.split("\n").explode()


def uuids(content: bytes) -> pl.Series:
    """Ids of 16 bytes that stand one behind another, each as its text."""
    groups = ((0, 8), (8, 4), (12, 4), (16, 4), (20, 12))
    parts = (pl.col("digits").str.slice(*group) for group in groups)
    named = digits(content, 16).alias("digits").to_frame()
    return named.select(pl.concat_str(*parts, separator="-")).to_series()


def _binary(field: Field, rows: int) -> NDArray[Any]:
    """A column as PostgreSQL sends it: big-endian numbers, days and microseconds since 2000, text, bytes."""
    if isinstance(field, str):
        return np.full(rows, field.encode())
    if field.dtype.byteorder == ">":
        return field
    if field.dtype.kind == "i":
        return field.astype(">i4")
    if field.dtype.kind != "M":
        return field
    since: NDArray[np.timedelta64] = field - _EPOCH.astype(field.dtype)
    if field.dtype == _DAY:
        return since.astype(">i4")
    return since.astype("timedelta64[us]").astype(">i8")


def height(fields: Mapping[str, Field]) -> int:
    """How many rows the columns have."""
    return next(len(field) for field in fields.values() if not isinstance(field, str))


def encode(fields: Mapping[str, Field]) -> bytes:
    """Rows of the binary COPY format. Every text of a column has the same length; nothing is null.

    Whole numbers become int32 but those that are big-endian already, as `bigint` makes them.
    """
    rows = height(fields)
    columns = [_binary(field, rows) for field in fields.values()]
    layout: list[tuple[str, Any]] = [("fields", ">i2")]
    for number, column in enumerate(columns):
        layout += [(f"length{number}", ">i4"), (f"value{number}", column.dtype)]
    out = np.empty(rows, layout)
    out["fields"] = len(columns)
    for number, column in enumerate(columns):
        out[f"length{number}"] = column.dtype.itemsize
        out[f"value{number}"] = column
    return _HEADER + out.tobytes() + _TRAILER
