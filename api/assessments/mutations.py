"""Computing assessments and confirming them."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from api.assessments.types import Assessment, FieldResult, Organising, Period, Uniting
from api.graphql.decisions import ContextInfo, IdempotencyKey, Version, decided
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from domain import clock
from domain.assessments import service
from domain.assessments.inputs import Marks
from domain.database.sessions import WriteSession
from domain.reading.ids import uuid_of

AssessmentResult = (
    Annotated[
        Assessment | Problem, strawberry.union("AssessmentResult", description="The assessment, or why not.")
    ]
    | None
)


@strawberry.input(description="The person and period to score.")
class AssessmentInput:
    employee_id: strawberry.ID = strawberry.field(description="The person.")
    period: Period = strawberry.field(description="How long the period is.")
    period_start: date = strawberry.field(description="The first day of the period.")
    general_points_hundredths: int | None = strawberry.field(
        default=None,
        description="Points for conduct and discipline of a month, 0 to 3000; a longer period takes its months'.",
    )
    field_result: FieldResult = strawberry.field(
        default=FieldResult.NONE, description="Of a post that leads, for a month: the people led."
    )
    organising: Organising = strawberry.field(
        default=Organising.NONE, description="Of a post that leads, for a month: the work led."
    )
    uniting: Uniting = strawberry.field(
        default=Uniting.NONE, description="Of a post that leads, for a month: the unity of those led."
    )
    expected_version: int | None = strawberry.field(
        default=None, description="The version to compute again; none when there is none yet."
    )


@strawberry.type
class AssessmentMutations:
    @strawberry.mutation(
        description="Compute the score of a person's month or longer period from results, for somebody else to"
        " confirm. Computed again, it waits for a new confirmation.",
        extensions=[needs("assessment.propose")],
    )
    async def propose_assessment(
        self, info: ContextInfo, input: AssessmentInput, idempotency_key: IdempotencyKey
    ) -> AssessmentResult:
        actor, person = info.context.signed_in, uuid_of("Employee", input.employee_id, "input.employeeId")
        period, start, version = input.period.value, input.period_start, input.expected_version
        found = (input.field_result, input.organising, input.uniting)
        marks = Marks(input.general_points_hundredths, *(str(each.value) for each in found))

        async def work(session: WriteSession) -> UUID:
            return (await service.propose(session, actor, person, period, start, marks, version)).id

        return read_one(Assessment, await decided(info, idempotency_key, work, **strawberry.asdict(input)))

    @strawberry.mutation(
        description="Make a proposed assessment count. Neither the person nor whoever assessed them can.",
        extensions=[needs("assessment.confirm")],
    )
    async def confirm_assessment(
        self,
        info: ContextInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The assessment.")],
        version: Version,
        idempotency_key: IdempotencyKey,
    ) -> AssessmentResult:
        actor, assessment = info.context.signed_in, uuid_of("Assessment", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await service.confirm(session, actor, assessment, version, clock.now())).id

        return read_one(Assessment, await decided(info, idempotency_key, work, id=id, version=version))
