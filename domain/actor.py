"""Who acts, as sign-in proved it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.language.text import Language


@dataclass(frozen=True, slots=True)
class Actor:
    """An account; an employee's account has the employee's id. `language`: in which it prefers to read.

    `signed_in_at`: when its person last proved who they are; None when nobody says. `is_program`: a service account.
    """

    id: UUID
    name: str
    language: Language | None = None
    signed_in_at: datetime | None = None
    is_program: bool = False


# Acts when nobody does: seals the trail, loads the demo. `domain/database/state/policy.py` knows the same id.
SYSTEM = Actor(UUID("00000000-0000-7000-8000-000000000001"), "system")
