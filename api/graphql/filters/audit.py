"""Filters and orders of the trail and of jobs: what was done, and what is being done."""

import strawberry

from api.graphql.enums.jobs import JobKind, JobState
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


@strawberry.input(description="Which jobs.")
class JobFilter:
    kinds: list[JobKind] | None = narrows("Only jobs of these kinds.")
    states: list[JobState] | None = narrows("Only jobs that are so far.")
    asked_at: DateTimeRange | None = narrows("Only those asked for within these moments.")


AUDIT_EVENTS = (filtered(AuditEventFilter), ordered("AuditEvent", AT="When, in the order of the trail."))
AUDIT_SEALS = (filtered(AuditSealFilter), ordered("AuditSeal", NUMBER="The number."))
JOBS = (filtered(JobFilter), ordered("Job", ASKED_AT="When it was asked for."))
