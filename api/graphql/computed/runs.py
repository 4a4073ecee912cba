"""Objects of pay runs and lines that are no rows of their own."""

from datetime import date, datetime

import strawberry

from api.graphql.enums.assessments import Period
from api.graphql.enums.words import AuditEventKind, PayRunKind
from api.graphql.reads.fields import shown
from api.graphql.reads.values import DatedValue, ParameterValue


@strawberry.type(description="The model for a stage of a run.")
class RunModel:
    stage: str = shown("The stage.")
    model_id: str = shown("The model.")
    version: str = shown("The version of the model: a hash of its code, without comments.")


@strawberry.type(description="A parameter of a model in a run.")
class RunParameter:
    model_id: str = shown("The model.")
    name: str = shown("Its name in the model.")
    value: ParameterValue | None = shown("Its value; null where it has one from each of several days.")
    history: list[DatedValue] = shown("Its value from each day on; empty where it has one.")


@strawberry.type(description="What a run took for everybody, because no table records it yet.")
class StandIn:
    column: str = shown("What the models call it.")
    says: str = shown("What is assumed.")
    until: str = shown("The subject of the issue that ends it.")


@strawberry.type(
    description="What proves that a line lies under the root of its run: a path as RFC 9162 (2.1.3) has it. Hashes are"
    " SHA-256, in hexadecimal."
)
class PayLineProof:
    leaf: str = shown("The hash of the line, which the path begins with.")
    leaf_index: int = shown("Its place among the leaves, from 0.")
    size: int = shown("How many leaves the tree has.")
    path: list[str] = shown(
        "The hashes beside it, from the leaf up: a node is the hash of 0x01, left and right."
    )
    root: str = shown("The root over all lines, as the run keeps it: what the path must come to.")
    decision: AuditEventKind | None = shown(
        "The latest event that made the run pay, an approval or a closing; null while it pays nobody."
    )
    decided_at: datetime | None = shown("When that was.")
    seal_number: str | None = shown("The seal over that event; null while it waits for one.")
    seal_link: str | None = shown("What that seal and all before it come to.")
    sealed_at: datetime | None = shown("When it was sealed.")


@strawberry.type(description="What a line pays for.")
class PaidFor:
    kind: PayRunKind = shown("What kind of run it is from.")
    period: Period = shown("How long a period it pays for.")
    period_start: date = shown("The first day of that period.")
    title: str = shown("What its run is called.")
