"""Computing assessments and confirming them."""

from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.assessments.types import Assessment
from api.graphql.enums.assessments import ExecutionCapability, Period, TeamCohesion, UnitPerformance
from api.graphql.mutations.decisions import Decider, Version, decision
from api.graphql.mutations.payloads import Answer
from domain import clock
from domain.assessments import service
from domain.assessments.inputs import Marks
from domain.reading.ids import Row, uuid_of

ASSESSMENT = Answer(Assessment, "assessment", "The assessment")
AssessmentId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The assessment.")]


@strawberry.input(description="The person and period to score.")
class AssessmentInput:
    employee_id: strawberry.ID = strawberry.field(description="The person.")
    period: Period = strawberry.field(description="How long the period is.")
    period_start: date = strawberry.field(description="The first day of the period.")
    general_points_hundredths: int | None = strawberry.field(
        default=None,
        description="Points for conduct and discipline of a month, 0 to 3000; a longer period takes its months'.",
    )
    unit_performance: UnitPerformance = strawberry.field(
        default=UnitPerformance.NONE, description="Of a post that leads, for a month: the people led."
    )
    execution_capability: ExecutionCapability = strawberry.field(
        default=ExecutionCapability.NONE, description="Of a post that leads, for a month: the work led."
    )
    team_cohesion: TeamCohesion = strawberry.field(
        default=TeamCohesion.NONE, description="Of a post that leads, for a month: the unity of those led."
    )
    expected_version: int | None = strawberry.field(
        default=None, description="The version to compute again; none when there is none yet."
    )

    def marks(self) -> Marks:
        """What the assessor gives, in the domain's words."""
        found = (self.unit_performance, self.execution_capability, self.team_cohesion)
        return Marks(self.general_points_hundredths, *(str(each.value) for each in found))


@strawberry.type
class AssessmentMutations:
    @decision("assessment.propose", ASSESSMENT)
    async def propose_assessment(self, by: Decider, input: AssessmentInput) -> Row:
        """Compute the score of a person's month or longer period from results, for somebody else to confirm. Computed
        again, it waits for a new confirmation.
        """
        person, period = uuid_of("Employee", input.employee_id, "input.employeeId"), str(input.period.value)
        known = input.expected_version
        return await service.propose(*by, person, period, input.period_start, input.marks(), known)

    @decision("assessment.confirm", ASSESSMENT)
    async def confirm_assessment(self, by: Decider, id: AssessmentId, version: Version) -> Row:
        """Make a proposed assessment count. Neither the person nor whoever assessed them can."""
        return await service.confirm(*by, uuid_of("Assessment", id, "id"), version, clock.now())
