"""The database refuses what is not told, and what is told of nothing: asked as the application, by SQL of one's own."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from domain.actor import SYSTEM, Actor
from domain.audit import service as audit
from domain.audit.hashing import events
from domain.database.sessions import raw
from domain.database.tables import new_id
from domain.verification.verify import verify

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
RECORD = "select meritgrid_record($1, $2, $3, $4, $5, '', null, $6)"


async def province(owner: Any) -> UUID:
    found: UUID = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    return found


async def attempt(database, actor: Actor, *statements: Any) -> None:
    async with database.writing(actor) as session:
        connection = await raw(session)
        for sql, *binds in statements:
            await connection.execute(sql, *binds)


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
    assert event["leaf"] == events.leaf(event)
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
        "select happened, actor_id, after from audit_event where subject = $1", f"Account_{mai}"
    )
    assert [event["happened"] for event in told] == ["account.created", "account.changed"]
    assert {event["actor_id"] for event in told} == {SYSTEM.id}
    assert "idp|mai" in told[0]["after"]
    assert "idp|lan" in told[1]["after"]
    assert (await verify(owner)).difference is None


SEVERAL = (
    "insert into kpi_result (id, employee_id, unit_id, position_id, kpi_id, product_id, month, assigned, completed,"
    " quality_failures, delays, source_system, evidence, version) select v.id, r.employee_id, r.unit_id, position_id,"
    " kpi_id, product_id, v.month, 1, v.done, 0, 0, source_system, evidence, 1"
    " from (select * from kpi_result order by id limit 1) r, (values"
    f" ('{NEW}'::uuid, '2027-01-01'::date, 0), ('{OTHER}', '2027-02-01', 1)) v (id, month, done)"
)


@pytest.mark.parametrize(
    ("elsewhere", "subject", "after"),
    [
        (False, "Unit_{0}", '{"lie": "everything completed"}'),
        (False, "Unit_{0}", '{"completed": 1}'),
        (False, "Unit_{0}", f'{{"KpiResult_{NEW}": {{"completed": 0}}}}'),
        (False, "Unit_{0}", f'{{"KpiResult_{NEW}": {{"completed": 0}}, "KpiResult_{OTHER}": {{"completed": 0}}}}'),
        (False, "Unit_{0}", f'{{"KpiResult_{NEW}": {{"completed": 0}}, "KpiResult_{OTHER}": {{}}}}'),
        (False, "Unit_{0}", "{}"),
        (False, "Unit_{0}", None),
        (False, f"KpiResult_{NEW}", '{"version": 1}'),
        (True, "Unit_{0}", '{"version": 1}'),
        (True, "Unit_{0}", '{"lie": "everything completed"}'),
    ],
)
async def test_an_event_of_several_rows_speaks_of_their_unit_and_of_each(
    database, owner, demo, actor_named, elsewhere, subject, after
):
    hr = await actor_named("hr")
    unit = await owner.fetchval("select unit_id from kpi_result order by id limit 1")
    if elsewhere:
        unit = await owner.fetchval("select unit_id from kpi_result where unit_id <> $1 limit 1", unit)
    tell = (RECORD, new_id(), hr.id, "results.recorded", subject.format(unit), unit, after)

    with pytest.raises(asyncpg.CheckViolationError, match="another unit or subject|says nothing of the row"):
        await attempt(database, hr, (SEVERAL,), tell)

    assert await owner.fetchval("select count(*) from kpi_result where id = any($1)", [NEW, OTHER]) == 0


@pytest.mark.parametrize(
    "after",
    [
        '{"version": 1, "results": 2}',
        f'{{"KpiResult_{NEW}": {{"completed": 0}}, "KpiResult_{OTHER}": {{"completed": 1, "version": 1}}}}',
    ],
)
async def test_an_event_of_several_rows_says_what_is_true_of_all_or_of_each(
    database, owner, demo, actor_named, after
):
    hr = await actor_named("hr")
    unit = await owner.fetchval("select unit_id from kpi_result order by id limit 1")

    await attempt(
        database, hr, (SEVERAL,), (RECORD, new_id(), hr.id, "results.recorded", f"Unit_{unit}", unit, after)
    )

    told = await owner.fetchrow("select rows, after from audit_event where happened = 'results.recorded'")
    assert (told["rows"], told["after"]) == (2, after)
    assert (await verify(owner)).difference is None


async def test_several_funds_are_told_of_a_unit_above_them_and_of_no_other(database, owner, demo, actor_named):
    hr, top = await actor_named("hr"), await province(owner)
    one, another = [
        row["unit_id"] for row in await owner.fetch("select unit_id from bonus_fund order by id limit 2")
    ]
    touched = "update bonus_fund set salary_fund_vnd = salary_fund_vnd where unit_id = any($1)"

    def tell(unit, year):
        return (RECORD, new_id(), hr.id, "funds.opened", f"Unit_{unit}", unit, f'{{"year": {year}, "funds": 2}}')

    for wrong in (tell(one, 2026), tell(top, 2027)):
        with pytest.raises(asyncpg.CheckViolationError):
            await attempt(database, hr, (touched, [one, another]), wrong)
    assert await owner.fetchval("select count(*) from audit_event where happened = 'funds.opened'") == 0

    await attempt(database, hr, (touched, [one, another]), tell(top, 2026))

    assert await owner.fetchval("select rows from audit_event where happened = 'funds.opened'") == 2


async def test_an_event_whose_subjects_did_not_change_is_refused(database, owner, computed_run, mighty_in_funds):
    """Another table that it may name did: that is another event's to tell."""
    fund, top = await owner.fetchval("select unit_id from bonus_fund order by id limit 1"), await province(owner)
    run = f"PayRun_{computed_run}"
    tell = (RECORD, new_id(), mighty_in_funds.id, "pay_run.approved", run, top, '{"year": 2026}')

    with pytest.raises(asyncpg.CheckViolationError, match="nothing of pay_run changed"):
        await attempt(database, mighty_in_funds, (FUND, fund), tell)

    assert await owner.fetchval("select count(*) from audit_event where happened = 'pay_run.approved'") == 0


@pytest.fixture
async def mighty_in_funds(owner, actor_named):
    """Somebody who opens funds, and approves."""
    finance = await actor_named("finance")
    await owner.execute(
        "insert into access_grant select gen_random_uuid(), $1, verb, $2, '2026-01-01'"
        " from unnest(array['fund.open', 'pay_run.approve']) verb on conflict do nothing",
        finance.id,
        await province(owner),
    )
    return finance
