"""Nobody has a run that is none: of no kind, over another unit's inputs, with a line too late or of a stranger."""

import asyncio
from datetime import date

import asyncpg
import pytest

from domain.database.sessions import raw
from domain.database.tables import new_id
from tests.domain.access.conftest import REFUSED

COMPUTED = "update pay_run set state = 'computed', version = version + 1 where id = $1"


async def insert(connection, table, row):
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await connection.execute(f"insert into {table} ({', '.join(row)}) values ({places})", *row.values())


async def planted(owner, run, **other):
    """A row like that of a run, past all guards."""
    row = dict(await owner.fetchrow("select * from pay_run where id = $1", run)) | {"id": new_id(), **other}
    await owner.execute("set session_replication_role = replica")
    await insert(owner, "pay_run", row)
    await owner.execute("set session_replication_role = origin")
    return row["id"]


@pytest.mark.parametrize(
    ("kind", "period", "start"),
    [
        ("Bonus", "year", date(2026, 1, 1)),
        ("bonus ", "year", date(2026, 1, 1)),
        ("gift", "year", date(2026, 1, 1)),
        ("bonus", "quarter", date(2026, 1, 1)),
        ("bonus", "year", date(2026, 1, 2)),
        ("bonus", "year", date(2026, 4, 1)),
        ("extra_income", "year", date(2026, 1, 1)),
        ("extra_income", "quarter", date(2026, 2, 1)),
        ("extra_income", "quarter", date(2026, 4, 17)),
    ],
)
async def test_nobody_makes_a_run_of_another_kind_or_period_than_there_is(
    owner, copy, mighty, computed_run, kind, period, start
):
    made = {"state": "computing", "made_by": mighty.id, "kind": kind, "period": period, "period_start": start}

    with pytest.raises(asyncpg.CheckViolationError, match=r"no kind of run|period_by_its_first_day"):
        await copy(mighty, "pay_run", computed_run, **made)

    assert await owner.fetchval("select count(*) from pay_run") == 1


async def test_nobody_takes_a_run_of_no_kind_further_but_sets_it_aside(owner, attempt, mighty, computed_run):
    run = await planted(owner, computed_run, kind="gift", made_by=mighty.id)
    step = "update pay_run set version = version + 1, {} where id = $1"

    with pytest.raises(asyncpg.CheckViolationError, match="no kind of run"):
        await attempt(mighty, step.format("state = 'reviewed', reviewed_by = $2"), run, mighty.id)
    await attempt(mighty, step.format("state = 'discarded'"), run)

    assert await owner.fetchval("select state from pay_run where id = $1", run) == "discarded"


async def test_nobody_reads_a_whole_province_by_a_run_of_their_own(
    owner, copy, database, local, computed_run
):
    """The hash of an approved run's inputs is no secret; what it names is."""
    made = {"state": "computing", "made_by": local.actor.id, "unit_id": local.unit}
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="inputs of a run"):
        await copy(local.actor, "pay_run", computed_run, **made)
    run = await planted(owner, computed_run, unit_id=local.unit, made_by=local.actor.id)

    async with database.writing(local.actor) as session:
        given = await (await raw(session)).fetch("select * from frames_to_simulate($1, array['x'])", run)

    assert given == []
    assert await owner.fetchval("select count(*) from pay_run") == 2


@pytest.mark.parametrize("table", ["pay_line", "pay_line_values", "pay_run_rules", "pay_run_trace"])
async def test_nobody_adds_to_a_run_while_somebody_else_takes_it_further(
    owner, attempt, mighty, computed_run, table
):
    """What was being computed when the statement began is not any more when it would be written."""
    run = await planted(owner, computed_run, state="computing", made_by=mighty.id)
    late = dict(await owner.fetchrow(f"select * from {table} limit 1")) | {"pay_run_id": run}
    rules = dict(await owner.fetchrow("select * from pay_run_rules limit 1")) | {"pay_run_id": run}
    await owner.execute("set session_replication_role = replica")
    if table == "pay_run_trace":
        await insert(owner, "pay_run_rules", rules | {"number": late["rules_number"]})
    counted = await owner.fetchval(f"select count(*) from {table}")
    if "id" in late:
        late["id"] = new_id()
    places = ", ".join(f"${place}" for place in range(1, len(late) + 1))
    statement = f"insert into {table} ({', '.join(late)}) values ({places})"

    async with owner.transaction():
        await owner.execute(COMPUTED, run)
        writing = asyncio.create_task(attempt(mighty, statement, *late.values()))
        await asyncio.wait([writing], timeout=0.5)

    with pytest.raises(REFUSED, match="nothing is added"):
        await writing
    assert await owner.fetchval(f"select count(*) from {table}") == counted


@pytest.fixture
async def write(owner, database, local, computed_run):
    """`await write(line)`: a run of the local one's commune with a line of somebody, from beginning to computed."""
    # What is told to the trail is asked in tests/domain/audit.
    await owner.execute("alter table audit_set disable trigger audit_set_told")
    run = dict(await owner.fetchrow("select * from pay_run where id = $1", computed_run)) | {
        "id": new_id(), "unit_id": local.unit, "made_by": local.actor.id, "state": "computing", "version": 0,
        "people": 1, "snapshot_hash": "theirs",
    }  # fmt: skip

    async def from_beginning(line):
        rules = await owner.fetchrow("select * from pay_run_rules where number = $1", line["rules_number"])
        line = line | {"pay_run_id": run["id"], "id": new_id(), "place": 0, "assessment_id": None}
        async with database.writing(local.actor) as session:
            connection = await raw(session)
            await connection.execute(
                "insert into snapshot values ('theirs', $1, 2026, 1, $2, now())", local.unit, local.actor.id
            )
            await insert(connection, "pay_run", run | {"total_vnd": line["amount_vnd"]})
            await insert(connection, "pay_run_rules", {**rules, "pay_run_id": run["id"]})
            await insert(connection, "pay_line", line)
            await connection.execute("insert into pay_line_values values ($1, 0, array['[]'])", run["id"])
            await connection.execute(COMPUTED, run["id"])

    return from_beginning


async def test_nobody_computes_a_run_whose_lines_are_outside_it(owner, write, local):
    """Lines that are written while a run is computing belong to its own unit, or it is never computed."""
    line = await owner.fetchrow(
        "select * from pay_line where unit_id not in (select unit_id from unit_closure where ancestor_id = $1)"
        " and amount_vnd > 0 limit 1",
        local.unit,
    )

    with pytest.raises(asyncpg.ForeignKeyViolationError, match="outside its run"):
        await write(dict(line))

    assert await owner.fetchval("select count(*) from pay_run") == 1


async def test_nobody_writes_a_line_for_whoever_never_worked_there(owner, write, local, victim):
    """They would be paid twice, and what they are paid from would stand still."""
    line = dict(await owner.fetchrow("select * from pay_line where unit_id = $1 limit 1", local.unit))

    with pytest.raises(asyncpg.ForeignKeyViolationError, match="held no post"):
        await write(line | {"employee_id": victim})
    assert await owner.fetchval("select count(*) from pay_run") == 1

    await write(line)
    assert await owner.fetchval("select count(*) from pay_run") == 2


async def test_nobody_writes_a_line_for_whoever_left_before_the_period(owner, write, local):
    line = dict(await owner.fetchrow("select * from pay_line where unit_id = $1 limit 1", local.unit))
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update occupancy set effective_from = '2025-01-01' where employee_id = $1", line["employee_id"]
    )
    await owner.execute(
        "insert into occupancy (id, employee_id, unit_id, position_id, share_bp, acting, effective_from)"
        " values (gen_random_uuid(), $1, $2, null, 10000, false, '2026-01-01')",
        line["employee_id"],
        local.unit,
    )
    await owner.execute("set session_replication_role = origin")

    with pytest.raises(asyncpg.ForeignKeyViolationError, match="held no post"):
        await write(line)

    assert await owner.fetchval("select count(*) from pay_run") == 1
