"""Recording results in batches."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from api.graphql.enums.results import WorkKind
from api.graphql.lazy_types import EmployeeRef
from api.graphql.mutations.decisions import Decider, Reason, decision
from api.graphql.mutations.payloads import Answer
from domain.errors import Invalid, Refusal
from domain.reading.ids import Row, uuid_of
from domain.results import service
from domain.results.counts import Counts
from domain.results.targets import service as assigning
from domain.results.targets.service import Assignment

RECORDED = Answer(
    list[strawberry.ID],
    "ids",
    "The ids of what was recorded, in the order sent: `nodes` reads a hundred at a time",
)
LEFT_OUT = "Left out it is 0 of a new result, and of a change what it was."


@strawberry.input(description="What came of one product of one person in one month.")
class ResultInput:
    employee_id: strawberry.ID = strawberry.field(description="The person.")
    product_id: strawberry.ID = strawberry.field(
        description="The product; its KPI must suit the post that the person held on the month's first day."
    )
    month: date = strawberry.field(description="The month, by its first day.")
    assigned: int = strawberry.field(description="How many were assigned; 0 for work taken over or ad hoc.")
    completed: int = strawberry.field(
        description="How many were completed: of what was assigned, no more than that."
    )
    quality_failures: int | None = strawberry.field(
        description=f"How many checks of their content failed. {LEFT_OUT}", default=None
    )
    delays: int | None = strawberry.field(description=f"How many delays there were. {LEFT_OUT}", default=None)
    source_system: str = strawberry.field(description="The system that counted.")
    evidence: str | None = strawberry.field(
        description="Where to look it up. Left out of a change it stays as it was; an empty text takes it away.",
        default=None,
    )
    kind: WorkKind = strawberry.field(
        description="How the person came by the work; each kind is a result of its own.",
        default=WorkKind.ASSIGNED,
    )
    expected_version: int | None = strawberry.field(
        description="The version of the result to change; none for a new one.", default=None
    )

    def counts(self, row: int, faults: list[Refusal]) -> Counts | None:
        """The same in the domain's words; `row` is its place. None, and `faults` grow, for an id that is none."""
        person = _uuid("Employee", self.employee_id, f"input.results.{row}.employeeId", faults)
        product = _uuid("Product", self.product_id, f"input.results.{row}.productId", faults)
        if person is None or product is None:
            return None
        return Counts(
            person,
            product,
            self.month,
            self.assigned,
            self.completed,
            self.quality_failures,
            self.delays,
            self.source_system,
            self.evidence,
            self.expected_version,
            str(self.kind.value),
        )


Results: TypeAlias = Annotated[list[ResultInput], strawberry.argument(description="The results.")]


@strawberry.input(description="Work of a person for a month.")
class TargetInput:
    employee_id: strawberry.ID = strawberry.field(description="The person.")
    product_id: strawberry.ID = strawberry.field(
        description="The product; its KPI must suit the post that the person holds on the month's first day."
    )
    month: date = strawberry.field(description="The month, by its first day.")
    quantity: int = strawberry.field(description="How many products.")
    due_on: date = strawberry.field(description="The last day for it.")
    reason: str | None = strawberry.field(
        description="Why: of a change, and of what is assigned after its month.", default=None
    )
    expected_version: int | None = strawberry.field(
        description="The version of the target to change; none for a new one.", default=None
    )

    def assignment(self, row: int, faults: list[Refusal]) -> Assignment | None:
        """The same in the domain's words; `row` is its place. None, and `faults` grow, for an id that is none."""
        person = _uuid("Employee", self.employee_id, f"input.targets.{row}.employeeId", faults)
        product = _uuid("Product", self.product_id, f"input.targets.{row}.productId", faults)
        if person is None or product is None:
            return None
        said = (self.month, self.quantity, self.due_on, self.reason, self.expected_version)
        return Assignment(person, product, *said)


ASSIGNED = Answer(
    list[strawberry.ID], "ids", "The ids of the targets, in the order sent: `nodes` reads a hundred at a time"
)
WHOSE = Answer(EmployeeRef, "employee", "Whose target it was")
Targets: TypeAlias = Annotated[list[TargetInput], strawberry.argument(description="The targets.")]
TargetId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The target.")]


@strawberry.type
class ResultMutations:
    @decision("results.record", RECORDED)
    async def record_results(self, by: Decider, results: Results, faults: list[Refusal]) -> Sequence[Row]:
        """Record up to 1,000 results, new ones and changes over the version that was read: all or none."""
        counts = [one.counts(row, faults) for row, one in enumerate(results)]
        return await service.record(*by, counts, faults)

    @decision("targets.assign", ASSIGNED)
    async def assign_targets(self, by: Decider, targets: Targets, faults: list[Refusal]) -> Sequence[Row]:
        """Assign work for a month, before or during it, or change it with a reason; up to 1,000, all or none."""
        rows = [one.assignment(row, faults) for row, one in enumerate(targets)]
        return await assigning.assign(*by, rows, faults)

    @decision("targets.assign", WHOSE)
    async def withdraw_target(self, by: Decider, id: TargetId, reason: Reason) -> str:
        """Take back a target on which no result stands."""
        return await assigning.withdraw(*by, uuid_of("Target", id, "id"), reason)


def _uuid(type_name: str, sent: str, path: str, faults: list[Refusal]) -> UUID | None:
    try:
        return uuid_of(type_name, sent, path)
    except Invalid as wrong:
        faults.append(wrong)
        return None
