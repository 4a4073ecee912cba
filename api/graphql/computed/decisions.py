"""Decisions on a run and changes of its inputs, as clients see them."""

from datetime import datetime

import strawberry

from api.graphql.enums.pay import PayRunInput
from api.graphql.enums.words import AuditEventKind
from api.graphql.reads.fields import shown


@strawberry.type(description="What was decided on a run, by which office and why.")
class PayRunDecision:
    kind: AuditEventKind = shown("What was decided.")
    at: datetime = shown("When.")
    office: str | None = shown("The office that decided it; null when it is none any more.")
    reason: str = shown("Why, in the words of whoever decided; empty when none was asked for.")


@strawberry.type(description="What was changed of the inputs of a run since it was computed.")
class ChangedInput:
    input: PayRunInput = shown("What was changed, added or taken back.")
    people: int = shown("Of how many people of the run.")


@strawberry.type(description="What was changed of the inputs of a line since its run was computed.")
class ChangedLineInput:
    input: PayRunInput = shown("What was changed, added or taken back.")
