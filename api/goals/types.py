"""Policy goals, KPIs and products as clients see them."""

from datetime import date

import strawberry

from api.graphql.filters.goals import KPIS, PRODUCT_COEFFICIENTS, PRODUCTS
from api.graphql.filters.organisation import POSITIONS
from api.graphql.filters.results import KPI_RESULTS
from api.graphql.lazy_types import (
    KpiRef,
    KpiResultRef,
    PolicyGoalRef,
    PositionRef,
    ProductCoefficientRef,
    ProductRef,
)
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.quantities import Coefficient


@strawberry.type(description="A public policy goal and the document that states it.")
class PolicyGoal(Node):
    code: str = shown("Unique.")
    title: str = shown("What is to be achieved.")
    document: str = shown("The document that states it.")
    kpis: Connection[KpiRef] = paged("The KPIs that measure it, by code.", *KPIS)


@strawberry.type(description="Tied to a policy goal, suited to positions, measured in a stated way.")
class Kpi(Node):
    code: str = shown("Unique.")
    title: str = shown("What is measured.")
    measure: str = shown("How it is measured.")
    data_source: str = shown("Where the numbers come from.")
    policy_goal: PolicyGoalRef = shown("The goal it measures.")
    products: Connection[ProductRef] = paged("The work products counted for it, by code.", *PRODUCTS)
    positions: Connection[PositionRef] = paged("The positions it is suited to, by code.", *POSITIONS)
    results: Connection[KpiResultRef] = paged("Results, by person, the newest first.", *KPI_RESULTS)


@strawberry.type(description="A standard work product, in one of at most five complexity groups.")
class Product(Node):
    code: str = shown("Unique.")
    title: str = shown("What is made.")
    complexity_group: int = shown("1 to 5 (Decree 335/2025 art. 13).")
    coefficient: Coefficient | None = shown(
        "How many standard products it counts as today; null before its first day."
    )
    kpi: KpiRef = shown("The KPI it is counted for.")
    coefficients: Connection[ProductCoefficientRef] = paged(
        "Its coefficients of all times, the newest first.", *PRODUCT_COEFFICIENTS
    )


@strawberry.type(description="How many standard products a product counts as from a day on.")
class ProductCoefficient(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    coefficient: Coefficient = shown("The conversion coefficient k.")
    source: str = shown("The document that sets it.")
    product: ProductRef = shown("The product.")
