"""Who decides is the actor, and says so; what was decided stays. Asked of the database itself, by SQL of one's own."""

import asyncpg
import pytest

from domain.database.tables import new_id
from tests.domain.access.conftest import REFUSED

STEP = "update pay_run set version = version + 1, {} where id = $1 returning state"


@pytest.fixture
def run(computed_run):
    return computed_run


async def state(owner, run):
    return await owner.fetchval("select state from pay_run where id = $1", run)


async def reviewed(attempt, hr, run):
    await attempt(hr, STEP.format("state = 'reviewed', reviewed_by = $2"), run, hr.id)


async def test_nobody_approves_what_they_made(owner, attempt, computed_run, mighty, hr, run):
    """Even with the right to approve, and in whatever name."""
    await reviewed(attempt, hr, run)
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run set made_by = $1", mighty.id)

    for name in (mighty, hr):
        with pytest.raises((*REFUSED, asyncpg.CheckViolationError)):
            await attempt(mighty, STEP.format("state = 'approved', approved_by = $2"), run, name.id)

    assert await state(owner, run) == "reviewed"


@pytest.mark.parametrize(
    ("step", "by"), [("reviewed", "reviewed_by"), ("approved", "approved_by"), ("closed", "closed_by")]
)
async def test_nobody_takes_a_step_in_anothers_name(owner, attempt, mighty, hr, finance, run, step, by):
    await owner.execute("set session_replication_role = replica")
    before = {"reviewed": "computed", "approved": "reviewed", "closed": "approved"}[step]
    await owner.execute(
        "update pay_run set state = $1, reviewed_by = $2, approved_by = $2 where id = $3",
        before,
        finance.id,
        run,
    )

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(
            mighty,
            STEP.format(f"state = '{step}', {by} = $2"),
            run,
            finance.id if step == "closed" else hr.id,
        )
    assert await state(owner, run) == before

    await attempt(mighty, STEP.format(f"state = '{step}', {by} = $2"), run, mighty.id)
    assert await state(owner, run) == step


async def test_nobody_rewrites_who_reviewed_while_approving(owner, attempt, mighty, hr, run):
    await reviewed(attempt, hr, run)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(
            mighty, STEP.format("state = 'approved', approved_by = $2, reviewed_by = $2"), run, mighty.id
        )

    assert await state(owner, run) == "reviewed"


async def test_nobody_takes_a_step_without_its_right(owner, attempt, finance, actor_named, local, run):
    """Finance approves and does not review; the one of a commune decides nothing about the province."""
    step = STEP.format("state = 'reviewed', reviewed_by = $2")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(finance, step, run, finance.id)
    for actor in (await actor_named("auditor"), local.actor):
        assert await attempt(actor, step, run, actor.id) == []

    assert await state(owner, run) == "computed"


@pytest.mark.parametrize(
    "change",
    ["state = 'computed'", "state = 'computing'", "state = 'approved', approved_by = $2", "state = 'discarded'",
     "lines_root = 'x', state = 'reviewed', reviewed_by = $2"],
)  # fmt: skip
async def test_nobody_takes_a_closed_run_anywhere(owner, attempt, mighty, finance, run, change):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = 'closed', reviewed_by = $1, approved_by = $1, closed_by = $1", finance.id
    )
    binds = (run, mighty.id) if "$2" in change else (run,)

    with pytest.raises(asyncpg.RestrictViolationError):
        await attempt(mighty, STEP.format(change), *binds)

    assert await state(owner, run) == "closed"


@pytest.mark.parametrize(
    "column", ["title", "total_vnd", "people", "made_by", "unit_id", "year", "rules_hash", "stand_ins"]
)
async def test_nobody_changes_what_a_run_computed(attempt, mighty, run, column):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, f"update pay_run set {column} = {column}")


async def test_nobody_makes_a_run_that_is_already_approved(owner, copy, mighty, finance, run):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(
            mighty,
            "pay_run",
            run,
            made_by=mighty.id,
            state="approved",
            reviewed_by=finance.id,
            approved_by=finance.id,
        )
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(mighty, "pay_run", run, state="computing")

    assert await owner.fetchval("select count(*) from pay_run") == 1


async def test_nobody_adds_to_a_run_that_was_computed(owner, attempt, hr, run):
    line = await owner.fetchrow("select * from pay_line limit 1")
    statements = {
        "pay_line": "insert into pay_line select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(),"
        " 'employee_id', gen_random_uuid()))).* from pay_line l limit 1",
        "pay_run_rules": "insert into pay_run_rules select pay_run_id, 99, regulation_id, models, versions, parameters,"
        " parameters_hash from pay_run_rules limit 1",
        "pay_run_step": "insert into pay_run_step select (jsonb_populate_record(s, jsonb_build_object("
        "'id', gen_random_uuid(), 'ordinal', 999))).* from pay_run_step s limit 1",
        "pay_run_trace": "insert into pay_run_trace select pay_run_id, rules_number, model_id, 'x', sha256, rows,"
        " content from pay_run_trace limit 1",
        "pay_run_columns": "insert into pay_run_columns select pay_run_id, 'x', sha256, rows, content"
        " from pay_run_columns limit 1",
        "pay_line_values": f"insert into pay_line_values values ('{run}', 99, array['[]'])",
        "snapshot_frame": "insert into snapshot_frame select snapshot_hash, 'x', sha256, rows, content"
        " from snapshot_frame limit 1",
    }
    for table, statement in statements.items():
        before = await owner.fetchval(f"select count(*) from {table}")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(hr, statement)
        assert await owner.fetchval(f"select count(*) from {table}") == before, table
    assert line["pay_run_id"] == run


@pytest.fixture
async def proposed(owner):
    """An assessment that waits for its confirmation, by a person of the demo."""
    await owner.execute("set session_replication_role = replica")
    found = await owner.fetchrow("select * from assessment where period = 'year' limit 1")
    await owner.execute(
        "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null where id = $1",
        found["id"],
    )
    await owner.execute("set session_replication_role = origin")
    return found


CONFIRM = "update assessment set state = 'confirmed', confirmed_by = $2{} where id = $1 returning state"


async def test_nobody_confirms_in_anothers_name(owner, attempt, mighty, actor_named, proposed):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, CONFIRM.format(""), proposed["id"], (await actor_named("assessor")).id)

    assert await owner.fetchval("select state from assessment where id = $1", proposed["id"]) == "proposed"
    assert len(await attempt(mighty, CONFIRM.format(""), proposed["id"], mighty.id)) == 1


async def test_nobody_changes_a_score_while_confirming_it(owner, attempt, mighty, proposed):
    with pytest.raises(asyncpg.RestrictViolationError):
        await attempt(mighty, CONFIRM.format(", score_hundredths = 10000"), proposed["id"], mighty.id)

    score = await owner.fetchval("select score_hundredths from assessment where id = $1", proposed["id"])
    assert score == proposed["score_hundredths"]


async def test_nobody_proposes_in_anothers_name(owner, attempt, copy, mighty, proposed, hr):
    change = "update assessment set score_hundredths = 10000 where id = $1"

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, change, proposed["id"])
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(
            mighty, "assessment", proposed["id"], period="quarter", state="proposed", assessed_by=hr.id
        )

    await attempt(mighty, change.replace("set", "set assessed_by = $2,"), proposed["id"], mighty.id)
    assert (
        await owner.fetchval("select assessed_by from assessment where id = $1", proposed["id"]) == mighty.id
    )


async def test_nobody_assesses_again_what_was_paid(owner, attempt, mighty, finance, run):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = 'approved', reviewed_by = $1, approved_by = $1", finance.id
    )
    await owner.execute(
        "insert into paid_period (employee_id, kind, period, period_start, unit_id, pay_run_id)"
        " select employee_id, 'bonus', 'year', '2026-01-01', unit_id, pay_run_id from pay_line"
    )
    again = """
        update assessment set state = 'proposed', assessed_by = $1, confirmed_by = null, confirmed_at = null,
        score_hundredths = 10000 where period = $2
    """

    for period in ("year", "month"):
        with pytest.raises(asyncpg.RestrictViolationError):
            await attempt(mighty, again, mighty.id, period)
    assert await owner.fetchval("select count(*) from assessment where state = 'proposed'") == 0


async def test_nobody_publishes_their_own_regulation_or_in_anothers_name(
    owner, attempt, mighty, finance, province
):
    draft = "insert into regulation values ($1, $2, '2027-01-01', 'X', '{}', '{}', $3, $4, null, 1)"
    publish = "update regulation set published_by = $2 where id = $1 returning id"
    own = new_id()

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, draft, new_id(), province, finance.id, None)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, draft, new_id(), province, mighty.id, finance.id)
    await attempt(mighty, draft, own, province, mighty.id, None)
    for name, refusal in (
        (mighty, asyncpg.CheckViolationError),
        (finance, asyncpg.InsufficientPrivilegeError),
    ):
        with pytest.raises(refusal):
            await attempt(mighty, publish, own, name.id)
    assert await owner.fetchval("select published_by from regulation where id = $1", own) is None


async def test_nobody_changes_a_regulation_in_force(owner, attempt, mighty):
    assert await attempt(mighty, "update regulation set version = 99 returning id") == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, "update regulation set parameters = '{}'")

    assert await owner.fetchval("select max(version) from regulation") < 99


async def test_nobody_closes_a_fund_but_by_closing_its_run_or_opens_it_again(owner, attempt, mighty, finance):
    before = await owner.fetchval("select sum(amount_vnd) from bonus_fund")

    with pytest.raises(REFUSED):
        await attempt(mighty, "update bonus_fund set state = 'closed' returning id")
    assert await attempt(finance, "update bonus_fund set state = 'closed' returning id") == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, "update bonus_fund set spent_vnd = 0")
    assert await owner.fetchval("select count(*) from bonus_fund where state = 'closed'") == 0
    await owner.execute("update bonus_fund set state = 'closed'")
    assert await attempt(mighty, "update bonus_fund set state = 'open' returning id") == []
    with pytest.raises(asyncpg.RestrictViolationError):
        await owner.execute("update bonus_fund set state = 'open'")

    assert await owner.fetchval("select sum(amount_vnd) from bonus_fund") == before
