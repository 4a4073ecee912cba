"""Nobody is approved twice for one year, at, above or below the unit; and a run that may not be paid has a way out."""

import asyncio

import asyncpg
import pytest

from domain.clock import now
from domain.errors import Conflict, Refusal
from domain.pay_runs import service

PAID = "select count(*), count(distinct employee_id) from paid_period"
TWICE = """
    select count(*) from (select l.employee_id from pay_line l join pay_run r on r.id = l.pay_run_id
    where r.state in ('approved', 'closed') group by l.employee_id, l.unit_id, r.year having count(*) > 1) twice
"""
SPENT = """
    select f.unit_id from bonus_fund f left join pay_line l on l.unit_id = f.unit_id
           and l.pay_run_id in (select id from pay_run where state in ('approved', 'closed'))
    group by f.unit_id, f.spent_vnd having f.spent_vnd <> coalesce(sum(l.amount_vnd), 0)
"""


@pytest.fixture
def refused(owner):
    """What a step says, and that it changed nothing about who is paid."""

    async def ask(step):
        before = await owner.fetchrow(PAID)
        with pytest.raises(Refusal) as refusal:
            await step
        assert await owner.fetchrow(PAID) == before
        assert await owner.fetchval(TWICE) == 0
        assert await owner.fetch(SPENT) == []
        return refusal.value

    return ask


@pytest.mark.parametrize(
    ("first", "second"), [("commune", "commune"), ("commune", "province"), ("province", "commune")]
)
async def test_a_second_run_at_above_or_below_the_unit_is_not_approved(
    life, province, commune, owner, refused, first, second
):
    units = {"province": province, "commune": commune}
    later = await life.reviewed(await life.made(units[second]))
    earlier = await life.paying(units[first])

    refusal = await refused(life.approved(later))

    shared = await owner.fetchval(
        "select count(distinct employee_id) from pay_line a join pay_line b using (employee_id, unit_id)"
        " where a.pay_run_id = $1 and b.pay_run_id = $2",
        earlier.id,
        later.id,
    )
    assert refusal.code == "already_paid"
    assert refusal.message.startswith(f"{shared} of its people are paid for 2026 by PayRun_{earlier.id}")
    assert "discard this run" in refusal.message
    assert (await life.discarded(later)).state == "discarded"


async def test_a_second_run_is_not_even_reviewed(life, commune, refused):
    await life.paying(commune)

    assert (await refused(life.reviewed(await life.made(commune)))).code == "already_paid"


async def test_a_run_beside_the_unit_is_approved(life, owner, commune):
    department = await owner.fetchval("select unit_id from unit_state where kind = 'department' limit 1")
    await life.paying(commune)

    assert (await life.paying(department)).state == "approved"
    assert await owner.fetchval(TWICE) == 0
    assert await owner.fetch(SPENT) == []


async def test_of_two_approvals_at_once_one_is_refused(life, commune, owner):
    runs = [await life.reviewed(await life.made(commune, title)) for title in ("A", "B")]

    answers = await asyncio.gather(*(life.approved(run) for run in runs), return_exceptions=True)

    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "PayRun"]
    assert await owner.fetchval("select count(*) from pay_run where state = 'approved'") == 1
    assert await owner.fetchval(TWICE) == 0


async def test_the_key_refuses_whoever_goes_round_the_service(life, commune, owner):
    await life.paying(commune)

    with pytest.raises(asyncpg.UniqueViolationError, match="pk_paid_period"):
        await owner.execute("insert into paid_period select * from paid_period limit 1")


async def test_an_approval_takes_from_the_funds_what_its_lines_say(life, commune, owner):
    run = await life.paying(commune)

    fund = await owner.fetchrow(
        "select amount_vnd, spent_vnd, state from bonus_fund where unit_id = $1", commune
    )
    assert tuple(fund) == (run.total_vnd, run.total_vnd, "open")
    assert await owner.fetchval("select count(*) from bonus_fund where spent_vnd > 0") == 1


async def test_no_more_is_spent_than_the_fund_holds(life, commune, owner, refused):
    run = await life.reviewed(await life.made(commune))
    await owner.execute("update bonus_fund set amount_vnd = amount_vnd - 1 where unit_id = $1", commune)

    with pytest.raises(Exception, match="spends_at_most_the_fund"):
        await owner.execute("update bonus_fund set spent_vnd = amount_vnd + 1 where unit_id = $1", commune)
    with pytest.raises(Exception, match="was opened again since"):
        await life.approved(run)

    assert await owner.fetchval("select state from pay_run") == "reviewed"
    assert tuple(await owner.fetchrow(PAID)) == (0, 0)
    assert (await life.discarded(run)).state == "discarded"


async def test_closing_closes_the_funds_that_the_run_paid_and_no_other(life, commune, owner):
    await life.closed(await life.paying(commune))

    closed = await owner.fetch("select unit_id from bonus_fund where state = 'closed'")
    assert [row["unit_id"] for row in closed] == [commune]


async def test_two_people_withdraw_an_approval_before_closing(life, commune, owner, trail):
    asked = await life.asked(await life.paying(commune))
    assert (asked.state, asked.withdrawal_asked_by) == ("approved", life.finance.id)

    back = await life.withdrawn(asked)

    assert (back.state, back.version) == ("computed", 5)
    assert [back.reviewed_by, back.approved_by, back.withdrawal_asked_by] == [None] * 3
    assert tuple(await owner.fetchrow(PAID)) == (0, 0)
    assert (
        await owner.fetchval("select count(*) from bonus_fund where spent_vnd <> 0 or state <> 'open'") == 0
    )
    assert (await trail())[-2:] == ["pay_run.withdrawal_asked", "pay_run.approval_withdrawn"]
    reasons = await owner.fetch("select reason from audit_event where happened ~ 'withdra' order by at, id")
    assert [row["reason"] for row in reasons] == ["Wrong grades", "Wrong grades, indeed"]


async def test_a_withdrawn_run_is_approved_again_or_set_aside(life, commune, owner):
    back = await life.withdrawn(await life.asked(await life.paying(commune)))

    again = await life.approved(await life.reviewed(back))
    assert tuple(await owner.fetchrow(PAID)) == (again.people, again.people)
    back = await life.withdrawn(await life.asked(again))
    assert (await life.discarded(back)).state == "discarded"
    assert (await life.paying(commune)).state == "approved"


async def test_nobody_withdraws_alone(life, commune, owner, refused):
    asked = await life.asked(await life.paying(commune))

    assert (await refused(life.withdrawn(asked, by=life.finance))).code == "withdrawal_asked_yourself"
    assert await owner.fetchval("select state from pay_run") == "approved"


async def test_nobody_withdraws_what_nobody_asked_for(life, commune, refused):
    run = await life.paying(commune)

    assert (await refused(life.withdrawn(run))).code == "withdrawal_not_asked"
    assert (await refused(life.kept(run))).code == "withdrawal_not_asked"
    asked = await life.asked(run)
    assert (await refused(life.asked(asked, by=life.hr))).code == "withdrawal_asked"


async def test_a_run_is_not_closed_while_its_withdrawal_is_asked_for(life, commune, owner, refused, trail):
    asked = await life.asked(await life.paying(commune))

    assert (await refused(life.closed(asked))).code == "withdrawal_asked"
    closed = await life.closed(await life.kept(asked))

    assert closed.state == "closed"
    assert (await trail())[-2:] == ["pay_run.approval_kept", "pay_run.closed"]


async def test_a_closed_run_is_not_withdrawn(life, commune, refused):
    closed = await life.closed(await life.paying(commune))

    assert (await refused(life.asked(closed))).code == "pay_run_closed"


async def test_the_database_lets_nobody_withdraw_alone_either(life, commune, owner, database):
    run = await life.paying(commune)
    back = "update pay_run set state = 'computed', version = version + 1, reviewed_by = null, reviewed_at = null,"
    back += " approved_by = null, approved_at = null, withdrawal_asked_by = null, withdrawal_asked_at = null"

    for _ in range(2):
        with pytest.raises(Exception, match="by somebody else than who asked"):
            async with database.writing(life.finance) as session:
                await (await session.connection()).exec_driver_sql(back)
        run = run if run.withdrawal_asked_by else await life.asked(run)

    assert await owner.fetchval("select state from pay_run") == "approved"


async def test_who_may_only_see_a_run_decides_nothing(life, commune, database, actor_named, owner):
    run, auditor = await life.paying(commune), await actor_named("auditor")

    with pytest.raises(Refusal) as refused:
        async with database.writing(auditor) as session:
            await service.review(session, auditor, run.id, run.version, now())

    assert refused.value.code == "forbidden"
    assert not isinstance(refused.value, Conflict)
    assert await owner.fetchval("select version from pay_run") == run.version
