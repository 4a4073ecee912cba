"""Accounts and what they may do, as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.words import Verb
from api.graphql.filters.access import ACCESS_GRANTS
from api.graphql.lazy_types import AccessGrantRef, AccessRequestRef, AccountRef, EmployeeRef, UnitRef
from api.graphql.reads.fields import Connection, Node, paged, shown


@strawberry.type(description="Who can sign in.")
class Account(Node):
    subject: str = shown("Who the identity provider says it is.")
    name: str = shown("The name.")
    employee: EmployeeRef | None = shown("The employee it belongs to; null when it is nobody on a pay list.")
    grants: Connection[AccessGrantRef] = paged("What it may do where, the newest first.", *ACCESS_GRANTS)


@strawberry.type(description="A right on a unit and all below it, from a day to a day.")
class AccessGrant(Node):
    verb: Verb = shown("The right.")
    effective_from: date = shown("The first day.")
    effective_until: date | None = shown("The first day on which it is no more; null without an end.")
    account_id: strawberry.ID = shown("The account that holds it.")
    account: AccountRef | None = shown("Who holds it; null for whoever may not see the account.")
    unit: UnitRef = shown("The unit on which it holds, with all below it.")
    passes_on: list[Verb] = shown("What its holder may grant to others; empty but for `access.grant`.")
    request: AccessRequestRef | None = shown("What a second person confirmed; null when one person gave it.")


@strawberry.type(
    description="A right that one person asks for somebody, and another who grants rights confirms."
)
class AccessRequest(Node):
    verb: Verb = shown("The right.")
    effective_from: date = shown("The first day; what is not confirmed by then lapses.")
    effective_until: date | None = shown("The first day on which it is no more; null without an end.")
    passes_on: list[Verb] = shown("What its holder may grant to others; empty but for `access.grant`.")
    account_id: strawberry.ID = shown("The account that is to hold it.")
    account: AccountRef | None = shown("Who is to hold it; null for whoever may not see the account.")
    asked_by_id: strawberry.ID = shown("The account that asks.")
    asked_by: AccountRef | None = shown("Who asks; null for whoever may not see the account.")
    unit: UnitRef = shown("The unit on which it is to hold, with all below it.")
    grant: AccessGrantRef | None = shown("The right, once it is confirmed.")
