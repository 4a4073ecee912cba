"""The queue: pgqueuer's tables in a schema of their own. A job enters it in the transaction that asks for it."""

from typing import Any
from uuid import UUID

from pgqueuer import AsyncpgDriver, Queries
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import Channel

from domain.database.sessions import WriteSession, raw

# Everything is one entry point of the queue; what a job does is its row's to say.
ENTRY = "job"
SETTINGS = DBSettings(db_schema="queue", channel=Channel("meritgrid_queue"))


def queries(driver: Any) -> Queries:
    """pgqueuer's statements over a driver of its own."""
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(SETTINGS),
        qbq=QueryQueueBuilder(SETTINGS),
        qbs=QuerySchedulerBuilder(SETTINGS),
    )


async def enqueue(session: WriteSession, job_id: UUID, asked_by: UUID) -> None:
    """Have a worker take the job once this transaction is kept."""
    waiting = queries(AsyncpgDriver(await raw(session)))
    await waiting.enqueue(ENTRY, job_id.bytes + asked_by.bytes, dedupe_key=str(job_id))


def read(payload: bytes) -> tuple[UUID, UUID]:
    """The job and who asked for it."""
    return UUID(bytes=payload[:16]), UUID(bytes=payload[16:])
