"""Asks for jobs and cancels them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import WriteSession
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
    job = await locked(session, Job, job_id, CANCEL, "input.id")
    if job.state in OVER:
        raise Conflict("job_over", "This job is over: there is nothing to cancel.", "input.id")
    job.state, job.ended_at = "cancelled", now
    session.add(job)
    return job
