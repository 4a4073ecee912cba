"""Assessments as clients see them."""

from datetime import date, datetime

import strawberry

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
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.permissions import ViewerPermission
from api.graphql.reads.quantities import Points, Rate


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
