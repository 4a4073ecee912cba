"""Posts that people held on given days."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import ReadSession

_HELD = text("""
    select e.id, coalesce(e.code, ''), o.position_id, o.unit_id
    from unnest(cast(:employees as uuid[]), cast(:days as date[])) with ordinality as given (employee_id, day, place)
    left join employee e on e.id = given.employee_id
    left join lateral (
        select position_id, unit_id from occupancy
        where employee_id = given.employee_id and effective_from <= given.day
        order by effective_from desc limit 1
    ) o on o.position_id is not null
    order by given.place
""")


_HELD_IN = text("""
    select distinct employee_id from occupancy
    where effective_from <= :day and unit_id in (select unit_id from unit_closure where ancestor_id = :unit)
""")


class Post(NamedTuple):
    """A person by id and code, and the position and unit of the post they hold; none of what is not there."""

    employee_id: UUID | None
    employee: str
    position_id: UUID | None
    unit_id: UUID | None


async def held(session: ReadSession, people: Sequence[UUID], days: Sequence[date]) -> list[Post]:
    """The post of each person on the day in the same place, as far as the actor may see."""
    rows = await session.execute(_HELD, {"employees": list(people), "days": list(days)})
    return [Post(*row) for row in rows]


async def held_in(session: ReadSession, unit_id: UUID, day: date) -> Sequence[UUID]:
    """Whoever held a post of the unit or below it until the day or on it, as far as the actor may see."""
    found: Sequence[UUID] = (await session.scalars(_HELD_IN, {"unit": unit_id, "day": day})).all()
    return found
