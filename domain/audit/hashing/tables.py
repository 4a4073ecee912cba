"""A hash over the values of a whole table, whatever library holds it and whatever file it stands in.

SHA-256 over netstrings of the kind, the number of rows and, column by column, its name, its type and its values:

    number      whole numbers and truth values (1, 0): 8 bytes each, two's complement, little-endian
    day         days since 1970-01-01, as a number
    text        lengths in bytes, as numbers, then all UTF-8 one after another

An absent value counts as 0, or as empty text; a byte each (1 present, 0 absent) follows where a column lacks any.
"""

import hashlib

import polars as pl

KIND = "meritgrid table 1"


def digest(table: pl.DataFrame) -> str:
    """The hash of a table, in hexadecimal. Its rows are in an order of their own. Raises TypeError for a float."""
    total = hashlib.sha256(_netstring(KIND) + _netstring(str(table.height)))
    for column in table.iter_columns():
        kind = _kind(column.dtype)
        total.update(_netstring(column.name) + _netstring(kind))
        if kind == "text":
            said = column.cast(pl.String).fill_null("")
            total.update(_numbers(said.str.len_bytes()))
            total.update((said.str.join("").item() or "").encode())
        else:
            total.update(_numbers(column.to_physical().cast(pl.Int64).fill_null(0)))
        if column.null_count():
            total.update(column.is_not_null().cast(pl.UInt8).to_numpy().tobytes())
    return total.hexdigest()


def _kind(dtype: pl.DataType) -> str:
    if dtype.is_integer() or dtype == pl.Boolean:
        return "number"
    if dtype == pl.Date:
        return "day"
    if dtype == pl.String or isinstance(dtype, pl.Categorical | pl.Enum):
        return "text"
    raise TypeError(f"{dtype} is hashed by no rule: whole numbers, truth values, days and text are")


def _numbers(column: pl.Series) -> bytes:
    return column.to_numpy().astype("<i8", copy=False).tobytes()


def _netstring(said: str) -> bytes:
    return f"{len(said.encode())}:{said},".encode()
