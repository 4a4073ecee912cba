"""What is paid: a line of it stands in an approved or closed run, and what it was paid from stays as it is."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import text

from domain.database import ReadSession
from domain.errors import Conflict

_PAID_BY = text("select * from paid_by(cast(:people as uuid[]), cast(:days as date[]), :on_and_on)")


async def sentences(
    session: ReadSession, people: Sequence[UUID | None], days: Sequence[date], *, on_and_on: bool = False
) -> dict[int, str]:
    """For each person who is paid for the year of their day: which run pays them and the way out today, by place.

    `on_and_on`: what begins on the day counts for all that comes after it too, as a grade does.
    """
    given = {"people": list(people), "days": list(days), "on_and_on": on_and_on}
    rows = await session.execute(_PAID_BY, given)
    return {place: _sentence(run, year, closed) for place, year, run, closed in rows}


async def refuse(
    session: ReadSession, person: UUID, day: date, path: str, *, on_and_on: bool = False
) -> None:
    """Raise Conflict (`already_paid`) when the person is paid for the year of the day, or any that it counts for."""
    for sentence in (await sentences(session, [person], [day], on_and_on=on_and_on)).values():
        raise Conflict("already_paid", sentence, path)


def _sentence(run: UUID, year: int, closed: bool) -> str:
    if closed:
        return f"PayRun_{run} of {year} pays from this and is closed: it stays as it is until corrections can be made."
    return (
        f"PayRun_{run} of {year} is approved and pays from this: have its approval withdrawn before it is closed"
        " (askPayRunWithdrawal), then change this."
    )
