"""Jobs as clients see them."""

from datetime import datetime

import strawberry

from api.graphql.enums.jobs import JobKind, JobState
from api.graphql.lazy_types import AccountRef
from api.graphql.problems import Problem
from api.graphql.reads.fields import Node, shown


@strawberry.type(
    description="Work behind a request. A worker does it with the rights that you have by then: all of it, or nothing."
)
class Job(Node):
    kind: JobKind = shown("What is to be done.")
    state: JobState = shown("How far it is.")
    steps_done: int = shown("How many of its steps are done.")
    steps: int = shown("How many steps it has; 0 until that is known.")
    starts: int = shown("How often a worker began it: again, when the one before ended; three times at most.")
    asked_at: datetime = shown("When it was asked for.")
    began_at: datetime | None = shown("When a worker last began it; null until then.")
    ended_at: datetime | None = shown("When it was over; null until then.")
    asked_by_id: strawberry.ID = shown("The account that asked for it.")
    asked_by: AccountRef | None = shown("Who asked for it.")
    problems: list[Problem] = shown("Why it was refused or held, each fault; empty otherwise.")
