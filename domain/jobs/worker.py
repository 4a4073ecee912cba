"""The worker: takes jobs from the queue, two at a time, and goes on when the database was away."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import asyncpg
from pgqueuer import AsyncpgDriver, Job, QueueManager, RetryRequested

from domain.database import connections
from domain.database.errors import refusal_from
from domain.database.sessions import APPLICATION_ROLE, Database
from domain.jobs import queue
from domain.jobs.attempt import attempt
from domain.jobs.kinds import JobKind

log = logging.getLogger("meritgrid.jobs")

AT_ONCE = 2
# A worker that says nothing for so long is taken for dead, and another takes its jobs over.
SILENT_SECONDS = 8.0
RETRY_SECONDS = 2.0
LOOK_SECONDS = 5.0


async def work(database: Database, kinds: Mapping[str, JobKind], stop: asyncio.Event) -> None:
    """Do jobs until `stop` is set; those that are begun are brought to their end first."""
    unhurried = database.unhurried()
    while not stop.is_set():
        try:
            async with _connection(database.url) as connection:
                await _manager(connection, unhurried, kinds, stop).run(
                    batch_size=1,
                    max_concurrent_tasks=AT_ONCE,
                    dequeue_timeout=timedelta(seconds=LOOK_SECONDS),
                    heartbeat_timeout=timedelta(seconds=SILENT_SECONDS),
                )
        except Exception as error:
            known = refusal_from(error)
            if known is None:
                raise
            log.warning("%s The worker keeps trying.", known.message)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), RETRY_SECONDS)


def _manager(
    connection: Any, database: Database, kinds: Mapping[str, JobKind], stop: asyncio.Event
) -> QueueManager:
    manager = QueueManager(queue.queries(AsyncpgDriver(connection)), queue.SETTINGS.channel)
    manager.shutdown = stop

    @manager.entrypoint(queue.ENTRY, on_failure="hold", accepts_context=False)
    async def _do(job: Job) -> None:
        try:
            await attempt(database, kinds, *queue.read(job.payload or b""))
        except Exception as error:
            log.exception("A job ended in a way that nobody foresaw; it is tried again.")
            raise RetryRequested(timedelta(seconds=RETRY_SECONDS), repr(error)) from error

    return manager


@asynccontextmanager
async def _connection(url: str) -> AsyncIterator[Any]:
    settings = {"role": APPLICATION_ROLE, **(await connections.abilities(url)).settings}
    connection = await asyncpg.connect(url, server_settings=settings)
    try:
        yield connection
    finally:
        await connection.close()
