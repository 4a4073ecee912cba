"""Filters and orders of regulations."""

import strawberry

from api.graphql.reads.inputs import DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which regulations.")
class RegulationFilter(OfUnits):
    effective_from: DateRange | None = narrows("Only those that begin on these days.")
    published: bool | None = narrows("Only published ones, or only drafts.")


REGULATIONS = (filtered(RegulationFilter), ordered("Regulation", EFFECTIVE_FROM="The first day."))
