"""Filters and orders of assessments."""

import strawberry

from api.graphql.enums.assessments import AssessmentState, Period
from api.graphql.reads.inputs import DateRange, IntRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which scores.")
class AssessmentFilter(OfUnits):
    employee_ids: list[strawberry.ID] | None = narrows("Only of these people.")
    position_ids: list[strawberry.ID] | None = narrows("Only of these positions.")
    peer_group_ids: list[strawberry.ID] | None = narrows("Only of these peer groups.")
    periods: list[Period] | None = narrows("Only of periods of these lengths.")
    period_start: DateRange | None = narrows("Only of periods that begin on these days.")
    states: list[AssessmentState] | None = narrows("Only those so far.")
    score_hundredths: IntRange | None = narrows("Only scores within this, in hundredths of a point.")
    counts: bool | None = narrows("Only those that a month counts for, or only those without any.")


@strawberry.input(description="Which findings.")
class ConductFindingFilter:
    years: list[int] | None = narrows("Only those that decide these years.")


ASSESSMENTS = (
    filtered(AssessmentFilter),
    ordered(
        "Assessment",
        EMPLOYEE="The person, by id, each with the periods in order.",
        SCORE="The score.",
        PERIOD_START="The first day of the period.",
    ),
)
CONDUCT_FINDINGS = (
    filtered(ConductFindingFilter),
    ordered("ConductFinding", YEAR="The year that it decides."),
)
