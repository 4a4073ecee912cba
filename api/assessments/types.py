"""Assessments as clients see them."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from api.graphql.computed.lists import After, Before, First, Last, PageArguments, page
from api.graphql.context import Context
from api.graphql.enums.assessments import (
    AssessmentState,
    ExecutionCapability,
    Period,
    TeamCohesion,
    UnitPerformance,
)
from api.graphql.filters.assessments import ASSESSMENTS
from api.graphql.filters.pay import PAY_LINES
from api.graphql.filters.results import KPI_RESULTS
from api.graphql.lazy_types import (
    AccountRef,
    AssessmentRef,
    EmployeeRef,
    KpiResultRef,
    PayLineConnectionRef,
    PositionRef,
    UnitRef,
)
from api.graphql.problems import ProblemCode, code_of
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.permissions import ViewerPermission
from api.graphql.reads.quantities import Points, Rate
from domain.assessments.batch.exceptions import Kept
from domain.people import service as people


@strawberry.type(description="A person's score of one period, as the scoring model computed it.")
class Assessment(Node):
    period: Period = shown("How long the period is.")
    period_start: date = shown("The first day of the period.")
    general_points: Points = shown("Points for conduct and discipline, of 30.")
    unit_performance: UnitPerformance = shown("What was found of the people led in the month.")
    execution_capability: ExecutionCapability = shown("What was found of the work led in the month.")
    team_cohesion: TeamCohesion = shown("What was found of the unity of those led in the month.")
    quantity: Rate = shown("How much of the assigned work was completed.")
    quality: Rate = shown("How much of it was as it should be.")
    progress: Rate = shown("How much of it came in time.")
    task_points: Points = shown("Points for the work, of 70.")
    score: Points | None = shown(
        "The score, of 100; null where no month counts, because nothing was assigned in it."
    )
    months: int = shown("How many months it rests on: those that count.")
    months_scored: Connection[AssessmentRef] = paged(
        "The monthly scores inside a longer period, the newest first.", *ASSESSMENTS
    )
    model_id: str = shown("The scoring model.")
    model_version: str = shown("The version of the model: a hash of its code, without comments.")
    parameters_hash: str = shown("The hash of every parameter that it used.")
    state: AssessmentState = shown("How far it is.")
    confirmed_at: datetime | None = shown("When it was confirmed; null until then.")
    viewer_can_confirm: ViewerPermission = shown("Whether you can confirm it now.")
    version: int = shown("Goes up with each change; send it back to change the assessment.")
    employee_id: strawberry.ID = shown("Whose score it is.")
    employee: EmployeeRef | None = shown("Whose score it is; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit that assesses.")
    position: PositionRef | None = shown("The position held then.")
    assessed_by_id: strawberry.ID = shown("The account that proposed it.")
    assessed_by: AccountRef | None = shown("Who proposed it; null for whoever may not see the account.")
    confirmed_by_id: strawberry.ID | None = shown("The account that confirmed it.")
    confirmed_by: AccountRef | None = shown(
        "Who confirmed it; null until then, or for whoever may not see it."
    )
    results: Connection[KpiResultRef] = paged("The results of its period, the newest first.", *KPI_RESULTS)
    pay_lines: PayLineConnectionRef = paged("What pay runs gave for it.", *PAY_LINES)


@strawberry.type(
    description="A competent body's conclusion that makes a year “not completed” whatever the score."
)
class ConductFinding(Node):
    year: int = shown("The year it decides.")
    finding: str = shown("What was found.")
    document: str = shown("The document that says so.")
    employee_id: strawberry.ID = shown("Whom it is about.")
    employee: EmployeeRef | None = shown("Whom it is about; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit of that person then.")


@strawberry.type(description="Why people are left out, and how many for this reason.")
class ExceptionReason:
    code: Enum = strawberry.field(graphql_type=ProblemCode, description="Stable, for programs.")
    message: str = strawberry.field(description="What is so, and the way out.")
    law: str | None = strawberry.field(description="The legal text behind the rule; null when there is none.")
    people: int = strawberry.field(description="How many are left out for it.")


@strawberry.type(description="A person who is left out, and why.")
class AssessmentException:
    employee_id: strawberry.ID = strawberry.field(description="Who.")
    employee_code: str | None = strawberry.field(
        default=None, description="Their code; null for whoever may not see the person."
    )
    full_name: str | None = strawberry.field(
        default=None, description="Their name; null for whoever may not see the person."
    )
    assessment_id: strawberry.ID | None = strawberry.field(
        description="The assessment that stays as it is; null when there is none."
    )
    reason: ExceptionReason = strawberry.field(description="Why, in the words in which one alone is refused.")


@strawberry.type(description="What became of the assessments of a unit and all below it.")
class AssessmentBatch:
    kept: strawberry.Private[Kept]
    language: strawberry.Private[str]

    @classmethod
    def of(cls, kept: Kept, language: str) -> "AssessmentBatch":
        """What the key of a batch keeps, for a reader."""
        return cls(kept=kept, language=language)

    @strawberry.field(description="How many were proposed, or confirmed.")
    def assessed(self) -> int:
        return int(self.kept["assessed"])

    @strawberry.field(
        description="How many stood already, confirmed or proposed with the same figures: they stay as they are."
    )
    def unchanged(self) -> int:
        return int(self.kept["unchanged"])

    @strawberry.field(description="Why people were left out, the most frequent reason first.")
    def reasons(self) -> list[ExceptionReason]:
        return sorted((self._reason(one) for one in self.kept["reasons"]), key=lambda reason: -reason.people)

    @strawberry.field(description="Who was left out and why, those with one reason together.")
    async def exceptions(
        self,
        info: Info[Context, None],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AssessmentException]:
        everybody = [
            AssessmentException(
                employee_id=strawberry.ID(employee_id), assessment_id=assessment_id, reason=reason
            )
            for one in self.kept["reasons"]
            for reason in (self._reason(one),)
            for employee_id, assessment_id in one["people"]
        ]
        asked = PageArguments("exceptions", first, after, last, before)
        found = page("AssessmentException", everybody, lambda one: str(one.employee_id), asked)
        await _name(found.nodes, info.context)
        return found

    def _reason(self, one: Mapping[str, Any]) -> ExceptionReason:
        return ExceptionReason(
            code=code_of(one["code"]),
            message=one["message"][self.language],
            law=one["law"][self.language] or None,
            people=len(one["people"]),
        )


async def _name(nodes: list[AssessmentException], context: Context) -> None:
    """Say what people are called, as far as the reader may see them."""
    ids = [UUID(one.employee_id.partition("_")[2]) for one in nodes]
    async with context.database.reading(context.signed_in) as session:
        called = await people.called(session, ids)
    for one, whose in zip(nodes, ids, strict=True):
        one.employee_code, one.full_name = called.get(whose, (None, None))
