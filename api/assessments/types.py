"""Assessments as clients see them."""

from datetime import date, datetime
from enum import Enum

import strawberry

from api.graphql.lazy_types import (
    AccountRef,
    AssessmentRef,
    EmployeeRef,
    KpiResultRef,
    PayLineRef,
    PositionRef,
    UnitRef,
)
from api.graphql.reads.arguments import Argument
from api.graphql.reads.fields import Connection, Node, counted, listed, paged, shown


@strawberry.enum(description="What a score is about.")
class Period(Enum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@strawberry.enum(description="How far a score is.")
class AssessmentState(Enum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


@strawberry.enum(description="What was found of the people whom somebody leads.")
class FieldResult(Enum):
    NONE = strawberry.enum_value("none", description="Leads nobody.")
    ALL_COMPLETED = strawberry.enum_value("all_completed", description="All scored as completed or better.")
    SOMEONE_NOT_COMPLETED = strawberry.enum_value(
        "someone_not_completed", description="At least one scored as not completed."
    )


@strawberry.enum(description="What was found of the work that somebody leads.")
class Organising(Enum):
    NONE = strawberry.enum_value("none", description="Leads nobody.")
    WITH_INITIATIVES = strawberry.enum_value("with_initiatives", description="To plan, with initiatives.")
    WITHOUT_INITIATIVES = strawberry.enum_value(
        "without_initiatives", description="To plan, without initiatives."
    )
    SHORT_DELAY = strawberry.enum_value("short_delay", description="Late or short for a while only.")
    PROLONGED_DELAY = strawberry.enum_value("prolonged_delay", description="Late or short for long.")


@strawberry.enum(description="What was found of the unity of those whom somebody leads.")
class Uniting(Enum):
    NONE = strawberry.enum_value("none", description="Leads nobody.")
    UNITED = strawberry.enum_value("united", description="United and working together.")
    SHORT_CONFLICT = strawberry.enum_value("short_conflict", description="A short conflict.")
    PROLONGED_CONFLICT = strawberry.enum_value("prolonged_conflict", description="A prolonged conflict.")


PERIOD = Argument("period", Period, "Only of periods of this length.")
PERIOD_START = Argument("period_start", date, "Only of the period that begins on this day.")
STATE = Argument("state", AssessmentState, "Only those so far.")


@strawberry.type(description="A person's score of one period, as the scoring model computed it.")
class Assessment(Node):
    period: Period = shown("How long the period is.")
    period_start: date = shown("The first day of the period.")
    general_points_hundredths: int = shown("Points for conduct and discipline, of 30, in hundredths.")
    field_result: FieldResult = shown("What was found of the people led in the month.")
    organising: Organising = shown("What was found of the work led in the month.")
    uniting: Uniting = shown("What was found of the unity of those led in the month.")
    quantity_bp: int = shown("How much of the assigned work was completed, in basis points.")
    quality_bp: int = shown("How much of it was as it should be, in basis points.")
    progress_bp: int = shown("How much of it came in time, in basis points.")
    task_points_hundredths: int = shown("Points for the work, of 70, in hundredths.")
    score_hundredths: int | None = shown(
        "The score, of 100, in hundredths; null where no month counts, because nothing was assigned in it."
    )
    months: int = shown("How many months it rests on: those that count.")
    months_scored: list[AssessmentRef] = listed(
        "The monthly scores inside a longer period, the newest first."
    )
    months_scored_count: int = counted()
    model_id: str = shown("The scoring model.")
    model_version: str = shown("The version of the model: a hash of its code, without comments.")
    parameters_hash: str = shown("The hash of every parameter that it used.")
    state: AssessmentState = shown("How far it is.")
    confirmed_at: datetime | None = shown("When it was confirmed; null until then.")
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
    results: Connection[KpiResultRef] = paged("The results of its period, the newest first.")
    pay_lines: Connection[PayLineRef] = paged("What pay runs gave for it.")


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
