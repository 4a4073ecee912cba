"""Results of a year, recorded by HR."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import WriteSession
from domain.results.counts import Counts
from domain.results.service import record
from tests.given import YEAR, acting


def months(year: int = YEAR) -> list[date]:
    """The twelve months of a year by their first days."""
    return [date(year, month, 1) for month in range(1, 13)]


async def recorded(
    session: WriteSession,
    hr: Actor,
    employee_id: UUID,
    product_id: UUID,
    of: Sequence[date],
    assigned: int = 10,
    completed: int = 10,
) -> None:
    """The same work in each of some months."""
    counts = [
        Counts(employee_id, product_id, month, assigned, completed, 0, 0, "ONE-STOP", None) for month in of
    ]
    await acting(session, hr)
    await record(session, hr, counts)
