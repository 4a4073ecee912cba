"""Asks for jobs and cancels them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession
from domain.database.tables import new_id
from domain.errors import Conflict
from domain.jobs import queue
from domain.jobs.tables import OVER, Job
from domain.language.text import Text
from domain.locking import locked

CANCEL = Text("cancel it")


async def ask(
    session: WriteSession, actor: Actor, kind: str, arguments: Mapping[str, Any], now: datetime
) -> Job:
    """A job of a kind, in the name of whoever asks; a worker takes it once the transaction is kept."""
    job = Job(id=new_id(), kind=kind, asked_by=actor.id, arguments=dict(arguments), asked_at=now)
    session.add(job)
    await session.flush()
    await queue.enqueue(session, job.id, actor.id)
    return job


async def cancel(session: WriteSession, job_id: UUID, now: datetime) -> Job:
    """End a job that is not over: what it has written is undone. Raises NotFound, Conflict (`job_over`)."""
    job = await locked(session, Job, job_id, CANCEL, "id")
    if job.state in OVER:
        raise Conflict("job_over", "This job is over: there is nothing to cancel.", "id")
    job.state, job.ended_at = "cancelled", now
    session.add(job)
    return job


async def outcome(session: ReadSession, job_id: UUID, kinds: Sequence[str]) -> Any:
    """What a job of these kinds gave; None while it is not done, or for whoever did not ask for it."""
    gave = select(Job.outcome).where(col(Job.id) == job_id, col(Job.kind).in_(kinds))
    return (await session.execute(gave)).scalar_one_or_none()
