"""Accounts and what they may do, as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.access import RightCause
from api.graphql.enums.languages import Language
from api.graphql.enums.words import TaskKind, Verb
from api.graphql.filters.access import ACCESS_GRANTS, RIGHTS
from api.graphql.filters.audit import AUDIT_EVENTS
from api.graphql.lazy_types import (
    AccessGrantRef,
    AccessRequestRef,
    AccountRef,
    AuditEventRef,
    EmployeeRef,
    RightRef,
    TaskRef,
    UnitRef,
)
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.quantities import Money


@strawberry.type(description="Who can sign in.")
class Account(Node):
    subject: str = shown("Who the identity provider says it is.")
    name: str = shown("The name.")
    is_program: bool = shown(
        "Whether it is a program's: it reads and writes what it is granted, and approves nothing."
    )
    closed_on: date | None = shown("The day from which nobody signs in to it; null while it is open.")
    version: int = shown("Counts its changes: for renaming, closing and reopening it.")
    unit: UnitRef | None = shown("The unit that keeps it; null for the unit above all.")
    language: Language | None = shown(
        "The language that it chose for its answers; null leaves it to each request, and is all that others see."
    )
    employee: EmployeeRef | None = shown("The employee it belongs to; null when it is nobody on a pay list.")
    grants: Connection[AccessGrantRef] = paged("What it may do where, the newest first.", *ACCESS_GRANTS)
    rights: Connection[RightRef] = paged("What it may do today where, and why, by verb.", *RIGHTS)
    tasks: Connection[TaskRef] = paged(
        "What waits for you: what has a last day first, then the newest. Empty for an account that is not your own."
    )
    recent: Connection[AuditEventRef] = paged(
        "What it did, but for signing in and out, as far as you may see it, the newest first; your own needs no right.",
        *AUDIT_EVENTS,
    )


@strawberry.type(
    description="What waits for you to decide, or to know: found by your rights, and gone when it is done. What you may"
    " not do, such as approving a run that you made, does not wait for you."
)
class Task:
    kind: TaskKind = shown("What waits.")
    title: str = shown("What there is to do, in the reader's language.")
    reason: str | None = shown("Where it comes from, in the reader's language.")
    action: str = shown("What a button for it says, in the reader's language.")
    due_on: date | None = shown("The last day; null where neither a law nor a choice gives one.")
    law: str | None = shown("The text of law that gives the last day; null where none does.")
    choice: str | None = shown("What was chosen about its days where no law says it; null where nothing was.")
    amount: Money | None = shown("What it is about in money; null where it is about none.")
    people: int | None = shown("How many people it concerns; null where they are not counted.")
    unit: UnitRef = shown("The unit concerned.")
    node_id: strawberry.ID = shown(
        "What to look at, for `node`: a pay run, a pay line, a regulation, a unit."
    )


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
    given_by_id: strawberry.ID | None = shown(
        "The account that gave it, or confirmed it; null when the owner of the database did."
    )
    given_by: AccountRef | None = shown("Who gave it; null for whoever may not see the account.")
    delegates: AccessGrantRef | None = shown(
        "The right of its giver that its holder uses for a time; null when it was granted."
    )


@strawberry.type(description="A right as it is held on a day, with where it comes from.")
class Right:
    verb: Verb = shown("The right.")
    account_id: strawberry.ID = shown("The account that holds it.")
    account: AccountRef | None = shown("Who holds it; null for whoever may not see the account.")
    through: UnitRef = shown("The unit on which it was given: it holds there and on all below.")
    effective_from: date = shown("The first day.")
    effective_until: date | None = shown("The first day on which it is no more; null without an end.")
    passes_on: list[Verb] = shown("What its holder may grant to others; empty but for `access.grant`.")
    cause: RightCause = shown("Why it is held.")
    given_by: AccountRef | None = shown(
        "Who gave it, confirmed it or delegated it; null when the owner of the database did, and for whoever may not"
        " see the account."
    )
    grant: AccessGrantRef | None = shown("The grant that it comes from: what `revokeRight` ends.")


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
