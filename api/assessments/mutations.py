"""Computing assessments and confirming them."""

from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.assessments.types import Assessment, AssessmentBatch
from api.graphql.enums.assessments import ExecutionCapability, Period, TeamCohesion, UnitPerformance
from api.graphql.mutations.decisions import Decider, Version, decision
from api.graphql.mutations.payloads import Answer
from api.jobs.types import Job
from domain import clock
from domain.assessments import jobs, service
from domain.assessments.batch import confirm, propose
from domain.assessments.batch.confirm import Withheld
from domain.assessments.batch.exceptions import Kept
from domain.assessments.batch.points import Given, Mark
from domain.assessments.inputs import Marks
from domain.reading.ids import Row, uuid_of

ASSESSMENT = Answer(Assessment, "assessment", "The assessment")
BATCH = Answer(AssessmentBatch, "batch", "How many, and the exceptions by name", AssessmentBatch.of)
JOB = Answer(Job, "job", "The job")
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


@strawberry.input(
    description="What the assessor gives one person for the month. What is left out is as recorded."
)
class MarkInput:
    employee_id: strawberry.ID = strawberry.field(description="The person.")
    general_points_hundredths: int | None = strawberry.field(
        default=None, description="Points for conduct and discipline, 0 to 3000."
    )
    unit_performance: UnitPerformance = strawberry.field(
        default=UnitPerformance.NONE, description="Of a post that leads: the people led."
    )
    execution_capability: ExecutionCapability = strawberry.field(
        default=ExecutionCapability.NONE, description="Of a post that leads: the work led."
    )
    team_cohesion: TeamCohesion = strawberry.field(
        default=TeamCohesion.NONE, description="Of a post that leads: the unity of those led."
    )

    def mark(self, path: str) -> Mark:
        """The same in the domain's words."""
        found = (self.unit_performance, self.execution_capability, self.team_cohesion)
        marks = Marks(self.general_points_hundredths, *(str(each.value) for each in found))
        return Mark(uuid_of("Employee", self.employee_id, f"{path}.employeeId"), marks)


@strawberry.input(description="The unit and period to score.")
class AssessmentsInput:
    unit_id: strawberry.ID = strawberry.field(
        description="The unit: everybody is scored whose last post in the period is of it or below it."
    )
    period: Period = strawberry.field(description="How long the period is.")
    period_start: date = strawberry.field(description="The first day of the period.")
    marks: list[MarkInput] = strawberry.field(
        default_factory=list, description="What is given to some by name, for a month; up to 4,000."
    )
    general_points_hundredths: int | None = strawberry.field(
        default=None,
        description="Points for conduct and discipline of a month, 0 to 3000, of everybody whom no mark gives any; left"
        " out, those recorded with what is proposed already.",
    )

    def given(self) -> Given:
        """What the assessor gives, in the domain's words."""
        marks = [one.mark(f"input.marks.{row}") for row, one in enumerate(self.marks)]
        return Given(marks, self.general_points_hundredths)


@strawberry.input(description="An assessment that is not confirmed with the others.")
class WithheldInput:
    assessment_id: strawberry.ID = strawberry.field(description="The assessment.")
    reason: str = strawberry.field(description="Why not, for the trail and for the person.")


@strawberry.input(description="The unit and period to confirm.")
class ConfirmedAssessmentsInput:
    unit_id: strawberry.ID = strawberry.field(
        description="The unit: what is proposed for it or for one below it is confirmed."
    )
    period: Period = strawberry.field(description="How long the period is.")
    period_start: date = strawberry.field(description="The first day of the period.")
    exceptions: list[WithheldInput] = strawberry.field(
        default_factory=list, description="What you do not confirm with the others."
    )

    def withheld(self) -> list[Withheld]:
        """The exceptions in the domain's words."""
        return [
            Withheld(
                uuid_of("Assessment", one.assessment_id, f"input.exceptions.{row}.assessmentId"), one.reason
            )
            for row, one in enumerate(self.exceptions)
        ]


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

    @decision("assessment.propose", BATCH, computes=True)
    async def propose_assessments(self, by: Decider, input: AssessmentsInput) -> Kept:
        """Compute the scores of a period of everybody in a unit and below it, for somebody else to confirm. What is
        confirmed, or proposed with the same figures, stays; who cannot be scored is left out by name.
        """
        unit_id, period = uuid_of("Unit", input.unit_id, "input.unitId"), str(input.period.value)
        return (await propose.propose(*by, unit_id, period, input.period_start, input.given())).kept()

    @decision("assessment.confirm", BATCH, computes=True)
    async def confirm_assessments(self, by: Decider, input: ConfirmedAssessmentsInput) -> Kept:
        """Make all proposed assessments of a period count in a unit and below it. Each is computed once more; what you
        except, or may not confirm, is left out by name.
        """
        unit_id, period = uuid_of("Unit", input.unit_id, "input.unitId"), str(input.period.value)
        withheld = input.withheld()
        return (await confirm.confirm(*by, unit_id, period, input.period_start, withheld, clock.now())).kept()

    @decision("assessment.propose", JOB)
    async def propose_assessments_as_job(self, by: Decider, input: AssessmentsInput) -> Row:
        """Have a worker do what `proposeAssessments` does: for a whole province, whose answer takes longer than a
        request. `assessmentBatch` reads what became of it.
        """
        unit_id, period = uuid_of("Unit", input.unit_id, "input.unitId"), str(input.period.value)
        sent = jobs.Proposal(unit_id, period, input.period_start, input.given())
        return await jobs.ask_to_propose(*by, sent, clock.now())

    @decision("assessment.confirm", JOB)
    async def confirm_assessments_as_job(self, by: Decider, input: ConfirmedAssessmentsInput) -> Row:
        """Have a worker do what `confirmAssessments` does, with the rights that you have by then. `assessmentBatch`
        reads what became of it.
        """
        unit_id, period = uuid_of("Unit", input.unit_id, "input.unitId"), str(input.period.value)
        sent = jobs.Confirmation(unit_id, period, input.period_start, input.withheld())
        return await jobs.ask_to_confirm(*by, sent, clock.now())
