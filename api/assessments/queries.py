"""Reading assessments."""

from typing import Annotated

import strawberry

from api.assessments.types import AssessmentBatch
from api.graphql.filters.assessments import ASSESSMENTS
from api.graphql.lazy_types import AssessmentRef
from api.graphql.mutations.decisions import ContextInfo
from api.graphql.permissions import signed_in
from api.graphql.reads.fields import Connection, root_paged
from domain.assessments import jobs
from domain.reading.ids import uuid_of


@strawberry.type
class AssessmentQueries:
    assessments: Connection[AssessmentRef] | None = root_paged(
        "Scores, by person: those of years first, each kind from the newest back.", *ASSESSMENTS
    )

    @strawberry.field(
        description="What became of the assessments that a job of yours proposed or confirmed; null until it is done.",
        extensions=[signed_in()],
    )
    async def assessment_batch(
        self, info: ContextInfo, job_id: Annotated[strawberry.ID, strawberry.argument(description="The job.")]
    ) -> AssessmentBatch | None:
        context = info.context
        async with context.database.reading(context.signed_in) as session:
            found = await jobs.outcome(session, uuid_of("Job", job_id, "jobId"))
        return None if found is None else AssessmentBatch.of(found, context.language)
