"""Reading policy goals, KPIs and products."""

import strawberry

from api.goals.types import GOAL, GROUP, KPI
from api.graphql.lazy_types import KpiRef, PolicyGoalRef, ProductRef
from api.graphql.reads.arguments import CODE, CODE_PREFIX
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class GoalQueries:
    policy_goals: Connection[PolicyGoalRef] | None = root_paged("Public policy goals, by code.", CODE)
    kpis: Connection[KpiRef] | None = root_paged("KPIs, by code.", CODE, CODE_PREFIX, GOAL)
    products: Connection[ProductRef] | None = root_paged(
        "Work products, by code.", CODE, CODE_PREFIX, KPI, GROUP
    )
