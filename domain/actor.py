"""Who acts, as sign-in proved it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """An account; an employee's account has the employee's id."""

    id: UUID
    name: str
