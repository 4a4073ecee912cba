"""The two big tables by binary COPY of fixed-width rows: half the server's time of CSV, measured."""

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from domain.database import sessions
from domain.database.fixed_rows import Field, encode, height
from domain.database.sessions import WriteSession

__all__ = ["Field", "append", "height", "unchecked"]
_DROPPED = """
    select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid = any($1::regclass[]) and contype in ('p', 'u', 'f')
    order by contype desc
"""
_INDEXES = """
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = any($1::regclass[])
"""


async def append(session: WriteSession, table: str, fields: Mapping[str, Field]) -> None:
    """Append fixed-width rows: ids (sixteen bytes), int32, days, moments, text of one length."""
    connection = await sessions.raw(session)
    source = io.BytesIO(encode(fields))
    await connection.copy_to_table(table, source=source, columns=list(fields), format="binary")


@asynccontextmanager
async def unchecked(session: WriteSession, *tables: str) -> AsyncIterator[None]:
    """Load into `tables` without keys and indexes, then build and check them once, as a set.

    Inside the caller's transaction: nobody ever sees the tables without their constraints.
    """
    connection = await sessions.raw(session)
    constraints = await connection.fetch(_DROPPED, list(tables))
    for owner, name, _ in reversed(constraints):
        await connection.execute(f"alter table {owner} drop constraint {name}")
    indexes = await connection.fetch(_INDEXES, list(tables))
    for index in indexes:
        await connection.execute(f"drop index {index['name']}")
    yield
    for index in indexes:
        await connection.execute(index["definition"])
    for owner, name, definition in constraints:
        await connection.execute(f"alter table {owner} add constraint {name} {definition}")
