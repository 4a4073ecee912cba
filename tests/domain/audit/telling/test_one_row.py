"""The database refuses what is not told, and what is told of nothing: asked as the application, by SQL of one's own."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from domain.actor import SYSTEM
from domain.audit import service as audit
from domain.audit.hashing import events
from domain.database.tables import new_id
from domain.verification.verify import verify
from tests.domain.audit.conftest import RECORD, attempt, province, salt

# A result of a month that nobody assessed yet.
SCORE = (
    "insert into kpi_result (id, employee_id, unit_id, position_id, kpi_id, product_id, month, assigned, completed,"
    " quality_failures, delays, source_system, evidence, version) select '{0}', employee_id, unit_id, position_id,"
    " kpi_id, product_id, '2027-0{1}-01', 1, 1, 0, 0, source_system, evidence, 1 from kpi_result order by id limit 1"
)
NEW, OTHER = UUID("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000"), UUID("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0001")
CHANGES = {
    "score": SCORE.format("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000", 1),
    "grant": "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
    " select gen_random_uuid(), (select id from account where subject = 'demo|legislator'), 'people.read',"
    " unit_id, '2027-01-01' from unit_state where kind = 'province'",
    "grade": "insert into grade_holding select gen_random_uuid(), '2031-01-01', employee_id, unit_id,"
    " salary_step_id, '2031-01-01' from grade_holding order by id limit 1",
    "run": "update pay_run set state = 'discarded', version = version + 1",
}


@pytest.mark.parametrize("kind", CHANGES)
async def test_a_change_that_nobody_tells_is_not_kept(database, owner, computed_run, actor_named, kind):
    who = await actor_named("admin" if kind == "grant" else "hr")
    told = await owner.fetchval("select count(*) from audit_event")
    counted = "select count(*), max(number) from audit_set"
    before = tuple(await owner.fetchrow(counted))

    with pytest.raises(Exception, match="not told"):
        await attempt(database, who, (CHANGES[kind],))

    assert tuple(await owner.fetchrow(counted)) == before
    assert await owner.fetchval("select count(*) from audit_event") == told
    assert (await verify(owner)).difference is None


async def test_two_changes_need_more_than_the_event_of_one(database, owner, demo, actor_named):
    hr = await actor_named("hr")
    unit = await owner.fetchval("select unit_id from kpi_result order by id limit 1")
    tell = (RECORD, new_id(), hr.id, "result.recorded", f"KpiResult_{NEW}", unit, '{"version": 1}')

    with pytest.raises(Exception, match="not told"):
        await attempt(database, hr, (CHANGES["score"],), tell, (SCORE.format(OTHER, 2),))

    assert await owner.fetchval("select count(*) from kpi_result where month > '2026-12-31'") == 0
    await attempt(database, hr, (CHANGES["score"],), tell)
    assert await owner.fetchval("select count(*) from kpi_result where month > '2026-12-31'") == 1
    assert (await verify(owner)).difference is None


async def test_an_event_of_nothing_is_refused(database, owner, computed_run, actor_named):
    """Nothing happened, so nothing can be told of it: not even by who may do it."""
    finance = await actor_named("finance")
    unit = await province(owner)
    tell = (RECORD, new_id(), finance.id, "pay_run.approved", f"PayRun_{computed_run}", unit, "{}")

    with pytest.raises(asyncpg.CheckViolationError, match="nothing of pay_run changed"):
        await attempt(database, finance, tell)

    assert await owner.fetchval("select count(*) from audit_event where happened = 'pay_run.approved'") == 0


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("pay_run.forged", "no event is called"),
        ("pay_run.approved", "may not pay_run.approve"),
        ("administration.loaded", "may not load"),
    ],
)
async def test_an_event_takes_a_declared_name_and_its_right(
    database, owner, computed_run, actor_named, name, match
):
    auditor = await actor_named("auditor")
    before = await owner.fetchval("select count(*) from audit_event")
    tell = (RECORD, new_id(), auditor.id, name, f"PayRun_{computed_run}", await province(owner), "{}")

    with pytest.raises(asyncpg.PostgresError, match=match):
        await attempt(database, auditor, tell)

    assert await owner.fetchval("select count(*) from audit_event") == before


@pytest.mark.parametrize(
    ("subject", "after"),
    [
        ("KpiResult_{0}", '{"completed": 77777}'),
        ("KpiResult_{0}", '{"version": 9}'),
        ("KpiResult_{0}", "{}"),
        ("KpiResult_{0}", None),
        ("KpiResult_{0}", '{"nothing": 1}'),
        ("KpiResult_{1}", '{"version": 1}'),
        ("Employee_{2}", '{"version": 1}'),
        ("Unit_{3}", '{"version": 1}'),
        ("{0}", '{"version": 1}'),
    ],
)
async def test_an_event_that_contradicts_its_row_is_refused(
    database, owner, demo, actor_named, subject, after
):
    hr = await actor_named("hr")
    person, unit = await owner.fetchrow("select employee_id, unit_id from kpi_result order by id limit 1")
    about = subject.format(NEW, OTHER, person, unit)
    tell = (RECORD, new_id(), hr.id, "result.recorded", about, unit, after)

    with pytest.raises(asyncpg.CheckViolationError):
        await attempt(database, hr, (CHANGES["score"],), tell)

    assert await owner.fetchval("select count(*) from kpi_result where id = $1", NEW) == 0


FUND = "update bonus_fund set salary_fund_vnd = salary_fund_vnd where unit_id = $1"


async def test_one_fund_is_told_of_the_unit_that_funds_were_opened_for_and_of_no_other(
    database, owner, demo, actor_named
):
    hr, top = await actor_named("hr"), await province(owner)
    one, another = [
        row["unit_id"] for row in await owner.fetch("select unit_id from bonus_fund order by id limit 2")
    ]

    def tell(unit):
        return (RECORD, new_id(), hr.id, "funds.opened", f"Unit_{unit}", unit, '{"year": 2026}')

    with pytest.raises(asyncpg.CheckViolationError, match="names another unit"):
        await attempt(database, hr, (FUND, one), tell(another))
    for unit in (top, one):
        await attempt(database, hr, (FUND, one), tell(unit))

    told = "select count(*) from audit_event where happened = 'funds.opened'"
    assert await owner.fetchval(told) == 2
    assert (await verify(owner)).difference is None


async def test_nobody_tells_in_anothers_name_and_nobody_chooses_the_moment(
    database, owner, demo, actor_named
):
    hr, legislator = await actor_named("hr"), await actor_named("legislator")
    unit = await province(owner)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(
            database, legislator, (RECORD, new_id(), hr.id, "scenario.simulated", "Unit_1", unit, None)
        )
    async with database.writing(legislator) as session:
        told = await audit.tell(session, legislator, "scenario.simulated", f"Unit_{unit}", unit_id=unit)

    event = await owner.fetchrow("select * from audit_event where id = $1", told)
    assert abs(event["at"] - datetime.now(UTC)) < timedelta(minutes=1)
    assert event["day"] is not None
    assert event["leaf"] == events.leaf(event, await salt(owner, event))
    assert (event["tables"], event["rows"], event["rows_root"]) == (None, None, None)


async def test_the_application_seals_nothing_but_what_is_there(database, owner, demo):
    """Not even as the system account, which it may claim to be."""
    for forged in (
        "insert into audit_seal values (1, 0, '', '', now())",
        "insert into audit_seal_event values (gen_random_uuid(), 1, 0)",
        "insert into audit_unsealed values (gen_random_uuid())",
        "delete from audit_unsealed",
        "update audit_set set event_id = null",
        "select meritgrid_tell(gen_random_uuid(), gen_random_uuid(), 'x.y', 'z', null, '', null, null, null)",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(database, SYSTEM, (forged,))

    sealed = await audit.seal(database)
    assert sealed is not None
    assert sealed.events == await owner.fetchval("select count(*) from audit_event")
    assert (await verify(owner)).difference is None


async def test_a_batch_is_one_event_with_the_root_over_its_rows(owner, computed_run):
    event = await owner.fetchrow("select * from audit_event where happened = 'pay_run.computed'")
    lines = await owner.fetchval("select count(*) from pay_line")

    assert (event["tables"], event["rows"]) == ("pay_line pay_run", lines + 1)
    assert len(event["rows_root"]) == 32
    assert (await verify(owner)).difference is None


async def test_an_account_opened_by_hand_is_told_as_such(owner, demo):
    mai = new_id()
    await owner.execute("insert into account values ($1, 'idp|mai', 'Mai')", mai)
    await owner.execute("update account set subject = 'idp|lan' where id = $1", mai)

    told = await owner.fetch(
        "select happened, actor_id, after from audit_event where subject = $1 order by at", f"Account_{mai}"
    )
    assert [event["happened"] for event in told] == ["account.created", "account.changed"]
    assert {event["actor_id"] for event in told} == {SYSTEM.id}
    assert "idp|mai" in told[0]["after"]
    assert "idp|lan" in told[1]["after"]
    assert (await verify(owner)).difference is None
