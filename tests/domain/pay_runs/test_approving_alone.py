"""An approval and whoever changes what its year pays from keep one another out, and nobody waits for the other."""

import asyncio
from datetime import date

import asyncpg
import pytest

from domain.clock import now
from domain.database.errors import refusal_from
from domain.errors import Conflict
from domain.pay_runs import service
from domain.people.service import Grade, latest_holding, set_grade

SOMEBODY = """
    select o.employee_id from occupancy o join position p on p.id = o.position_id
    where not p.leader and not exists (select from pay_line l where l.employee_id = o.employee_id)
    order by 1 limit 1
"""
ANOTHER_YEAR = """
    insert into kpi_result (id, employee_id, unit_id, position_id, kpi_id, product_id, month, kind, assigned, completed,
                            quality_failures, delays, source_system, version)
    select gen_random_uuid(), employee_id, unit_id, position_id, kpi_id, product_id, '2025-03-01', kind, 1, 1, 0, 0,
           'ONE-STOP', 1 from kpi_result where employee_id = $1 and month = '2026-03-01' limit 1
"""
SOON = 5


@pytest.fixture
async def reviewed(life, commune):
    """A run that may be approved."""
    return await life.reviewed(await life.made(commune))


@pytest.fixture
async def somebody_else(owner, reviewed):
    """A person whom the run does not pay."""
    return await owner.fetchval(SOMEBODY)


async def graded(life, session, person, day):
    last = await latest_holding(session, person)
    return await set_grade(session, life.hr, person, Grade(3, "B", 12), day, last.id, "Test")


async def approving(life, session, run):
    return await service.approve(session, life.finance, run.id, run.version, "As decided", now())


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2027, 1, 1)])
async def test_an_approval_is_refused_while_a_grade_is_decided_and_not_kept_waiting(
    life, reviewed, somebody_else, owner, trail, day
):
    async with life.database.writing(life.hr) as session:
        await graded(life, session, somebody_else, day)
        async with asyncio.timeout(SOON):
            with pytest.raises(Conflict) as refused:
                await life.approved(reviewed)
        assert await owner.fetchval("select state from pay_run") == "reviewed"
        assert await owner.fetchval("select count(*) from paid_period") == 0

    assert (refused.value.code, refused.value.path) == ("year_in_use", "id")
    assert "Nothing was written; try again in a minute." in refused.value.message
    assert (await life.approved(reviewed)).state == "approved"
    assert (await trail())[-2:] == ["grade.set", "pay_run.approved"]


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2027, 1, 1)])
async def test_a_grade_is_refused_while_a_run_is_approved_and_not_kept_waiting(
    life, reviewed, somebody_else, owner, trail, day
):
    before = await owner.fetchval("select count(*) from grade_holding")
    async with life.database.writing(life.finance) as session:
        await approving(life, session, reviewed)
        async with asyncio.timeout(SOON):
            with pytest.raises(Exception, match="being approved just now") as refused:
                async with life.database.writing(life.hr) as other:
                    await graded(life, other, somebody_else, day)

    refusal = refusal_from(refused.value)
    assert refusal.code == "year_in_use"
    assert refusal.message == (
        "A pay run is being approved just now: send this again in a minute. Nothing was written."
    )
    assert await owner.fetchval("select count(*) from grade_holding") == before
    assert (await trail())[-1] == "pay_run.approved"
    async with life.database.writing(life.hr) as session:
        assert (await graded(life, session, somebody_else, day)).effective_from == day


async def test_results_of_the_year_are_refused_while_it_is_approved_and_those_of_another_are_not(
    life, reviewed, somebody_else, owner
):
    mine = "update kpi_result set evidence = 'x' where employee_id = $1 and month = '2026-03-01'"
    await owner.execute("update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null")
    async with life.database.writing(life.finance) as session:
        await approving(life, session, reviewed)
        with pytest.raises(asyncpg.RestrictViolationError, match="being approved") as refused:
            await owner.execute(mine, somebody_else)
        async with asyncio.timeout(SOON):
            written = await owner.execute(ANOTHER_YEAR, somebody_else)

    assert refused.value.constraint_name == "year_in_use"
    assert written == "INSERT 0 1"
    assert await owner.fetchval("select count(*) from kpi_result where evidence = 'x'") == 0
    await owner.execute(mine, somebody_else)
    assert await owner.fetchval("select count(*) from kpi_result where evidence = 'x'") > 0


async def test_results_of_another_year_do_not_keep_an_approval_out(life, reviewed, somebody_else, owner):
    async with owner.transaction():
        await owner.execute(ANOTHER_YEAR, somebody_else)
        assert (await life.approved(reviewed)).state == "approved"


async def test_whoever_goes_round_the_service_is_refused_too(life, reviewed, somebody_else, owner):
    async with life.database.writing(life.hr) as session:
        await graded(life, session, somebody_else, date(2026, 12, 1))
        with pytest.raises(Exception, match="changes what people are paid from in 2026") as refused:
            async with life.database.writing(life.finance) as other:
                await (await other.connection()).exec_driver_sql(
                    "update pay_run set state = 'approved', version = version + 1, approved_at = now(),"
                    f" approved_by = '{life.finance.id}'"
                )

    assert refusal_from(refused.value).code == "year_in_use"
    assert await owner.fetchval("select state from pay_run") == "reviewed"
    assert await owner.fetchval("select count(*) from paid_period") == 0
