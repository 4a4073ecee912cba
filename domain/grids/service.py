"""Grids, base salaries and leadership allowances in the tables, loaded from the pay models' own data."""

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from domain.database import WriteSession
from domain.errors import Conflict
from domain.grids.reference import REFERENCE, Row
from domain.tables import SQLModel


async def load(session: WriteSession) -> int:
    """Add the rows that are missing, as the owner; gives how many. Rows that are there stay as they are.

    Raises Conflict when a number in the tables is not the one in the data: a number of the law is never
    edited, a new one gets a day of its own.
    """
    added = 0
    for table, names, number, rows in REFERENCE:
        added += await _add(session, SQLModel.metadata.tables[table], names, number, list(rows()))
    return added


async def _add(
    session: WriteSession, table: Table, names: tuple[str, ...], number: str, rows: list[Row]
) -> int:
    there = await session.execute(select(*(table.c[name] for name in names), table.c[number]))
    numbers = {tuple(key): value for *key, value in there}
    for row in rows:
        key = tuple(row[name] for name in names)
        if numbers.get(key, row[number]) != row[number]:
            raise Conflict(
                "reference_differs",
                f"{table.name} {' '.join(map(str, key))}: the database holds {numbers[key]}, the data of the"
                f" release {row[number]}. Add a dated row instead of changing one.",
            )
    missing = [row for row in rows if tuple(row[name] for name in names) not in numbers]
    if missing:
        await session.execute(insert(table).on_conflict_do_nothing(), missing)
    return len(missing)
