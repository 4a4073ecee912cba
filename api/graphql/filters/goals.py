"""Filters and orders of goals."""

import strawberry

from api.graphql.enums.results import PolicyGoalStage
from api.graphql.reads.inputs import DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input
class OfCatalogues(OfUnits):
    """The members of the filter of whatever stands in the catalogue of a unit."""

    inherited_by: list[strawberry.ID] | None = narrows(
        "Only what these units have or inherit from those above."
    )
    codes: list[str] | None = narrows("Only those with these codes.")


@strawberry.input(description="Which policy goals.")
class PolicyGoalFilter(OfCatalogues):
    stages: list[PolicyGoalStage] | None = narrows("Only those that are this on the day.")
    policy_goal_ids: list[strawberry.ID] | None = narrows("Only those that serve these goals directly.")


@strawberry.input(description="Which states of a policy goal.")
class PolicyGoalStateFilter:
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which KPIs.")
class KpiFilter(OfCatalogues):
    code_prefix: str | None = narrows("Only codes that begin with this.")
    policy_goal_ids: list[strawberry.ID] | None = narrows("Only of these policy goals.")
    closed: bool | None = narrows("Only KPIs that are closed, or only those that are not.")


@strawberry.input(description="Which states of a KPI.")
class KpiStateFilter:
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which sets of KPIs.")
class KpiSetFilter:
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which products.")
class ProductFilter:
    codes: list[str] | None = narrows("Only those with these codes.")
    code_prefix: str | None = narrows("Only codes that begin with this.")
    kpi_ids: list[strawberry.ID] | None = narrows("Only of these KPIs.")
    complexity_groups: list[int] | None = narrows("Only of these complexity groups, 1 to 5.")


@strawberry.input(description="Which coefficients.")
class ProductCoefficientFilter:
    effective_from: DateRange | None = narrows("Only those that began on these days.")


POLICY_GOALS = (
    filtered(PolicyGoalFilter),
    ordered("PolicyGoal", CODE="The code.", TITLE="What is to be achieved."),
)
POLICY_GOAL_STATES = (
    filtered(PolicyGoalStateFilter),
    ordered("PolicyGoalState", EFFECTIVE_FROM="The first day."),
)
KPIS = (filtered(KpiFilter), ordered("Kpi", CODE="The code.", TITLE="What is measured."))
KPI_STATES = (filtered(KpiStateFilter), ordered("KpiState", EFFECTIVE_FROM="The first day."))
KPI_SETS = (filtered(KpiSetFilter), ordered("KpiSet", EFFECTIVE_FROM="The first day."))
PRODUCTS = (
    filtered(ProductFilter),
    ordered("Product", CODE="The code.", TITLE="What is made.", COMPLEXITY_GROUP="The complexity group."),
)
PRODUCT_COEFFICIENTS = (
    filtered(ProductCoefficientFilter),
    ordered("ProductCoefficient", EFFECTIVE_FROM="The first day."),
)
