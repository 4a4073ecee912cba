"""An administration that paid: a run closed, one set aside, events in seals and events that wait for one."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest

import demo
from domain.access.service import account_of
from domain.actor import Actor
from domain.audit import service as audit
from domain.clock import now
from domain.database import migrate
from domain.database.sessions import Database, raw
from domain.funds import service as funds
from domain.pay_runs import service as pay_runs
from domain.pay_runs import withdrawal
from domain.verification.verify import verify
from tests.fixtures.server import Server

_LARGEST = """
    select f.unit_id from bonus_fund f join unit_closure c on c.ancestor_id = f.unit_id
    join employee e on e.unit_id = c.unit_id group by f.unit_id order by count(*) desc, f.unit_id
"""
EMPLOYEES, SEED, YEAR = 60, 1, 2026
RECORD = "select meritgrid_record($1, $2, $3, $4, $5, '', null, $6)"


@pytest.fixture(scope="session")
async def paid(server: Server) -> str:
    """The template that holds it."""
    return await server.template("paid", _pay)


@pytest.fixture
async def books(server: Server, paid: str, worker_id: str) -> AsyncIterator[str]:
    """The name of a copy for one test."""
    name = await server.clone(paid, f"{worker_id}_books")
    yield name
    await server.drop(name)


@pytest.fixture
async def superuser(server: Server, books: str) -> AsyncIterator[Any]:
    """The server's owner in these books, without triggers in the way."""
    connection = await asyncpg.connect(server.url(books))
    await connection.execute("set session_replication_role = replica")
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
async def asked(server: Server) -> str:
    """The template that holds the same of one unit, and a run of another whose approval somebody wants back."""
    return await server.template("asked", _ask)


async def _ask(url: str) -> None:
    await _pay(url, _LARGEST)
    database = await Database.connect(url, readers=2)
    hr, finance = [await _named(database, name) for name in ("hr", "finance")]
    connection = await asyncpg.connect(url)
    unit = await connection.fetchval(f"{_LARGEST} offset 1")
    await connection.close()
    async with database.writing(hr) as session:
        run = await pay_runs.create(session, hr, unit, YEAR, "Thưởng", now(), funds.check)
        await pay_runs.review(session, hr, run.id, 1, now())
    async with database.writing(finance) as session:
        await pay_runs.approve(session, finance, run.id, 2, "Đúng quỹ", now())
        await withdrawal.ask(session, finance, run.id, 3, "Sai người", now())
    await database.close()


async def _pay(url: str, unit: str = "select unit_id from unit_state where kind = 'province'") -> None:
    await migrate.migrate(url)
    await demo.load(url, EMPLOYEES, SEED, until=demo.Until.ASSESSED)
    database = await Database.connect(url, readers=2)
    hr, finance, legislator = [await _named(database, name) for name in ("hr", "finance", "legislator")]
    connection = await asyncpg.connect(url)
    province = await connection.fetchval(unit)
    await connection.close()
    async with database.writing(hr) as session:
        run = await pay_runs.create(session, hr, province, YEAR, "Thưởng 2026", now(), funds.check)
        await pay_runs.create(session, hr, province, YEAR, "Tính thử", now(), funds.check)
    async with database.writing(hr) as session:
        await pay_runs.review(session, hr, run.id, 1, now())
    await audit.seal(database)
    async with database.writing(finance) as session:
        await pay_runs.approve(session, finance, run.id, 2, "Đúng quỹ", now())
    async with database.writing(finance) as session:
        await pay_runs.close(session, finance, run.id, 3, "Paid", now())
    await audit.seal(database)
    async with database.writing(legislator) as session:
        unit, asked = f"Unit_{province}", {"asked": 1}
        await audit.tell(
            session, legislator, "scenario.simulated", unit, unit_id=province, before=asked, after=asked
        )
        await audit.tell(session, legislator, "scenario.simulated", unit, unit_id=province)
    await database.close()


async def _named(database: Database, name: str) -> Actor:
    found = await account_of(database, f"demo|{name}")
    assert found is not None
    return found


async def differing(connection: Any) -> tuple[str, str]:
    """What differs first, and which part of it."""
    difference = (await verify(connection)).difference
    assert difference is not None
    return difference.what, difference.part


async def salt(connection: Any, event: Any) -> bytes | None:
    """What salts the leaf of an event."""
    salts = "select event_salts(array[$1]::uuid[], array[$2]::uuid[])"
    found: list[bytes | None] = await connection.fetchval(salts, event["secret_of"], event["id"])
    return found[0]


async def province(owner: Any) -> UUID:
    """The root of the tree."""
    found: UUID = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    return found


async def attempt(database: Database, actor: Actor, *statements: Any) -> None:
    """Statements of one's own in one transaction of the actor, each with its binds."""
    async with database.writing(actor) as session:
        connection = await raw(session)
        for sql, *binds in statements:
            await connection.execute(sql, *binds)
