"""Policy goals, KPIs and products as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.results import PolicyGoalStage
from api.graphql.filters.goals import KPIS, POLICY_GOAL_STATES, POLICY_GOALS, PRODUCT_COEFFICIENTS, PRODUCTS
from api.graphql.filters.organisation import POSITIONS
from api.graphql.filters.results import KPI_RESULTS
from api.graphql.lazy_types import (
    KpiRef,
    KpiResultRef,
    PolicyGoalRef,
    PolicyGoalStateRef,
    PositionRef,
    ProductCoefficientRef,
    ProductRef,
    UnitRef,
)
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.quantities import Coefficient


@strawberry.type(
    description="A public policy goal of a unit and the document that states it; all units below inherit it."
)
class PolicyGoal(Node):
    code: str = shown("Unique in the catalogue of its unit.")
    title: str = shown("What is to be achieved.")
    document: str = shown("The document that states it.")
    stage: PolicyGoalStage = shown("What it is today.")
    starts_on: date | None = shown("The first day of the period that it is set for; null when none is set.")
    ends_on: date | None = shown("The last day of that period; null when none is set.")
    effective_from: date = shown("Since when it is what it is today.")
    unit: UnitRef = shown("The unit that set it.")
    parent: PolicyGoalRef | None = shown("The goal that it serves; null at the top.")
    children: Connection[PolicyGoalRef] = paged(
        "The goals that serve it directly, by unit and code.", *POLICY_GOALS
    )
    successor: PolicyGoalRef | None = shown("The goal that took its place; null when none did.")
    states: Connection[PolicyGoalStateRef] = paged(
        "What it was, is and will be, each from a day on, the newest first.", *POLICY_GOAL_STATES
    )
    kpis: Connection[KpiRef] = paged("The KPIs that measure it, by code.", *KPIS)


@strawberry.type(description="What a policy goal is from a day on, by the act that says so.")
class PolicyGoalState(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    title: str = shown("What is to be achieved.")
    document: str = shown("The document that states it.")
    stage: PolicyGoalStage = shown("What it is.")
    starts_on: date | None = shown("The first day of the period that it is set for; null when none is set.")
    ends_on: date | None = shown("The last day of that period; null when none is set.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    policy_goal: PolicyGoalRef = shown("The goal.")
    parent: PolicyGoalRef | None = shown("The goal that it serves; null at the top.")
    successor: PolicyGoalRef | None = shown("The goal that took its place; null when none did.")


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
