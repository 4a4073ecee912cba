"""A worker takes what was asked for, once, and goes on after it was away."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy import text

from domain.clock import now
from domain.jobs import service as jobs
from domain.jobs.kinds import JobKind
from domain.jobs.worker import work

pytestmark = pytest.mark.usefixtures("small")
PATIENCE_SECONDS = 20
KILL = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@asynccontextmanager
async def working(database, kinds):
    stop = asyncio.Event()
    at_work = asyncio.create_task(work(database, kinds, stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(at_work, PATIENCE_SECONDS)


async def ended(owner, job):
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            row = await owner.fetchrow("select * from job where id = $1", job)
            if row["ended_at"] is not None:
                return row
            await asyncio.sleep(0.05)


async def count_to_two(session, actor, arguments, progress, moment):
    await progress(1, 2)
    await progress(2, 2)
    return (await session.execute(text("select current_setting('meritgrid.actor')"))).scalar_one()


KINDS = {"count": JobKind("count", count_to_two)}


async def test_a_job_is_taken_and_done_as_whoever_asked(database, owner, hr):
    async with working(database, KINDS):
        async with database.writing(hr) as session:
            job = await jobs.ask(session, hr, "count", {}, now())
        row = await ended(owner, job.id)

    assert (row["state"], row["done"], row["total"], row["starts"]) == ("done", 2, 2, 1)
    assert row["outcome"] == f'"{hr.id}"'


async def test_a_job_that_is_undone_with_its_transaction_is_taken_by_nobody(database, owner, hr):
    async with working(database, KINDS):
        with suppress(ZeroDivisionError):
            async with database.writing(hr) as session:
                await jobs.ask(session, hr, "count", {}, now())
                raise ZeroDivisionError

    assert await owner.fetchval("select count(*) from job") == 0
    assert await owner.fetchval("select count(*) from queue.pgqueuer") == 0


async def test_twenty_jobs_are_done_once_each_by_two_workers(database, owner, hr):
    async with working(database, KINDS), working(database, KINDS):
        async with database.writing(hr) as session:
            asked = [await jobs.ask(session, hr, "count", {}, now()) for _ in range(20)]
        rows = [await ended(owner, job.id) for job in asked]

    assert {(row["state"], row["starts"]) for row in rows} == {("done", 1)}


async def test_a_worker_goes_on_when_its_connections_were_killed(database, owner, hr):
    async with working(database, KINDS):
        await asyncio.sleep(0.5)
        await owner.fetch(KILL)
        async with database.writing(hr) as session:
            job = await jobs.ask(session, hr, "count", {}, now())
        row = await ended(owner, job.id)

    assert row["state"] == "done"
