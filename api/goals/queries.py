"""Reading policy goals, KPIs and products."""

import strawberry

from api.arguments import CODE, CODE_PREFIX
from api.fields import Connection, root_paged
from api.goals.types import GOAL, GROUP, KPI
from api.references import KpiRef, PolicyGoalRef, ProductRef


@strawberry.type
class GoalQueries:
    policy_goals: Connection[PolicyGoalRef] | None = root_paged("Public policy goals, by code.", CODE)
    kpis: Connection[KpiRef] | None = root_paged("KPIs, by code.", CODE, CODE_PREFIX, GOAL)
    products: Connection[ProductRef] | None = root_paged(
        "Work products, by code.", CODE, CODE_PREFIX, KPI, GROUP
    )
