"""Filters and orders of audit."""

import strawberry

from api.graphql.enums.words import AuditEventKind
from api.graphql.reads.inputs import DateTimeRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which events.")
class AuditEventFilter(OfUnits):
    kinds: list[AuditEventKind] | None = narrows("Only events of these kinds.")
    subjects: list[str] | None = narrows("Only events about these, such as the id of a pay run.")
    actor_ids: list[strawberry.ID] | None = narrows("Only what these accounts did.")
    at: DateTimeRange | None = narrows("Only what happened within these moments.")


@strawberry.input(description="Which seals.")
class AuditSealFilter:
    sealed_at: DateTimeRange | None = narrows("Only those made within these moments.")


AUDIT_EVENTS = (filtered(AuditEventFilter), ordered("AuditEvent", AT="When, in the order of the trail."))
AUDIT_SEALS = (filtered(AuditSealFilter), ordered("AuditSeal", NUMBER="The number."))
