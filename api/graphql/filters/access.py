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


@strawberry.input(description="Which accounts.")
class AccountFilter(OfUnits):
    subject: str | None = narrows("Only that of this subject: `<issuer>|<sub>`.")
    closed: bool | None = narrows("Only closed ones, or only open ones.")
    is_program: bool | None = narrows("Only those of programs, or only those of people.")


@strawberry.input(description="Which rights, as they are held.")
class RightFilter:
    account_ids: list[strawberry.ID] | None = narrows("Only of these accounts.")
    unit_ids: list[strawberry.ID] | None = narrows(
        "Only those that reach one of these units, there or through a unit above."
    )
    verbs: list[Verb] | None = narrows("Only these rights.")


ACCOUNTS = (filtered(AccountFilter), ordered("Account", NAME="The name.", SUBJECT="The subject."))
RIGHTS = (filtered(RightFilter),)
ACCESS_GRANTS = (filtered(AccessGrantFilter), ordered("AccessGrant", EFFECTIVE_FROM="The first day."))
ACCESS_REQUESTS = (filtered(AccessRequestFilter), ordered("AccessRequest", EFFECTIVE_FROM="The first day."))
