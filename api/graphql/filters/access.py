"""Filters and orders of access."""

import strawberry

from api.graphql.enums.words import Verb
from api.graphql.reads.inputs import DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which rights.")
class AccessGrantFilter(OfUnits):
    account_ids: list[strawberry.ID] | None = narrows("Only of these accounts.")
    verbs: list[Verb] | None = narrows("Only these rights.")
    effective_from: DateRange | None = narrows("Only those that begin on these days.")


@strawberry.input(description="Which requests.")
class AccessRequestFilter(OfUnits):
    account_ids: list[strawberry.ID] | None = narrows("Only for these accounts.")
    verbs: list[Verb] | None = narrows("Only for these rights.")
    confirmed: bool | None = narrows("Only those that were confirmed, or only those that wait.")


ACCESS_GRANTS = (filtered(AccessGrantFilter), ordered("AccessGrant", EFFECTIVE_FROM="The first day."))
ACCESS_REQUESTS = (filtered(AccessRequestFilter), ordered("AccessRequest", EFFECTIVE_FROM="The first day."))
