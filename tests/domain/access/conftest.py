"""An adversary: the application's own role, any account, and SQL of one's own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from domain.access.verbs import VERBS
from domain.actor import Actor
from domain.database.sessions import Database, raw
from domain.database.tables import new_id

Attempt = Callable[..., Awaitable[Any]]
REFUSED = (asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)


@dataclass(frozen=True)
class Local:
    """Somebody with every verb, but on one commune only."""

    actor: Actor
    unit: UUID


async def _account(owner: Any, name: str, unit: UUID | None) -> Actor:
    actor = Actor(new_id(), name)
    await owner.execute(
        "insert into account (id, subject, name, unit_id) values ($1, $2, $2, $3)", actor.id, name, unit
    )
    for verb in VERBS if unit else ():
        await owner.execute(
            "insert into access_grant values ($1, $2, $3, $4, '2026-01-01', null, $5)",
            new_id(),
            actor.id,
            verb,
            unit,
            list(VERBS) if verb == "access.grant" else [],
        )
    return actor


@pytest.fixture
async def stranger(owner: Any, demo: None) -> Actor:
    """Somebody who can sign in, and holds no right."""
    return await _account(owner, "stranger", None)


@pytest.fixture
async def mighty(owner: Any, province: UUID) -> Actor:
    """Somebody with every verb on the root."""
    return await _account(owner, "mighty", province)


@pytest.fixture
async def local(owner: Any, demo: None) -> Local:
    """Somebody with every verb on one commune."""
    unit = await owner.fetchval(
        "select unit_id from unit_state join unit on unit.id = unit_id where kind = 'commune' order by code limit 1"
    )
    return Local(await _account(owner, "local", unit), unit)


@pytest.fixture
async def victim(owner: Any, local: Local) -> UUID:
    """An employee who never worked where the local one has rights, and has everything on file."""
    found: UUID = await owner.fetchval(
        "select e.id from employee e join kpi_result r on r.employee_id = e.id where not exists"
        " (select from occupancy o join unit_closure c on c.unit_id = o.unit_id"
        "  where o.employee_id = e.id and c.ancestor_id = $1) order by e.code limit 1",
        local.unit,
    )
    return found


@pytest.fixture
async def attempt(database: Database, owner: Any) -> Attempt:
    """`rows = await attempt(actor, sql, *binds)`: in a transaction of that actor; kept when nothing refuses.

    These tests ask which rows one may write; that nothing is written untold is asked in tests/domain/audit.
    """
    await owner.execute("alter table audit_set disable trigger audit_set_told")

    async def run(actor: Actor, sql: str, *binds: Any) -> Any:
        async with database.writing(actor) as session:
            connection = await raw(session)
            return await connection.fetch(sql, *binds)

    return run


@pytest.fixture
def copy(owner: Any, attempt: Attempt) -> Attempt:
    """`await copy(actor, table, id, **other)`: insert somebody's row again, with another id and other values."""

    async def run(actor: Actor, table: str, row_id: UUID, **other: Any) -> Any:
        row = dict(await owner.fetchrow(f"select * from {table} where id = $1", row_id)) | {
            "id": new_id(),
            **other,
        }
        places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
        return await attempt(
            actor, f"insert into {table} ({', '.join(row)}) values ({places})", *row.values()
        )

    return run


def day(month: int) -> date:
    """The first of a month that no row of the demo has."""
    return date(2027, month, 1)
