"""What a front-end says about one product of one person in one month."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Counts:
    """How many products were assigned, completed, failed a check or came late, and where that was counted.

    `kind`: how the person came by the work, one of `KINDS`: work taken over or ad hoc has nothing assigned.
    `expected_version`: of the result to change, None for a new one. Failures, delays and evidence that are None are
    left out: nothing of a new result, and of a change what it was.
    """

    employee_id: UUID
    product_id: UUID
    month: date
    assigned: int
    completed: int
    quality_failures: int | None
    delays: int | None
    source_system: str
    evidence: str | None = None
    expected_version: int | None = None
    kind: str = "assigned"
