"""Filters and orders of jobs."""

import strawberry

from api.graphql.enums.jobs import JobKind, JobState
from api.graphql.reads.inputs import DateTimeRange, filtered, narrows, ordered


@strawberry.input(description="Which jobs.")
class JobFilter:
    kinds: list[JobKind] | None = narrows("Only jobs of these kinds.")
    states: list[JobState] | None = narrows("Only jobs that are so far.")
    asked_at: DateTimeRange | None = narrows("Only those asked for within these moments.")


JOBS = (filtered(JobFilter), ordered("Job", ASKED_AT="When it was asked for."))
