"""Cancelling jobs."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.mutations.decisions import ONESELF, Decider, decision
from api.graphql.mutations.payloads import Answer
from api.jobs.types import Job
from domain import clock
from domain.jobs import service
from domain.reading.ids import Row, uuid_of

JOB = Answer(Job, "job", "The job")
JobId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The job.")]


@strawberry.type
class JobMutations:
    @decision(ONESELF, JOB)
    async def cancel_job(self, by: Decider, id: JobId) -> Row:
        """End a job of yours that is not over. What it has written by then is undone."""
        return await service.cancel(by.session, uuid_of("Job", id, "id"), clock.now())
