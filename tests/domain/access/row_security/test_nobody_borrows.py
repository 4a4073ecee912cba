"""Nobody borrows the rights of the owner, nor writes what decisions alone write: asked by SQL of one's own."""

import asyncpg
import pytest
from sqlalchemy.exc import IntegrityError

from domain.database.sessions import raw

TRIGGERS = """
    select proname from pg_proc where pronamespace = 'public'::regnamespace and prorettype = 'trigger'::regtype
    order by proname
"""
OWNERS_TRIGGERS = [
    "count_rows", "guard_assessment", "guard_pay_run", "note_changes", "note_lines", "queue_for_sealing",
    "refresh_unit_closure", "refuse_confirmed_month", "refuse_untold", "refuse_what_is_paid", "settle_pay_run",
]  # fmt: skip
FAKE = "create temporary table fake (id uuid, state text, year int, number bigint)"
OF_ROWS = {"guard_assessment", "guard_pay_run", "refuse_untold", "settle_pay_run"}
PUT = {
    True: "create trigger x after insert on fake for each row execute function {}('year')",
    False: "create trigger x after insert on fake referencing new table as changed for each statement"
    " execute function {}('year')",
}
INSERTED = "insert into fake values (gen_random_uuid(), 'approved', 2026)"


async def test_nobody_puts_a_trigger_of_ours_on_a_table_of_their_own(database, owner, mighty):
    functions = [row["proname"] for row in await owner.fetch(TRIGGERS)]
    assert set(functions) > set(OWNERS_TRIGGERS)
    for name in functions:
        async with database.writing(mighty) as session:
            connection = await raw(session)
            await connection.execute(FAKE)
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for function"):
                await connection.execute(PUT[True].format(name))


@pytest.mark.parametrize("name", OWNERS_TRIGGERS)
async def test_a_trigger_with_its_owners_rights_refuses_to_serve_another_table(owner, name):
    """Even where somebody granted it."""
    await owner.execute(FAKE)
    await owner.execute(PUT[name in OF_ROWS].format(name))

    with pytest.raises(asyncpg.InsufficientPrivilegeError, match=r"serves .* alone"):
        await owner.execute(INSERTED)

    assert await owner.fetchval("select count(*) from fake") == 0


@pytest.mark.parametrize(("spent", "kept"), [(77, False), (0, True)])
async def test_nobody_opens_a_fund_of_which_something_is_spent(owner, copy, mighty, spent, kept):
    fund = await owner.fetchval("select id from bonus_fund where amount_vnd > 77 order by id limit 1")
    made = {"spent_vnd": spent, "year": 2031, "state": "open"}

    if kept:
        await copy(mighty, "bonus_fund", fund, **made)
    else:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await copy(mighty, "bonus_fund", fund, **made)

    assert await owner.fetchval("select count(*) from bonus_fund where year = 2031") == int(kept)


@pytest.mark.parametrize("moment", ["reviewed_at", "approved_at", "closed_at"])
async def test_nobody_makes_a_run_with_the_moment_of_a_decision(owner, copy, computed_run, mighty, moment):
    made = {"state": "computing", "made_by": mighty.id}
    at = await owner.fetchval("select made_at from pay_run where id = $1", computed_run)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(mighty, "pay_run", computed_run, **made, **{moment: at})
    # Without it only the end of the transaction is in the way: nobody leaves a run half made.
    with pytest.raises(IntegrityError, match="before the transaction that makes it ends"):
        await copy(mighty, "pay_run", computed_run, **made)

    assert await owner.fetchval("select count(*) from pay_run") == 1


async def test_nobody_drafts_or_proposes_with_the_moment_of_a_decision(owner, attempt, copy, mighty):
    drafted, assessment = [
        await owner.fetchval(f"select id from {table} order by id limit 1")
        for table in ("regulation", "assessment")
    ]
    now = await owner.fetchval("select now()")
    draft = {"drafted_by": mighty.id, "published_by": None}
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(mighty, "regulation", drafted, **draft, published_at=now)
    proposal = {"state": "proposed", "assessed_by": mighty.id, "confirmed_by": None}
    month = (await owner.fetchval("select period_start from assessment where id = $1", assessment)).replace(
        year=2031
    )
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(mighty, "assessment", assessment, **proposal, period_start=month, confirmed_at=now)

    await copy(mighty, "regulation", drafted, **draft, published_at=None)
    await copy(mighty, "assessment", assessment, **proposal, period_start=month, confirmed_at=None)
    assert await owner.fetchval("select count(*) from regulation where drafted_by = $1", mighty.id) == 1
    assert await owner.fetchval("select count(*) from assessment where assessed_by = $1", mighty.id) == 1


async def test_nobody_takes_back_what_was_approved_by_a_run_of_their_own(
    database, owner, computed_run, actor_named
):
    """The attack as it was found: a row that says it is an approved run, and a trigger that believes it."""
    hr = await actor_named("hr")
    person = await owner.fetchval(
        "select employee_id from pay_line where pay_run_id = $1 limit 1", computed_run
    )
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "insert into paid_period (employee_id, kind, period, period_start, unit_id, pay_run_id)"
        " select employee_id, 'bonus', 'year', '2026-01-01', unit_id, pay_run_id from pay_line"
        " where employee_id = $1 and pay_run_id = $2",
        person,
        computed_run,
    )

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await _settle_a_row_of_their_own(database, hr, computed_run)

    assert await owner.fetchval("select count(*) from paid_period") == 1


async def _settle_a_row_of_their_own(database, hr, run):
    async with database.writing(hr) as session:
        connection = await raw(session)
        await connection.execute(FAKE)
        await connection.execute(
            "create trigger x after update on fake for each row execute function settle_pay_run()"
        )
        await connection.execute("insert into fake values ($1, 'approved', 2026)", run)
        await connection.execute("update fake set state = 'computed'")
