"""Filters and orders of results."""

import strawberry

from api.graphql.enums.results import WorkKind
from api.graphql.reads.inputs import DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which results.")
class KpiResultFilter(OfUnits):
    employee_ids: list[strawberry.ID] | None = narrows("Only of these people.")
    kpi_ids: list[strawberry.ID] | None = narrows("Only of these KPIs.")
    product_ids: list[strawberry.ID] | None = narrows("Only of these products.")
    month: DateRange | None = narrows("Only of months that begin on these days.")
    kinds: list[WorkKind] | None = narrows("Only work that came so.")


KPI_RESULTS = (
    filtered(KpiResultFilter),
    ordered("KpiResult", EMPLOYEE="The person, by id, each with the months in order.", MONTH="The month."),
)


@strawberry.input(description="Which targets.")
class TargetFilter(OfUnits):
    employee_ids: list[strawberry.ID] | None = narrows("Only of these people.")
    product_ids: list[strawberry.ID] | None = narrows("Only of these products.")
    month: DateRange | None = narrows("Only of months that begin on these days.")


TARGETS = (
    filtered(TargetFilter),
    ordered(
        "Target",
        EMPLOYEE="The person, by id, each with the months in order.",
        MONTH="The month.",
        DUE_ON="The last day for it.",
    ),
)
