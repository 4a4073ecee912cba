"""Holds in plain SQL: whoever may not make runs there neither puts anybody on hold, nor is told who is."""

import pytest
from asyncpg import InsufficientPrivilegeError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.clock import now
from domain.holds import service
from domain.pay_runs.period import Wanted
from tests.given import YEAR, known

A2, B2 = known("employee", "A2"), known("employee", "B2")
PUT = text("""
    insert into payment_hold (id, version, employee_id, unit_id, kind, period, period_start, reason, held_by, held_at)
    values (gen_random_uuid(), 1, :person, :unit, 'bonus', 'year', '2026-01-01', 'By hand', :by, now())
""")
HELD = text("select employee_id from held_from('bonus', 'year', '2026-01-01')")


@pytest.fixture
async def held(small, database, actor_named):
    """A2 and B2, put on hold by HR."""
    hr = await actor_named("hr")
    async with database.writing(hr) as session:
        for person in (A2, B2):
            await service.hold(session, hr, person, Wanted(YEAR), "Missing score", now())


async def test_a_commune_is_told_of_its_own_people_and_the_auditor_of_none(
    held, database, actor_named, owner
):
    commune, auditor, finance = [await actor_named(name) for name in ("commune_hr", "auditor", "finance")]
    told = []
    for actor in (commune, auditor, finance):
        async with database.reading(actor) as session:
            told.append(set(await session.scalars(HELD)))

    assert told[1:] == [set(), set()]
    assert told[0] <= {A2}


@pytest.mark.parametrize(
    ("who", "person", "unit"), [("finance", "A3", "A"), ("hr", "A3", "B"), ("employee", "A3", "A")]
)
async def test_nobody_is_put_on_hold_without_the_right_or_where_they_never_worked(
    small, database, actor_named, owner, who, person, unit
):
    actor = await actor_named(who)

    values = {"person": known("employee", person), "unit": known("unit", unit), "by": actor.id}
    with pytest.raises(DBAPIError) as refused:
        async with database.writing(actor) as session:
            await session.execute(PUT, values)

    assert refused.value.orig.sqlstate in {InsufficientPrivilegeError.sqlstate, "23503"}
    assert await owner.fetchval("select count(*) from payment_hold") == 0


async def test_a_hold_without_its_event_is_refused(small, database, actor_named, owner):
    hr = await actor_named("hr")

    with pytest.raises(DBAPIError):
        async with database.writing(hr) as session:
            await session.execute(PUT, {"person": A2, "unit": known("unit", "A"), "by": hr.id})

    assert await owner.fetchval("select count(*) from payment_hold") == 0
