"""Results as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.results import WorkKind
from api.graphql.filters.results import KPI_RESULTS
from api.graphql.lazy_types import (
    AssessmentRef,
    EmployeeRef,
    KpiRef,
    KpiResultRef,
    PositionRef,
    ProductRef,
    TargetRef,
    UnitRef,
)
from api.graphql.reads.fields import Connection, Node, paged, shown


@strawberry.type(description="What one person was assigned of one product in one month, and what came of it.")
class KpiResult(Node):
    month: date = shown("The month, by its first day.")
    kind: WorkKind = shown("How the person came by the work.")
    assigned: int = shown("How many were assigned.")
    completed: int = shown("How many were completed.")
    quality_failures: int = shown("How many were not as they should be.")
    delays: int = shown("How many came late.")
    source_system: str = shown("The system that counted.")
    evidence: str | None = shown("Where to look it up.")
    version: int = shown("Goes up with each change; send it back to change the result.")
    employee_id: strawberry.ID = shown("Whose result it is.")
    employee: EmployeeRef | None = shown("Whose result it is; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit the work was done for.")
    position: PositionRef = shown("The position held then.")
    kpi: KpiRef = shown("The KPI it counts for.")
    product: ProductRef = shown("What was made.")
    target: TargetRef | None = shown("What was assigned of it beforehand; null where nothing was.")
    assessment: AssessmentRef | None = shown("The score of that month; null before there is one.")


@strawberry.type(description="Work assigned to a person for a month, apart from what came of it.")
class Target(Node):
    month: date = shown("The month, by its first day.")
    quantity: int = shown("How many products.")
    due_on: date = shown("The last day for it.")
    late_reason: str | None = shown("Why it was assigned or changed after the month; null when it was not.")
    version: int = shown("Goes up with each change; send it back to change the target.")
    employee_id: strawberry.ID = shown("Whose target it is.")
    employee: EmployeeRef | None = shown("Whose target it is; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit the work is for.")
    position: PositionRef = shown("The position held that month.")
    product: ProductRef = shown("What is to be made.")
    results: Connection[KpiResultRef] = paged(
        "What came of it, each way of coming by work by itself.", *KPI_RESULTS
    )
