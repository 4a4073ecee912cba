"""Reading policy goals, KPIs and products."""

import strawberry

from api.graphql.filters.goals import KPIS, POLICY_GOALS, PRODUCTS
from api.graphql.lazy_types import KpiRef, PolicyGoalRef, ProductRef
from api.graphql.reads.arguments import AS_OF
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class GoalQueries:
    policy_goals: Connection[PolicyGoalRef] | None = root_paged(
        "Public policy goals, by unit and code.", *POLICY_GOALS, AS_OF
    )
    kpis: Connection[KpiRef] | None = root_paged("KPIs, by unit and code.", *KPIS, AS_OF)
    products: Connection[ProductRef] | None = root_paged("Work products, by code.", *PRODUCTS)
