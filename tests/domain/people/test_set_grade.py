"""A grade is set from a day on, over what the caller has read; the past stays as it was."""

from datetime import date
from uuid import uuid4

import pytest

from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.people.service import Grade, set_grade

A1_8 = Grade(2, "A1", 8)
DAY = date(2027, 2, 1)
HOLDING = """
    select g.id, g.effective_from, s.grade_code, s.step from grade_holding g
    join salary_step s on s.id = g.salary_step_id where g.employee_id = $1 order by g.effective_from desc
"""


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def employee(actor_named):
    return await actor_named("employee")


@pytest.fixture
async def latest(owner, employee):
    return await owner.fetchrow(HOLDING, employee.id)


async def test_a_new_grade_begins_on_its_day_and_the_old_row_stays(
    database, owner, hr, employee, latest, trail
):
    async with database.writing(hr) as session:
        holding = await set_grade(session, hr, employee.id, A1_8, DAY, latest["id"], "regular raise")

    rows = await owner.fetch(HOLDING, employee.id)
    assert (rows[0]["id"], rows[0]["effective_from"]) == (holding.id, DAY)
    assert (rows[0]["grade_code"], rows[0]["step"]) == ("A1", 8)
    assert rows[1] == latest
    assert await trail() == ["grade.set"]


async def test_the_event_says_who_set_which_grade_and_why(database, owner, hr, employee, latest):
    async with database.writing(hr) as session:
        await set_grade(session, hr, employee.id, A1_8, DAY, latest["id"], "regular raise")

    event = await owner.fetchrow("select * from audit_event where happened = 'grade.set'")
    assert (event["actor_id"], event["subject"]) == (hr.id, f"Employee_{employee.id}")
    assert event["reason"] == "regular raise"
    assert '"grade_code":"A1"' in event["after"]
    assert f"GradeHolding_{latest['id']}" in event["before"]


async def test_a_holding_that_is_no_longer_the_latest_is_refused(database, owner, hr, employee, trail):
    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, employee.id, A1_8, DAY, uuid4(), "")

    assert refused.value.code == "stale_version"
    assert await owner.fetchval("select count(*) from grade_holding where effective_from = $1", DAY) == 0
    assert await trail() == []


@pytest.mark.parametrize(
    ("grade", "code", "path"),
    [
        (Grade(2, "A1", 99), "unknown_step", "input.step"),
        (Grade(2, "B1", 1), "unknown_grade", "input.gradeCode"),
        (Grade(9, "A1", 1), "unknown_table", "input.gridTable"),
    ],
)
async def test_a_grade_that_the_grid_lacks_is_refused(
    database, owner, hr, employee, latest, grade, code, path
):
    with pytest.raises(Invalid) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, employee.id, grade, DAY, latest["id"], "")

    assert (refused.value.code, refused.value.path) == (code, path)
    assert await owner.fetchrow(HOLDING, employee.id) == latest


async def test_the_past_of_a_grade_is_never_rewritten(database, owner, hr, employee, latest):
    day = latest["effective_from"]

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, employee.id, A1_8, day, latest["id"], "")

    assert refused.value.code == "not_after_the_last"
    assert await owner.fetchrow(HOLDING, employee.id) == latest


async def test_the_same_grade_and_step_again_is_refused(database, owner, hr, employee, latest):
    again = Grade(2, latest["grade_code"], latest["step"])

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, employee.id, again, DAY, latest["id"], "")

    assert refused.value.code == "same_grade"
    assert await owner.fetchrow(HOLDING, employee.id) == latest


async def test_nobody_has_a_grade_before_they_joined(database, owner, hr, employee):
    joined = await owner.fetchval("select joined_on from employee where id = $1", employee.id)
    await owner.execute("delete from grade_holding where employee_id = $1", employee.id)

    with pytest.raises(Invalid) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, employee.id, A1_8, joined.replace(year=joined.year - 1), None, "")

    assert refused.value.code == "before_joining"
    assert await owner.fetchrow(HOLDING, employee.id) is None


async def test_a_person_who_is_not_there_is_not_found(database, owner, hr, trail):
    with pytest.raises(NotFound) as refused:
        async with database.writing(hr) as session:
            await set_grade(session, hr, uuid4(), A1_8, DAY, None, "")

    assert refused.value.code == "employee_not_found"
    assert await trail() == []


async def test_who_may_only_read_people_sets_no_grade(database, owner, employee, latest, actor_named):
    commune = await actor_named("commune_hr")

    with pytest.raises(Forbidden) as refused:
        async with database.writing(commune) as session:
            await set_grade(session, commune, employee.id, A1_8, DAY, latest["id"], "")

    assert refused.value.code == "forbidden"
    assert await owner.fetchrow(HOLDING, employee.id) == latest


async def test_an_employee_does_not_raise_their_own_pay(database, owner, employee, latest):
    with pytest.raises(Forbidden):
        async with database.writing(employee) as session:
            await set_grade(session, employee, employee.id, A1_8, DAY, latest["id"], "")

    assert await owner.fetchrow(HOLDING, employee.id) == latest
