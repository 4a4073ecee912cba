"""What is paid: a line of it stands in an approved or closed run, and what it was paid from stays as it is."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.errors import Conflict
from domain.language.guards import guarded
from domain.language.text import Text

_WHY_PAID = text(
    "select * from why_paid(cast(:people as uuid[]), cast(:days as date[]), cast(:ends as date[]), :on_and_on)"
)


async def sentences(
    session: ReadSession,
    people: Sequence[UUID | None],
    days: Sequence[date],
    *,
    ends: Sequence[date] | None = None,
    on_and_on: bool = False,
) -> dict[int, Text]:
    """For each person who is paid for a period that their day lies in: which run pays them and the way out, by place.

    `ends`: the period that is paid for holds all from each day to its end, as that of a year's score does.
    `on_and_on`: what begins on the day counts for all that comes after it too, as a grade does.
    """
    given = {
        "people": list(people),
        "days": list(days),
        "ends": None if ends is None else list(ends),
        "on_and_on": on_and_on,
    }
    # The database has the words: its own guard refuses with the same.
    return {
        place: Text("{says!c}.", says=guarded("already_paid", says))
        for place, says in await session.execute(_WHY_PAID, given)
    }


async def refuse_paid(
    session: ReadSession,
    person: UUID,
    day: date,
    path: str,
    *,
    end: date | None = None,
    on_and_on: bool = False,
) -> None:
    """Raise Conflict (`already_paid`) when the person is paid for a period of the day, or any that it counts for."""
    ends = None if end is None else [end]
    for sentence in (await sentences(session, [person], [day], ends=ends, on_and_on=on_and_on)).values():
        raise Conflict("already_paid", sentence, path)
