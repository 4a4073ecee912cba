"""Rows that one may not see are not there: for every table there is."""

from datetime import timedelta

import asyncpg
import pytest
from sqlalchemy import text

from domain.areas import METADATA
from domain.clock import today

# Nobody reads these at all: functions of the database open what one may.
SHUT = {"account_session", "client_document", "pay_line_values", "secret"}
TABLES = sorted(METADATA.tables.keys() - SHUT)
VIEWS = ["audit_event_seen", "pay_line_step", "pay_run_step_seen", "unit_closure", "unit_now"]
# Law, organisation, goals and regulations are everybody's; so is the proof of the trail, which names nobody.
PUBLIC = {
    "audit_seal", "audit_seal_event", "audit_unsealed", "base_salary", "kpi", "kpi_set", "kpi_set_kpi", "kpi_state",
    "leadership_allowance", "national_grade", "peer_group",
    "peer_group_state", "policy_goal", "policy_goal_state",
    "position", "position_kpi", "position_kpi_state", "position_state", "product", "product_coefficient", "regulation",
    "salary_coefficient", "salary_step", "step_sentence", "translation",
    "unit", "unit_ancestor", "unit_closure", "unit_now", "unit_state", "unit_succession",
}  # fmt: skip
PEOPLE = ["assessment", "grade_holding", "kpi_result", "occupancy", "pay_line"]
OF_UNITS = sorted(
    name for name, table in METADATA.tables.items() if "unit_id" in table.columns and name not in PUBLIC
)

# Everybody on hold, and left out by the run.
HELD = """
    set session_replication_role = replica;
    insert into payment_hold
    select distinct on (l.employee_id) gen_random_uuid(), 1, l.employee_id, l.unit_id, 'bonus', 'year',
        '2026-01-01', 'x', r.made_by, now()
    from pay_line l join pay_run r on r.id = l.pay_run_id;
    insert into pay_run_exclusion select gen_random_uuid(), l.pay_run_id, l.employee_id, l.unit_id, h.id
    from pay_line l join payment_hold h on h.employee_id = l.employee_id and h.unit_id = l.unit_id;
    insert into allowance (id, effective_from, employee_id, unit_id, kind, value)
    select gen_random_uuid(), '2026-01-01', id, unit_id, 'hard_area_years', 5 from employee;
    insert into contract_pay (id, effective_from, employee_id, unit_id, monthly_vnd)
    select gen_random_uuid(), '2026-01-01', id, unit_id, 8000000 from employee;
    insert into leave (id, effective_from, employee_id, unit_id, kind)
    select gen_random_uuid(), '2026-01-01', id, unit_id, 'sick_leave' from employee;
    insert into target (id, version, employee_id, unit_id, position_id, product_id, month, quantity, due_on)
    select distinct on (r.employee_id, r.month, r.product_id) gen_random_uuid(), 1, r.employee_id, r.unit_id,
        r.position_id, r.product_id, r.month, 1, r.month
    from kpi_result r;
    set session_replication_role = origin
"""


async def seen(attempt, actor, table, column="1"):
    return [row[0] for row in await attempt(actor, f"select {column} from {table}")]


async def test_nobody_sees_anything_without_signing_in(database, computed_run):
    async with database.sessions.begin() as session:
        await session.execute(text("set local meritgrid.day = '2026-12-31'"))

        for table in (*TABLES, *VIEWS):
            assert (await session.execute(text(f"select * from {table} limit 1"))).all() == [], table


@pytest.mark.parametrize("table", sorted(SHUT))
async def test_nobody_reads_what_is_shut(attempt, mighty, computed_run, owner, table):
    await owner.execute(
        "insert into client_document select 'portal', encode(sha256('{ me { id } }'), 'hex'), '{ me { id } }', now()"
    )
    await owner.execute(
        "insert into account_session select sha256('secret'), id, now(), now(), 1800, now() from account limit 1"
    )
    assert await owner.fetchval(f"select count(*) from {table}") > 0

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, f"select * from {table}")


async def test_nobody_without_rights_sees_more_than_what_is_everybodys(
    attempt, stranger, computed_run, owner
):
    await owner.execute("set meritgrid.day = '2026-12-31'")
    everything = (*TABLES, *VIEWS)
    filled = {table for table in everything if await owner.fetchval(f"select exists (select from {table})")}

    visible = {table for table in everything if await seen(attempt, stranger, table)}

    assert visible == (PUBLIC & filled) | {"account"}
    assert await seen(attempt, stranger, "account", "id") == [stranger.id]
    assert {"pay_line", "pay_run", "snapshot_frame", "audit_event", "bonus_fund"} <= filled


async def test_nobody_sees_somebody_elses_file(
    attempt, actor_named, computed_run, owner, hr, finance, database
):
    employee = await actor_named("employee")
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = 'approved', reviewed_by = $1, approved_by = $1", finance.id
    )

    for table in PEOPLE:
        assert set(await seen(attempt, employee, table, "employee_id")) == {employee.id}, table
    assert await seen(attempt, employee, "employee", "id") == [employee.id]
    assert set(await seen(attempt, employee, "pay_line_step", "pay_line_id")) == set(
        await seen(attempt, employee, "pay_line", "id")
    )
    assert await seen(attempt, employee, "pay_run_trace") == []
    assert await seen(attempt, employee, "pay_run_columns") == []
    assert await seen(attempt, employee, "snapshot_frame") == []


async def test_nobody_sees_their_pay_before_it_is_approved(attempt, actor_named, computed_run):
    employee = await actor_named("employee")

    assert await seen(attempt, employee, "pay_line") == []
    assert await seen(attempt, employee, "pay_line_step") == []
    assert await seen(attempt, employee, "pay_run") == []


async def test_nobody_sees_rows_of_another_unit(attempt, local, computed_run, owner, hr, finance):
    closure = await owner.fetch("select unit_id from unit_closure where ancestor_id = $1", local.unit)
    below = {row["unit_id"] for row in closure}
    await owner.execute(
        "insert into access_request select gen_random_uuid(), $1, 'people.read', unit_id, '2026-01-01', null, '{}', $2"
        " from unit_state",
        hr.id,
        finance.id,
    )
    await owner.execute(
        "insert into paid_period (employee_id, kind, period, period_start, unit_id, pay_run_id)"
        " select employee_id, 'bonus', 'year', '2026-01-01', unit_id, pay_run_id from pay_line"
    )
    await owner.execute(HELD)

    for table in OF_UNITS:
        rows = await attempt(local.actor, f"select unit_id from {table}")

        assert {row["unit_id"] for row in rows} <= below, table
        assert await owner.fetchval(f"select count(*) from {table}") > 0, table


async def test_nobody_who_asks_what_rules_cost_sees_a_person(attempt, actor_named, computed_run):
    legislator = await actor_named("legislator")

    for table in (
        "employee",
        *PEOPLE,
        "conduct_finding",
        "pay_line_step",
        "pay_run_trace",
        "pay_run_columns",
        "audit_event",
        "bonus_fund",
        "snapshot",
        "snapshot_frame",
    ):
        assert await seen(attempt, legislator, table) == [], table


async def test_nobody_sees_through_a_right_that_has_ended_or_not_begun(attempt, owner, mighty):
    await owner.execute("set session_replication_role = replica")
    for first, until in ((today() - timedelta(9), today()), (today() + timedelta(1), None)):
        await owner.execute(
            "update access_grant set effective_from = $2, effective_until = $3 where account_id = $1",
            mighty.id,
            first,
            until,
        )

        assert await seen(attempt, mighty, "employee") == [], first


async def test_nobody_else_sees_the_answers_to_ones_requests(attempt, owner, mighty, hr):
    await owner.execute(
        "insert into answered_request values ($1, 'k', 'o', 'h', now(), '\"PayRun_1\"')", hr.id
    )

    assert await seen(attempt, mighty, "answered_request") == []
    assert await seen(attempt, hr, "answered_request", "key") == ["k"]
