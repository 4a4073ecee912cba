"""The trail as clients see it."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from api.graphql.enums.words import AuditEventKind
from api.graphql.filters.audit import AUDIT_EVENTS
from api.graphql.lazy_types import AccountRef, AuditEventRef, AuditSealRef, UnitRef
from api.graphql.reads.fields import Connection, Node, paged, shown


@strawberry.type(description="Who did what to what, when and why. Never changed and never removed.")
class AuditEvent(Node):
    at: datetime = shown("When.")
    kind: AuditEventKind = shown("What happened.")
    subject: str = shown("To what: its id.")
    reason: str = shown(
        "Why, in the actor's words; empty when none was asked for, or when it was you and you may no longer read it."
    )
    before: JSON | None = shown("What it was before; null for something new, or no longer for you.")
    after: JSON | None = shown("What it was afterwards; null when it is no longer for you.")
    leaf: str = shown("The hash of this event, in hexadecimal.")
    actor_id: strawberry.ID = shown("The account that did it.")
    actor: AccountRef | None = shown("Who did it; null for whoever may not see the account.")
    unit: UnitRef | None = shown("The unit concerned; null when it is none in particular.")
    seal: AuditSealRef | None = shown("The batch it is sealed in; null for the second before it is.")


@strawberry.type(description="How far the trail is sealed.")
class AuditStatus:
    seals: int = strawberry.field(description="How many seals there are.")
    sealed_events: int = strawberry.field(description="How many events are in them.")
    waiting_events: int = strawberry.field(description="How many events wait for the next seal.")
    link: str | None = strawberry.field(
        description="The last seal's link, in hexadecimal. Keep it elsewhere: a trail that was replaced has another."
    )
    sealed_at: datetime | None = strawberry.field(description="When the last seal was made.")


@strawberry.type(description="A batch of events closed: the root of their hashes, linked to the seal before.")
class AuditSeal:
    number: int = shown("Seals are numbered without gaps.")
    sealed_at: datetime = shown("When.")
    root: str = shown("The root of the tree of its events' hashes, in hexadecimal.")
    link: str = shown("The hash over this root and the link before, in hexadecimal.")
    events: Connection[AuditEventRef] = paged("Its events, the newest first.", *AUDIT_EVENTS)
