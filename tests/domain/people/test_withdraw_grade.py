"""A grade set by mistake is taken back while nobody was paid from it; the trail keeps it."""

from datetime import date
from uuid import uuid4

import asyncpg
import pytest

from domain.clock import now
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.pay_runs import service as pay_runs
from domain.people.service import Grade, set_grade
from domain.people.withdrawal import withdraw_grade

A1_8 = Grade(2, "A1", 8)
LATEST = """
    select id, effective_from from grade_holding where employee_id = $1 order by effective_from desc limit 1
"""


@pytest.fixture
async def employee(actor_named):
    return await actor_named("employee")


@pytest.fixture
async def latest(owner, employee):
    return await owner.fetchrow(LATEST, employee.id)


@pytest.fixture
async def mistaken(database, hr, employee, latest):
    """The id of a holding that begins a year too late."""
    async with database.writing(hr) as session:
        day = date(2027, 7, 1)
        return (await set_grade(session, hr, employee.id, A1_8, day, latest["id"], "regular raise")).id


@pytest.fixture
async def approved(database, hr, finance, computed_run):
    """The id of a run of 2026 that is approved."""
    async with database.writing(hr) as session:
        run = await pay_runs.review(session, hr, computed_run, 1, now())
    async with database.writing(finance) as session:
        run = await pay_runs.approve(session, finance, run.id, run.version, "looked at", now())
    return run.id


async def test_a_slip_of_the_year_is_taken_back_and_the_right_day_set(
    database, owner, hr, employee, latest, mistaken, trail
):
    async with database.writing(hr) as session:
        person = await withdraw_grade(session, hr, mistaken, "2026 was meant")
    assert person.id == employee.id
    assert await owner.fetchrow(LATEST, employee.id) == latest

    async with database.writing(hr) as session:
        await set_grade(session, hr, employee.id, A1_8, date(2027, 1, 1), latest["id"], "regular raise")
    assert (await owner.fetchrow(LATEST, employee.id))["effective_from"] == date(2027, 1, 1)
    assert await trail() == ["grade.set", "grade.withdrawn", "grade.set"]


async def test_the_trail_keeps_what_was_taken_back_and_why(database, owner, hr, employee, mistaken):
    async with database.writing(hr) as session:
        await withdraw_grade(session, hr, mistaken, "2026 was meant")

    event = await owner.fetchrow("select * from audit_event where happened = 'grade.withdrawn'")
    assert (event["actor_id"], event["subject"]) == (hr.id, f"Employee_{employee.id}")
    assert (event["reason"], event["after"]) == ("2026 was meant", None)
    assert f'"grade_holding":"GradeHolding_{mistaken}"' in event["before"]
    assert '"effective_from":"2027-07-01"' in event["before"]


async def test_a_grade_of_a_later_year_than_the_next_is_refused(database, owner, hr, employee, latest, trail):
    with pytest.raises(Invalid) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, employee.id, A1_8, date(2028, 1, 1), latest["id"], "a slip")

    assert (refused.value.code, refused.value.path) == ("out_of_reach", "input.effectiveFrom")
    assert await owner.fetchrow(LATEST, employee.id) == latest
    assert await trail() == []


async def test_what_somebody_was_paid_from_stays(database, owner, hr, employee, latest, approved, trail):
    before = await trail()

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await withdraw_grade(session, hr, latest["id"], "a mistake")

    assert refused.value.code == "already_paid"
    assert refused.value.path == "id"
    assert refused.value.message == (
        f"PayRun_{approved} of 2026 is approved and pays from this: have its approval withdrawn before it is closed"
        " (askPayRunWithdrawal), then change this."
    )
    assert await owner.fetchrow(LATEST, employee.id) == latest
    assert await trail() == before


async def test_what_begins_after_the_paid_year_can_still_be_taken_back(
    database, owner, hr, employee, latest, approved, mistaken
):
    async with database.writing(hr) as session:
        await withdraw_grade(session, hr, mistaken, "2026 was meant")

    assert await owner.fetchrow(LATEST, employee.id) == latest


async def test_a_grade_from_after_the_last_month_began_paid_nobody_and_is_taken_back(
    database, owner, hr, employee, latest, approved, trail
):
    async with database.writing(hr) as session:
        day = date(2026, 12, 2)
        late = await set_grade(session, hr, employee.id, A1_8, day, latest["id"], "regular raise")

    async with database.writing(hr) as session:
        await withdraw_grade(session, hr, late.id, "2027 was meant")

    assert await owner.fetchrow(LATEST, employee.id) == latest
    assert (await trail())[-2:] == ["grade.set", "grade.withdrawn"]


async def test_a_grade_from_the_first_day_of_the_last_month_counts_for_the_paid_year_and_stays(
    database, owner, hr, finance, computed_run, employee, latest, trail
):
    async with database.writing(hr) as session:
        day = date(2026, 12, 1)
        paid = await set_grade(session, hr, employee.id, A1_8, day, latest["id"], "regular raise")
    async with database.writing(hr) as session:
        run = await pay_runs.review(session, hr, computed_run, 1, now())
    async with database.writing(finance) as session:
        await pay_runs.approve(session, finance, run.id, run.version, "looked at", now())
    before = await trail()

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await withdraw_grade(session, hr, paid.id, "a mistake")

    assert refused.value.code == "already_paid"
    assert await owner.fetchval("select id from grade_holding where id = $1", paid.id) == paid.id
    assert await trail() == before


async def test_the_database_too_takes_back_no_grade_that_paid(
    database, owner, hr, employee, latest, approved
):
    await owner.execute("set role meritgrid_app")
    await owner.execute(f"set meritgrid.actor = '{hr.id}'; set meritgrid.day = '2026-12-31'")
    with pytest.raises(
        asyncpg.RestrictViolationError, match=f"PayRun_{approved} of 2026 is approved"
    ) as refused:
        await owner.fetchval("select withdraw_grade($1)", latest["id"])
    await owner.execute("reset role")

    assert refused.value.constraint_name == "already_paid"
    assert await owner.fetchrow(LATEST, employee.id) == latest


async def test_the_latest_goes_first(database, owner, hr, latest, mistaken, trail):
    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await withdraw_grade(session, hr, latest["id"], "a mistake")

    assert refused.value.code == "not_the_latest"
    assert await owner.fetchval("select count(*) from grade_holding where id = $1", latest["id"]) == 1
    assert await trail() == ["grade.set"]


async def test_a_holding_that_is_not_there_is_not_found(database, hr, trail):
    with pytest.raises(NotFound) as refused:
        async with database.writing(hr) as session:
            await withdraw_grade(session, hr, uuid4(), "a mistake")

    assert refused.value.code == "grade_not_found"
    assert await trail() == []


async def test_who_may_not_write_people_takes_nothing_back(database, owner, finance, mistaken, trail):
    with pytest.raises((Forbidden, NotFound)):
        async with database.writing(finance) as session:
            await withdraw_grade(session, finance, mistaken, "not mine")

    await owner.execute("set role meritgrid_app")
    await owner.execute(f"set meritgrid.actor = '{finance.id}'; set meritgrid.day = '2026-12-31'")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await owner.fetchval("select withdraw_grade($1)", mistaken)
    await owner.execute("reset role")
    assert await owner.fetchval("select count(*) from grade_holding where id = $1", mistaken) == 1
    assert await trail() == ["grade.set"]


async def test_the_only_grade_is_taken_back_only_by_whoever_says_so(
    database, owner, hr, employee, latest, trail
):
    await owner.execute(
        "delete from grade_holding where employee_id = $1 and id <> $2", employee.id, latest["id"]
    )
    before = await trail()

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await withdraw_grade(session, hr, latest["id"], "a slip")

    assert refused.value.code == "only_grade"
    assert "leavesUngraded: true" in refused.value.message
    assert await owner.fetchrow(LATEST, employee.id) == latest
    assert await trail() == before

    async with database.writing(hr) as session:
        await withdraw_grade(session, hr, latest["id"], "a slip", leaves_ungraded=True)
    assert await owner.fetchrow(LATEST, employee.id) is None
    assert await trail() == [*before, "grade.withdrawn"]
