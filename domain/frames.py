"""Tables in bulk between PostgreSQL and Polars: COPY both ways, inside the caller's transaction."""

import io
import os
from dataclasses import dataclass
from typing import Any

import polars as pl

from domain import database
from domain.clock import now
from domain.database import ReadSession, WriteSession

_TYPES: dict[object, Any] = {str: pl.String, int: pl.Int64, bool: pl.String, "date": pl.Date}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statement's answer: its name in the frame and its kind (str, int, bool or "date")."""

    name: str
    kind: object


async def read(session: ReadSession, sql: str, columns: tuple[Column, ...], *binds: Any) -> pl.DataFrame:
    """The rows of one statement as a frame; the columns are taken in order."""
    connection = await database.raw(session)
    text = io.BytesIO()
    await connection.copy_from_query(sql, *binds, output=text, format="csv")
    schema = {column.name: _TYPES[column.kind] for column in columns}
    if not text.tell():
        frame = pl.DataFrame(schema=schema)
    else:
        text.seek(0)
        frame = pl.read_csv(text, has_header=False, schema=schema)
    return frame.with_columns(pl.col(column.name) == "t" for column in columns if column.kind is bool)


async def append(session: WriteSession, table: str, frame: pl.DataFrame) -> None:
    """Append the frame's rows to a table; columns go by name."""
    connection = await database.raw(session)
    text = io.BytesIO()
    frame.write_csv(text, include_header=False)
    text.seek(0)
    await connection.copy_to_table(table, source=text, columns=frame.columns, format="csv")


def new_ids(count: int) -> pl.Series:
    """UUIDv7 strings for many rows at once: one moment, then 74 random bits each."""
    moment = f"{int(now().timestamp() * 1000):012x}"
    drawn = pl.DataFrame({"bits": os.urandom(10 * count).hex(" ", 10).split()}, schema={"bits": pl.String})
    bits = pl.col("bits").str
    return drawn.select(
        pl.concat_str(
            pl.lit(f"{moment[:8]}-{moment[8:]}-7"), bits.slice(0, 3),
            pl.lit("-8"), bits.slice(3, 3), pl.lit("-"), bits.slice(6, 12),
        ).alias("id")
    )["id"]
