"""An event of several rows speaks of their unit and of each of them: asked as the application, by SQL of one's own."""

from uuid import UUID

import asyncpg
import pytest

from domain.database.tables import new_id
from domain.verification.verify import verify
from tests.domain.audit.conftest import RECORD, attempt, province

NEW, OTHER = UUID("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000"), UUID("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0001")
FUND = "update bonus_fund set salary_fund_vnd = salary_fund_vnd where unit_id = $1"
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
        (
            False,
            "Unit_{0}",
            f'{{"KpiResult_{NEW}": {{"completed": 0}}, "KpiResult_{OTHER}": {{"completed": 0}}}}',
        ),
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

    with pytest.raises(asyncpg.CheckViolationError, match=r"another unit or subject|says nothing of the row"):
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


async def test_several_funds_are_told_of_a_unit_above_them_and_of_no_other(
    database, owner, demo, actor_named
):
    hr, top = await actor_named("hr"), await province(owner)
    one, another = [
        row["unit_id"] for row in await owner.fetch("select unit_id from bonus_fund order by id limit 2")
    ]
    touched = "update bonus_fund set salary_fund_vnd = salary_fund_vnd where unit_id = any($1)"

    def tell(unit, year):
        return (
            RECORD,
            new_id(),
            hr.id,
            "funds.opened",
            f"Unit_{unit}",
            unit,
            f'{{"year": {year}, "funds": 2}}',
        )

    for wrong in (tell(one, 2026), tell(top, 2027)):
        with pytest.raises(asyncpg.CheckViolationError):
            await attempt(database, hr, (touched, [one, another]), wrong)
    assert await owner.fetchval("select count(*) from audit_event where happened = 'funds.opened'") == 0

    await attempt(database, hr, (touched, [one, another]), tell(top, 2026))

    assert await owner.fetchval("select rows from audit_event where happened = 'funds.opened'") == 2


async def test_an_event_whose_subjects_did_not_change_is_refused(
    database, owner, computed_run, mighty_in_funds
):
    """Another table that it may name did: that is another event's to tell."""
    fund, top = (
        await owner.fetchval("select unit_id from bonus_fund order by id limit 1"),
        await province(owner),
    )
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
