"""What somebody was paid from stays as it is while the line stands in an approved or closed run."""

import re
from datetime import date

import asyncpg
import pytest

from domain.assessments.inputs import Marks
from domain.assessments.service import propose
from domain.errors import Conflict
from domain.people.service import Grade, latest_holding, set_grade
from domain.results.counts import Counts
from domain.results.service import record

MARCH = date(2026, 3, 1)
RESULT = "select * from kpi_result where employee_id = $1 and month = '2026-03-01' order by id limit 1"
_ORDINARY = """
    select o.employee_id from occupancy o join position p on p.id = o.position_id join unit_closure c
    on c.unit_id = o.unit_id where c.ancestor_id = $1 and not p.leader order by 1 limit 1
"""
COMMANDS = {
    "kpi_result": "update kpi_result set evidence = 'x' where employee_id = $1",
    "assessment": "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
    " where employee_id = $1",
    "conduct_finding": "insert into conduct_finding (id, employee_id, unit_id, year, finding, document)"
    " select gen_random_uuid(), id, unit_id, 2026, 'x', 'y' from employee where id = $1",
    "grade_holding": "insert into grade_holding (id, employee_id, unit_id, salary_step_id, effective_from, step_since)"
    " select gen_random_uuid(), employee_id, unit_id, salary_step_id, '2026-12-01', '2026-12-01' from grade_holding"
    " where employee_id = $1 limit 1",
    "occupancy": "insert into occupancy (id, employee_id, unit_id, effective_from, share_bp, acting)"
    " select gen_random_uuid(), id, unit_id, '2026-12-01', 10000, false from employee where id = $1",
}


@pytest.fixture
async def paid(life, commune, owner):
    """A run that paid, and somebody whom it paid."""
    run = await life.paying(commune)
    return run, await owner.fetchval(
        "select l.employee_id from pay_line l join position p on p.id = l.position_id"
        " where l.pay_run_id = $1 and not p.leader order by 1 limit 1",
        run.id,
    )


async def recorded(life, owner, person):
    there = await owner.fetchrow(RESULT, person)
    changed = Counts(person, there["product_id"], MARCH, 3, 0, 0, 0, "ONE-STOP", None, there["version"])
    async with life.database.writing(life.hr) as session:
        return await record(session, life.hr, [changed])


async def graded(life, person, day):
    async with life.database.writing(life.hr) as session:
        last = await latest_holding(session, person)
        return await set_grade(session, life.hr, person, Grade(3, "B", 12), day, last.id, "Test")


async def assessed(life, person):
    async with life.database.writing(life.hr) as session:
        return await propose(session, life.hr, person, "month", MARCH, Marks(2_000), 1)


async def refusal_of(step):
    with pytest.raises(Conflict) as refused:
        await step
    return refused.value


async def test_before_closing_the_way_out_is_to_withdraw_the_approval(life, owner, paid, trail):
    run, person = paid
    before, happened = await owner.fetchrow(RESULT, person), await trail()
    scores = await owner.fetch("select * from assessment where employee_id = $1 order by id", person)

    refusals = [
        await refusal_of(recorded(life, owner, person)),
        await refusal_of(graded(life, person, date(2026, 12, 1))),
        await refusal_of(assessed(life, person)),
    ]

    assert {refusal.code for refusal in refusals} == {"already_paid"}
    assert [refusal.path for refusal in refusals] == [
        "input.0.month",
        "input.effectiveFrom",
        "input.periodStart",
    ]
    for refusal in refusals:
        assert f"PayRun_{run.id} of 2026 is approved" in refusal.message
        assert "have its approval withdrawn" in refusal.message
    assert await owner.fetchrow(RESULT, person) == before
    assert await owner.fetch("select * from assessment where employee_id = $1 order by id", person) == scores
    assert await trail() == happened


async def test_after_closing_there_is_no_way_out_yet(life, owner, paid):
    run, person = paid
    await life.closed(run)

    for step in (
        recorded(life, owner, person),
        graded(life, person, date(2026, 2, 1)),
        assessed(life, person),
    ):
        refusal = await refusal_of(step)

        if refusal.code != "not_after_the_last":
            assert refusal.code == "already_paid"
            says = "is closed: there is no correction in this release yet, so neither changes."
            assert says in refusal.message
            assert "withdrawn" not in refusal.message


async def test_a_withdrawn_approval_lets_what_it_paid_from_change(life, owner, paid):
    run, person = paid
    await life.withdrawn(await life.asked(run))

    assert (await assessed(life, person)).state == "proposed"
    assert (await recorded(life, owner, person))[0].completed == 0


async def test_a_grade_from_a_day_after_the_last_month_begins_is_not_what_was_paid(life, paid):
    _, person = paid

    assert (await graded(life, person, date(2026, 12, 2))).effective_from == date(2026, 12, 2)


async def test_who_is_not_paid_yet_may_change(life, owner, paid):
    run, _ = paid
    other = await owner.fetchval(
        "select o.employee_id from occupancy o join position p on p.id = o.position_id where not p.leader"
        " and not exists (select from pay_line l where l.employee_id = o.employee_id and l.pay_run_id = $1)"
        " order by 1 limit 1",
        run.id,
    )

    assert (await assessed(life, other)).state == "proposed"


@pytest.mark.parametrize("table", COMMANDS)
async def test_not_even_the_owner_changes_what_was_paid_from(owner, paid, table):
    run, person = paid
    before = await owner.fetchval(f"select md5(string_agg(t::text, ',' order by id)) from {table} t")

    with pytest.raises(
        asyncpg.RestrictViolationError,
        match=f"PayRun_{run.id} of 2026 is approved and pays from this: have its approval withdrawn",
    ):
        await owner.execute(COMMANDS[table], person)

    assert await owner.fetchval(f"select md5(string_agg(t::text, ',' order by id)) from {table} t") == before


async def test_a_result_of_a_confirmed_month_needs_a_second_person(life, owner, commune, trail):
    person = await owner.fetchval(_ORDINARY, commune)

    refusal = await refusal_of(recorded(life, owner, person))

    assert (refusal.code, refusal.path) == ("month_confirmed", "input.0.month")
    assert re.findall(r"\((\w+)\)", refusal.message) == ["proposeAssessment", "confirmAssessment"]
    assert "send this change; assess it once more" in refusal.message
    assert await trail() == []
    with pytest.raises(asyncpg.RestrictViolationError, match="the month is confirmed"):
        await owner.execute("update kpi_result set evidence = 'x' where employee_id = $1", person)
    await assessed(life, person)
    assert (await recorded(life, owner, person))[0].completed == 0
    assert (
        await owner.fetchval(
            "select state from assessment where employee_id = $1 and period = 'month' and period_start = $2",
            person,
            MARCH,
        )
        == "proposed"
    )
