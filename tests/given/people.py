"""People in their posts, with the grade that they are paid by."""

from datetime import date
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import WriteSession
from domain.people.service import Grade, set_grade
from domain.people.tables import Employee, Occupancy
from tests.given import LONG_AGO, acting, known

SPECIALIST = Grade(2, "A1", 3)


async def employee(
    session: WriteSession,
    hr: Actor,
    code: str,
    unit_id: UUID,
    position_id: UUID,
    grade: Grade = SPECIALIST,
    since: date = LONG_AGO,
) -> UUID:
    """Somebody who holds a post and a grade from a day on."""
    made = Employee(
        id=known("employee", code),
        code=code,
        full_name=f"Người {code}",
        born_on=date(since.year - 25, 5, 19),
        joined_on=since,
        unit_id=unit_id,
    )
    session.add(made)
    await session.flush()
    await moved(session, code, unit_id, position_id, since)
    await acting(session, hr)
    await set_grade(session, hr, made.id, grade, since, None, "As appointed")
    return made.id


async def moved(
    session: WriteSession, code: str, unit_id: UUID, position_id: UUID | None, since: date
) -> None:
    """The person's post from a day on, and their file with it; none: they leave."""
    whose = known("employee", code)
    person = await session.get_one(Employee, whose)
    person.unit_id = unit_id
    session.add(Occupancy(employee_id=whose, unit_id=unit_id, position_id=position_id, effective_from=since))
    await session.flush()
