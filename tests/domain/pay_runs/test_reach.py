"""A run over a unit reads everything below it or is refused, whoever makes it."""

import pytest

from domain.database.tables import new_id
from domain.errors import Conflict
from domain.funds import opening

READ = ("people.read", "grades.read", "results.read", "assessment.read")
PEOPLE = "select o.employee_id from occupancy o join unit_closure c on c.unit_id = o.unit_id where c.ancestor_id = $1"


@pytest.fixture
async def settled(owner, commune):
    """The commune, whose people have their whole year on file there."""
    await owner.execute("set session_replication_role = replica")
    for table in ("occupancy", "grade_holding", "kpi_result", "assessment"):
        await owner.execute(
            f"update {table} set unit_id = $1 where employee_id in ({PEOPLE})"
            " and unit_id not in (select unit_id from unit_closure where ancestor_id = $1)",
            commune,
        )
    # Who left it within the year still has a line there.
    await owner.execute(f"update employee set unit_id = $1 where id in ({PEOPLE})", commune)
    await owner.execute("set session_replication_role = origin")
    return commune


@pytest.fixture
async def moved(owner, settled):
    """Somebody of the commune, and a department that has something about them on file."""
    department = await owner.fetchval("select unit_id from unit_state where kind = 'department' limit 1")
    return await owner.fetchval(f"{PEOPLE} order by 1 limit 1", settled), department


async def everything_on(unit, *more):
    return dict.fromkeys((*READ, "fund.read", "pay_run.create", "pay_run.read", *more), unit)


async def refused(step):
    with pytest.raises(Conflict) as refusal:
        await step
    return refusal.value


async def test_a_maker_who_sees_one_commune_makes_no_run_of_the_province(
    life, somebody, province, commune, owner
):
    maker = await somebody(
        {"pay_run.create": province, "pay_run.read": province, "fund.read": province}
        | dict.fromkeys(READ, commune)
    )

    refusal = await refused(life.made(province, by=maker))

    assert refusal.code == "inputs_hidden"
    assert "people, posts, grades, results, assessments" in refusal.message
    assert await owner.fetchval("select count(*) from pay_run") == 0
    assert await owner.fetchval("select count(*) from snapshot") == 0


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ("results.read", "results"),
        ("assessment.read", "assessments"),
        ("people.read", "people, posts"),
        ("grades.read", "grades"),
    ],
)
async def test_a_maker_lacks_no_verb_that_reads(life, somebody, commune, owner, missing, names):
    rights = await everything_on(commune)
    del rights[missing]

    refusal = await refused(life.made(commune, by=await somebody(rights)))

    assert refusal.code == "inputs_hidden"
    assert names in refusal.message
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_who_may_read_all_of_a_commune_makes_its_run(life, somebody, settled):
    run = await life.made(settled, by=await somebody(await everything_on(settled)))

    assert run.people > 0


async def test_a_finding_from_an_earlier_unit_follows_the_person(life, somebody, commune, moved, owner):
    person, department = moved
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "insert into conduct_finding (id, employee_id, unit_id, year, finding, document)"
        " values ($1, $2, $3, 2026, 'x', 'y')",
        new_id(),
        person,
        department,
    )

    run = await life.made(commune, by=await somebody(await everything_on(commune)))

    line = await owner.fetchrow(
        "select rated, amount_vnd from pay_line where pay_run_id = $1 and employee_id = $2", run.id, person
    )
    assert tuple(line) == ("not_completed", 0)
    by_hr = await life.made(commune)
    assert by_hr.total_vnd == run.total_vnd


async def test_what_the_maker_may_not_see_of_an_earlier_unit_stops_the_run(
    life, somebody, commune, moved, owner
):
    """A grade filed elsewhere later in the year would be left out, and the person paid by the one before."""
    person, department = moved
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "insert into grade_holding (id, employee_id, unit_id, salary_step_id, effective_from, step_since)"
        " select $1, employee_id, $3, salary_step_id, '2026-06-15', '2026-06-15' from grade_holding"
        " where employee_id = $2 order by effective_from desc limit 1",
        new_id(),
        person,
        department,
    )

    refusal = await refused(life.made(commune, by=await somebody(await everything_on(commune))))

    assert refusal.code == "inputs_hidden"
    assert "grades" in refusal.message
    assert await owner.fetchval("select count(*) from pay_run") == 0


async def test_who_counts_for_no_fund_is_not_left_out(life, commune, province, owner):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update unit_state set holds_fund = false where unit_id = $1", commune)

    refusal = await refused(life.made(province))

    assert refusal.code == "fund_held_nowhere"
    assert await owner.fetchval("select count(*) from pay_run") == 0


@pytest.fixture
async def division(owner):
    """A division with people, below the unit that holds its fund."""
    return await owner.fetchval(
        "select s.unit_id from unit_state s where s.kind = 'division' and exists"
        " (select from position p join occupancy o on o.position_id = p.id where p.unit_id = s.unit_id)"
        " order by s.unit_id limit 1"
    )


async def test_no_fund_is_opened_below_the_unit_that_holds_it(life, division, owner, trail, demo):
    before = await owner.fetch("select * from bonus_fund order by id")

    async def opened():
        async with life.database.writing(life.hr) as session:
            await opening.open_funds(session, life.hr, division, 2026)

    refusal = await refused(opened())

    holder = await owner.fetchval(
        "select u.code from unit_state s join unit u on u.id = s.parent_id where s.unit_id = $1", division
    )
    assert refusal.code == "fund_held_above"
    assert refusal.message.endswith(f"choose {holder}.")
    assert await owner.fetch("select * from bonus_fund order by id") == before
    assert await trail() == []


async def test_no_run_is_made_below_the_unit_that_holds_the_fund(life, division, owner):
    assert (await refused(life.made(division))).code == "fund_held_above"
    assert await owner.fetchval("select count(*) from pay_run") == 0


@pytest.mark.parametrize(("state", "code"), [("approved", "fund_spent"), ("closed", "fund_closed")])
async def test_no_fund_is_opened_again_after_its_run_was_approved(life, commune, owner, state, code):
    run = await life.paying(commune)
    if state == "closed":
        await life.closed(run)
    before = await owner.fetch("select * from bonus_fund order by id")

    async def opened():
        async with life.database.writing(life.hr) as session:
            await opening.open_funds(session, life.hr, commune, 2026)

    assert (await refused(opened())).code == code
    with pytest.raises(Exception, match=r"shares this fund out|closed fund"):
        await owner.execute("update bonus_fund set amount_vnd = amount_vnd + 1 where unit_id = $1", commune)
    assert await owner.fetch("select * from bonus_fund order by id") == before
