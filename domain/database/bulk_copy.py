"""Bulk copy between PostgreSQL and Polars: COPY both ways, inside the caller's transaction."""

import io
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import anyio.to_thread
import polars as pl

from domain.database import sessions
from domain.database.sessions import ReadSession, WriteSession

_TYPES: dict[object, Any] = {str: pl.String, int: pl.Int64, bool: pl.String, "date": pl.Date}


@dataclass(frozen=True, slots=True)
class CopyColumn:
    """A column of a statement's answer: its name in the frame and its kind (str, int, bool or "date")."""

    name: str
    kind: object


async def read(session: ReadSession, sql: str, columns: tuple[CopyColumn, ...], *binds: Any) -> pl.DataFrame:
    """The rows of one statement as a frame; the columns are taken in order."""
    connection = await sessions.raw(session)
    text = io.BytesIO()
    await connection.copy_from_query(sql, *binds, output=text, format="csv")
    schema = {column.name: _TYPES[column.kind] for column in columns}
    if not text.tell():
        frame = pl.DataFrame(schema=schema)
    else:
        text.seek(0)
        frame = pl.read_csv(text, has_header=False, schema=schema)
    return frame.with_columns(pl.col(column.name) == "t" for column in columns if column.kind is bool)


async def append(session: WriteSession, table: str, slices: Iterable[pl.DataFrame]) -> None:
    """Append rows to a table by COPY, as its owner; columns go by name.

    The next slice is made in a thread while the server takes in the one before.
    """
    connection = await sessions.raw(session)
    remaining = iter(slices)
    first = next(remaining, None)
    if first is None:
        return

    async def texts() -> AsyncIterator[bytes]:
        text: bytes | None = _csv(first)
        while text is not None:
            yield text
            text = await anyio.to_thread.run_sync(_next_csv, remaining)

    await connection.copy_to_table(table, source=texts(), columns=first.columns, format="csv")


async def insert(
    session: WriteSession,
    table: str,
    slices: Iterable[pl.DataFrame],
    columns: list[str],
    same: Mapping[str, Any],
) -> None:
    """Append rows to a table with row security, which COPY does not serve: by way of a table of this transaction.

    `columns` are those of the slices, `same` the values that all rows share. Every row passes the table's policy.
    """
    connection = await sessions.raw(session)
    listed = ", ".join(columns)
    # Table and columns are names in our code, never what somebody sent.
    copied = f"create temporary table arriving on commit drop as select {listed} from {table} with no data"  # noqa: S608
    await connection.execute(copied)
    await append(session, "arriving", slices)
    places = ", ".join(f"${place}" for place in range(1, len(same) + 1))
    moved = f"insert into {table} ({listed}, {', '.join(same)}) select {listed}, {places} from arriving"  # noqa: S608
    await connection.execute(moved, *same.values())
    await connection.execute("drop table arriving")


def _next_csv(remaining: Iterator[pl.DataFrame]) -> bytes | None:
    following = next(remaining, None)
    return None if following is None else _csv(following)


def _csv(frame: pl.DataFrame) -> bytes:
    text = io.BytesIO()
    frame.write_csv(text, include_header=False)
    return text.getvalue()
