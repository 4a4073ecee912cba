"""Results as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.results import WorkKind
from api.graphql.lazy_types import AssessmentRef, EmployeeRef, KpiRef, PositionRef, ProductRef, UnitRef
from api.graphql.reads.fields import Node, shown


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
    assessment: AssessmentRef | None = shown("The score of that month; null before there is one.")
