"""Transactions end: kept, undone, or dropped with their connection when whoever asked is not waiting any more."""

import asyncio
import random
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.actor import SYSTEM, Actor
from domain.database import connections
from domain.database.connections import WRITING_FOR_ONE, Net
from domain.database.errors import BUSY, refusal_from
from domain.database.sessions import Database, WriteSession, owning
from domain.errors import Unavailable

PATIENCE_SECONDS = 20
OPEN = """
    select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
      and backend_type = 'client backend'
"""
# More than the buffers between the two processes hold: writing it waits for the server again and again.
MANY = [{"number": number, "content": b"x" * 100_000} for number in range(100)]


@pytest.fixture
async def papers(owner: Any) -> None:
    """A table that the application may write."""
    await owner.execute("create table paper (number int, content bytea); grant all on paper to meritgrid_app")


async def write(session: WriteSession) -> None:
    """Many rows in one `executemany`, under a lock."""
    await session.execute(text("select pg_advisory_xact_lock(1)"))
    await session.execute(text("insert into paper values (:number, :content)"), MANY)


async def until_open(owner: Any, transactions: int) -> int:
    """Wait until so many are open, as the server sees it; gives how many are, in the end."""
    for _ in range(PATIENCE_SECONDS * 20):
        if await owner.fetchval(OPEN) == transactions:
            break
        await asyncio.sleep(0.05)
    found: int = await owner.fetchval(OPEN)
    return found


async def test_twenty_writes_cancelled_at_any_moment_leave_no_transaction_and_no_lock(
    database: Database, owner: Any, papers: None
) -> None:
    drawn = random.Random(7)  # noqa: S311

    async def one() -> None:
        async with database.writing(SYSTEM) as session:
            await write(session)

    ended = []
    for _ in range(20):
        writing = asyncio.create_task(one())
        await asyncio.sleep(drawn.random() * 0.2)
        writing.cancel()
        done, _ = await asyncio.wait([writing], timeout=PATIENCE_SECONDS)
        ended.append(len(done))

    assert ended == [1] * 20
    assert await until_open(owner, 0) == 0
    before = await owner.fetchval("select count(*) from paper")
    await one()
    assert await owner.fetchval("select count(*) from paper") == before + 100
    assert before % 100 == 0


async def test_a_cancelled_load_of_the_owner_ends_too(owner_url: str, owner: Any, papers: None) -> None:
    async def one() -> None:
        async with owning(owner_url, SYSTEM) as session:
            await write(session)
            await asyncio.sleep(PATIENCE_SECONDS)

    loading = asyncio.create_task(one())
    await asyncio.sleep(0.1)
    loading.cancel()
    done, _ = await asyncio.wait([loading], timeout=PATIENCE_SECONDS)

    assert len(done) == 1
    assert await until_open(owner, 0) == 0
    assert await owner.fetchval("select count(*) from paper") == 0


async def test_a_read_cancelled_between_its_preparation_and_its_run_leaves_no_transaction(
    database: Database, owner: Any
) -> None:
    async def half() -> None:
        async with database.reader() as connection:
            await connection.prepare("select 'half'")
            await asyncio.sleep(PATIENCE_SECONDS)

    reading = asyncio.create_task(half())
    assert await until_open(owner, 1) == 1
    reading.cancel()
    await asyncio.wait([reading], timeout=PATIENCE_SECONDS)

    assert await until_open(owner, 0) == 0
    assert (
        await database.read_json(SYSTEM, "select $1::text || $2::text || $3::text", (), "vi")
        == f"{SYSTEM.id}2026-12-31vi"
    )


async def test_a_statement_stops_when_whoever_asked_is_cancelled(database: Database, owner: Any) -> None:
    async def slow() -> None:
        async with database.reading(SYSTEM) as session:
            await session.execute(text("select pg_sleep(600)"))

    async def slower() -> None:
        await database.read_json(
            SYSTEM, "select pg_sleep(600)::text where $1::text <> $2::text || $3::text", ()
        )

    asking = [asyncio.create_task(slow()), asyncio.create_task(slower())]
    await until_open(owner, 2)
    for each in asking:
        each.cancel()
    done, _ = await asyncio.wait(asking, timeout=PATIENCE_SECONDS)

    assert len(done) == 2
    assert await until_open(owner, 0) == 0


async def test_a_transaction_of_a_request_is_ended_by_the_database_itself(
    server: Any, clone: str, owner: Any, papers: None
) -> None:
    bound = await Database.connect(server.application_url(clone), readers=1, request_seconds=1)
    try:
        assert bound.net is not None
        with pytest.raises(DBAPIError) as caught:
            await sleep_after_writing(bound)
        with pytest.raises(asyncpg.PostgresError) as in_the_pool:
            await bound.read_json(
                SYSTEM, "select pg_sleep(600)::text where $1::text <> $2::text || $3::text", ()
            )
        await sleep_after_writing(bound.unhurried())
    finally:
        await bound.close()

    assert refusal_from(caught.value) is not None
    assert refusal_from(in_the_pool.value) is not None
    assert await owner.fetchval("select count(*) from paper") == 1


async def sleep_after_writing(database: Database) -> None:
    """Longer than a second."""
    async with database.writing(SYSTEM) as session:
        await session.execute(text("insert into paper values (1, '')"))
        await session.execute(text("select pg_sleep(1.5)"))


async def test_where_the_database_does_not_bound_transactions_a_sweep_does(
    database: Database, server: Any, clone: str, owner: Any, papers: None
) -> None:
    older = Net(server.application_url(clone), 1, kept_by_server=False)
    bound, behind = replace(database, net=older), database.unhurried()

    swept = asyncio.Event()

    async def hang(where: Database) -> None:
        async with where.writing(SYSTEM) as session:
            await session.execute(text("insert into paper values (1, '')"))
            await swept.wait()

    hanging = [asyncio.create_task(hang(bound)), asyncio.create_task(hang(behind))]
    await until_open(owner, 2)
    too_early = await replace(older, seconds=3600).sweep()
    await asyncio.sleep(1.1)
    ended = await older.sweep()
    swept.set()
    outcome = await asyncio.gather(*hanging, return_exceptions=True)

    assert (too_early, ended) == (0, 1)
    assert isinstance(outcome[0], DBAPIError)
    assert outcome[1] is None
    assert await owner.fetchval("select count(*) from paper") == 1


async def test_one_account_waits_for_itself_and_leaves_connections_for_others(
    database: Database, owner: Any, papers: None
) -> None:
    lan, minh, over = Actor(UUID(int=1), "Lan"), Actor(UUID(int=2), "Minh"), asyncio.Event()

    async def slow() -> None:
        async with database.writing(lan) as session:
            await session.execute(text("insert into paper values (1, '')"))
            await over.wait()

    forty = [asyncio.create_task(slow()) for _ in range(40)]
    hers = await until_open(owner, WRITING_FOR_ONE)
    async with asyncio.timeout(PATIENCE_SECONDS), database.writing(minh) as session:
        await session.execute(text("insert into paper values (2, '')"))
    forty[20].cancel()
    over.set()
    outcome = await asyncio.gather(*forty, return_exceptions=True)

    assert (WRITING_FOR_ONE, hers) == (5, 5)
    assert [type(each) for each in outcome if each is not None] == [asyncio.CancelledError]
    assert await owner.fetchval("select count(*) from paper where number = 1") == 39
    assert await owner.fetchval("select count(*) from paper where number = 2") == 1
    assert await until_open(owner, 0) == 0


async def test_a_pool_without_a_free_connection_says_that_it_is_busy(
    server: Any, clone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.1)
    small = await Database.connect(server.application_url(clone), readers=1)
    try:
        async with AsyncExitStack() as held:
            await held.enter_async_context(small.reader())
            for number in range(15):
                await held.enter_async_context(small.writing(Actor(UUID(int=number), "one of many")))
            with pytest.raises(Unavailable) as reading:
                await small.read_json(SYSTEM, "select 1", ())
            with pytest.raises(Exception, match="QueuePool limit") as writing:
                async with small.writing(SYSTEM):
                    pass
    finally:
        await small.close()

    assert reading.value == BUSY
    assert refusal_from(writing.value) == BUSY
    assert BUSY.code == "database_busy"
