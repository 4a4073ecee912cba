"""Rows and guards changed by a superuser with every trigger off are named."""

import pytest

from domain.audit.service import seal
from domain.database.sessions import Database
from tests.domain.audit.conftest import differing

ATTACKS = {
    "AccessGrant": "insert into access_grant select gen_random_uuid(), account_id, 'pay_run.approve', unit_id,"
    " effective_from, null from access_grant limit 1",
    "Account": "update account set subject = 'idp|thief' where subject = 'demo|finance'",
    "Assessment": "update assessment set score_hundredths = score_hundredths - 1"
    " where id = (select assessment_id from pay_line limit 1)",
    "KpiResult": "update kpi_result set evidence = evidence || 'x' where ctid = (select ctid from kpi_result limit 1)",
    "BonusFund": "update bonus_fund set amount_vnd = amount_vnd + 1"
    " where ctid = (select ctid from bonus_fund limit 1)",
    "Regulation": "update regulation set parameters = json_build_object('x', 1)",
    "GradeHolding": "delete from grade_holding where ctid = (select ctid from grade_holding limit 1)",
}


@pytest.mark.parametrize("kind", ATTACKS)
async def test_a_row_changed_with_triggers_off_is_named(superuser, kind):
    await superuser.execute(_columns(ATTACKS[kind]))

    what, part = await differing(superuser)

    assert what.startswith(f"{kind}_")
    assert part in ("the hash of what it says", "the event that tells of it", "it")


def _columns(statement: str) -> str:
    listed = "insert into access_grant (id, account_id, verb, unit_id, effective_from, effective_until)"
    return statement.replace("insert into access_grant", listed)


GUARDS = {
    "The row security of pay_line": "alter table pay_line disable row level security",
    "The trigger audit_event.audit_event_append_only": "alter table audit_event disable trigger all",
    "The trigger pay_line.pay_line_append_only": "drop trigger pay_line_append_only on pay_line",
    "The policy pay_line.all_of_it": "create policy all_of_it on pay_line using (true)",
    "The function meritgrid_may(uuid,text,uuid)": "create or replace function meritgrid_may(actor uuid, wanted text,"
    " unit uuid) returns boolean language sql as 'select true'",
    "The grant on pay_run to meritgrid_app": "grant delete on pay_run to meritgrid_app",
    "The grant on access_grant.verb to meritgrid_app": "grant update (verb) on access_grant to meritgrid_app",
    "The view pay_line_step": "alter view pay_line_step reset (security_invoker)",
    "The constraint pay_run.ck_pay_run_approved_by_another": "alter table pay_run"
    " drop constraint ck_pay_run_approved_by_another",
}


@pytest.mark.parametrize("guard", GUARDS)
async def test_a_guard_that_is_not_as_declared_is_named(superuser, guard):
    await superuser.execute(GUARDS[guard])

    assert await differing(superuser) == (guard, "it")


async def test_an_event_that_waits_is_missed_by_the_queue_and_by_the_event_after_it(superuser):
    first, last = [
        row[0] for row in await superuser.fetch("select event_id from audit_unsealed order by number")
    ]
    await superuser.execute("delete from audit_event where id = $1", first)
    assert await differing(superuser) == (f"AuditEvent_{first}", "it")

    await superuser.execute("delete from audit_unsealed where event_id = $1", first)

    assert await superuser.fetchval("select follows from audit_event where id = $1", last) == first
    assert await differing(superuser) == (f"AuditEvent_{first}", "it")


async def test_a_sealer_does_not_sweep_up_what_waits_without_its_event(superuser, server, books):
    first = await superuser.fetchval("select event_id from audit_unsealed order by number limit 1")
    await superuser.execute("delete from audit_event where id = $1", first)
    database = await Database.connect(server.application_url(books), readers=1)

    await seal(database)
    await database.close()

    assert await differing(superuser) == (f"AuditEvent_{first}", "it")


FUND = "where id = (select f.id from bonus_fund f where spent_vnd > 0 limit 1)"


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        (f"update bonus_fund set spent_vnd = spent_vnd - 1 {FUND}", "what its lines take from it"),
        (f"update bonus_fund set amount_vnd = spent_vnd - 1 {FUND}", "what its lines take from it"),
        ("delete from paid_period where ctid = (select ctid from paid_period limit 1)", "it"),
        (
            "update paid_period set period_start = '2025-01-01' where ctid = (select ctid from paid_period limit 1)",
            "it",
        ),
        ("update paid_period set kind = 'gift' where ctid = (select ctid from paid_period limit 1)", "it"),
        (
            "insert into paid_period (employee_id, kind, period, period_start, unit_id, pay_run_id)"
            " select e.id, 'bonus', 'year', '2031-01-01', r.unit_id, r.id"
            " from employee e, pay_run r where state = 'closed' limit 1",
            "the line that pays the bonus of 2031",
        ),
    ],
)
async def test_funds_and_who_is_paid_agree_with_the_lines(superuser, statement, part):
    await superuser.execute("alter table bonus_fund drop constraint ck_bonus_fund_spends_at_most_the_fund")
    await superuser.execute(statement)

    assert (await differing(superuser))[1] == part
