"""Policy goals, KPIs and products as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.results import KpiDirection, KpiGateLack, KpiPrinciple, MissingData, PolicyGoalStage
from api.graphql.filters.goals import (
    KPI_STATES,
    KPIS,
    POLICY_GOAL_STATES,
    POLICY_GOALS,
    PRODUCT_COEFFICIENTS,
    PRODUCTS,
)
from api.graphql.filters.organisation import POSITIONS
from api.graphql.filters.results import KPI_RESULTS
from api.graphql.lazy_types import (
    KpiRef,
    KpiResultRef,
    KpiSetRef,
    KpiStateRef,
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


@strawberry.type(
    description="Tied to a policy goal, suited to positions, measured in a stated way; units below inherit it."
)
class Kpi(Node):
    code: str = shown("Unique in the catalogue of its unit.")
    title: str = shown("What is measured.")
    measure: str = shown("How it is measured.")
    unit_of_measure: str | None = shown("What is counted, such as files; null where it is not said.")
    direction: KpiDirection | None = shown("Which numbers are good; null where it is not said.")
    formula: str | None = shown("How it is computed; null where it is not said.")
    denominator: str | None = shown("Of what it is counted; null where it is not said.")
    data_source: str | None = shown("Where the numbers come from; null where it is not said.")
    closes_on_day: int | None = shown(
        "On which day of the following month its numbers are final; null where it is not said."
    )
    missing_data: MissingData | None = shown(
        "What counts where a number is missing; null where it is not said."
    )
    evidence: str | None = shown("What must stand behind a result; null where nothing must.")
    closed: bool = shown("Whether it has ended.")
    effective_from: date = shown("Since when it is what it is today.")
    unit: UnitRef = shown("The unit in whose catalogue it stands.")
    policy_goal: PolicyGoalRef = shown("The goal it measures.")
    products: Connection[ProductRef] = paged("The work products counted for it, by code.", *PRODUCTS)
    positions: Connection[PositionRef] = paged("The positions it is suited to, by code.", *POSITIONS)
    results: Connection[KpiResultRef] = paged("Results, by person, the newest first.", *KPI_RESULTS)
    states: Connection[KpiStateRef] = paged(
        "What it was, is and will be, each from a month on, the newest first.", *KPI_STATES
    )


@strawberry.type(description="What a KPI is from a month on, by the act that says so.")
class KpiState(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    title: str = shown("What is measured.")
    measure: str = shown("How it is measured.")
    unit_of_measure: str | None = shown("What is counted, such as files; null where it is not said.")
    direction: KpiDirection | None = shown("Which numbers are good; null where it is not said.")
    formula: str | None = shown("How it is computed; null where it is not said.")
    denominator: str | None = shown("Of what it is counted; null where it is not said.")
    data_source: str | None = shown("Where the numbers come from; null where it is not said.")
    closes_on_day: int | None = shown(
        "On which day of the following month its numbers are final; null where it is not said."
    )
    missing_data: MissingData | None = shown(
        "What counts where a number is missing; null where it is not said."
    )
    evidence: str | None = shown("What must stand behind a result; null where nothing must.")
    closed: bool = shown("Whether it has ended.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    kpi: KpiRef = shown("The KPI.")
    policy_goal: PolicyGoalRef = shown("The goal it measures.")


@strawberry.type(
    description="The KPIs of a position that are active from a month on, by the act that says so."
)
class KpiSet(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    position: PositionRef = shown("The position.")
    kpis: Connection[KpiRef] = paged("The KPIs of the set, by unit and code.", *KPIS)


@strawberry.type(description="What a set of KPIs lacks before it can become active.")
class KpiGateFault:
    kpi_code: str | None = shown("The code of the KPI; null of what the position itself lacks.")
    principle: KpiPrinciple = shown("The principle that is not met.")
    lacks: KpiGateLack = shown("What would meet it.")


@strawberry.type(
    description="Whether a position has an active set of KPIs on a day, and what one would lack then."
)
class KpiGate:
    active: bool = shown("Whether a set is active.")
    missing: list[KpiGateFault] = shown(
        "All that is missing, KPI by KPI; empty when a set may become active."
    )
    set: KpiSetRef | None = shown("The active set; null where none is.")


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
