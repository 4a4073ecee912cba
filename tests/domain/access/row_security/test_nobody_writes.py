"""Nobody writes what is not theirs to write: for every table there is."""

import asyncpg
import pytest

from domain.areas import METADATA
from domain.database.tables import new_id
from tests.domain.access.conftest import REFUSED, day
from tests.domain.access.written import CHANGED, INSERTED

TABLES = sorted(METADATA.tables)
PUBLIC_TABLES_OF_PEOPLE = [
    *("grade_holding", "occupancy", "kpi_result", "assessment", "conduct_finding"),
    *("allowance", "contract_pay", "leave"),
]


async def test_nobody_deletes_or_truncates(attempt, mighty):
    # What the sealer takes off its own list of work is its own affair; see below.
    for table in TABLES:
        for verb in ("truncate",) if table == "audit_unsealed" else ("delete from", "truncate"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await attempt(mighty, f"{verb} {table}")


async def test_only_what_is_written_can_be_written(owner):
    may = "select has_table_privilege('meritgrid_app', $1, 'insert')"
    columns = """
        select array_agg(c.column_name::text) from information_schema.columns c
        where c.table_name = $1 and has_column_privilege('meritgrid_app', $1, c.column_name, 'update')
    """

    for table in TABLES:
        assert await owner.fetchval(may, table) == (table in INSERTED), table
        assert set(await owner.fetchval(columns, table) or []) == set(CHANGED.get(table, [])), table


async def a_row(owner, table, victim):
    return await owner.fetchval(f"select id from {table} where employee_id = $1 limit 1", victim)


async def other_values(owner, table, victim, local):
    """What makes a copied row a new one; what the person has not in the demo is made."""
    step = await owner.fetchval("select id from salary_step limit 1")
    return {
        "grade_holding": {"effective_from": day(1), "salary_step_id": step},
        "occupancy": {"effective_from": day(1)},
        "kpi_result": {"month": day(1)},
        "assessment": {
            "period_start": day(1),
            "state": "proposed",
            "confirmed_by": None,
            "confirmed_at": None,
        },
        "conduct_finding": {"year": 2027},
        "allowance": {"effective_from": day(1)},
        "contract_pay": {"effective_from": day(1)},
        "leave": {"effective_from": day(1), "effective_until": None},
    }[table]


@pytest.fixture
async def on_file(owner, victim):
    unit = await owner.fetchval("select unit_id from employee where id = $1", victim)
    await owner.execute(
        "insert into conduct_finding values ($1, $2, $3, 2026, 'Khiển trách', 'QĐ 1')", new_id(), victim, unit
    )
    for table, columns, values in (
        ("allowance", "kind, value", "'hard_area_years', 5"),
        ("contract_pay", "monthly_vnd", "8000000"),
        ("leave", "kind, effective_until", "'sick_leave', '2025-02-01'"),
    ):
        await owner.execute(
            f"insert into {table} (id, effective_from, employee_id, unit_id, {columns})"
            f" values ($1, '2025-01-01', $2, $3, {values})",
            new_id(),
            victim,
            unit,
        )
    return unit


@pytest.mark.parametrize("table", PUBLIC_TABLES_OF_PEOPLE)
async def test_nobody_writes_about_people_of_another_unit(owner, copy, local, victim, on_file, table):
    row = await a_row(owner, table, victim)
    new = await other_values(owner, table, victim, local)
    if table == "assessment":
        new["assessed_by"] = local.actor.id
    before = await owner.fetchval(f"select count(*) from {table}")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(local.actor, table, row, **new)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(local.actor, table, row, **new, unit_id=local.unit)

    assert await owner.fetchval(f"select count(*) from {table}") == before


@pytest.mark.parametrize("table", PUBLIC_TABLES_OF_PEOPLE)
async def test_everybody_with_the_right_does_write_about_their_own(
    owner, copy, mighty, victim, on_file, table
):
    """The refusals above are no accident: with the right, the very same row is written."""
    new = await other_values(owner, table, victim, None)
    if table == "assessment":
        new["assessed_by"] = mighty.id
    before = await owner.fetchval(f"select count(*) from {table}")

    await copy(mighty, table, await a_row(owner, table, victim), **new)

    assert await owner.fetchval(f"select count(*) from {table}") == before + 1


async def test_nobody_files_a_result_under_a_unit_where_the_post_is_not(owner, copy, mighty, victim):
    elsewhere = await owner.fetchval(
        "select unit_id from employee where unit_id not in (select unit_id from occupancy where employee_id = $1)"
        " limit 1",
        victim,
    )

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await copy(
            mighty, "kpi_result", await a_row(owner, "kpi_result", victim), month=day(1), unit_id=elsewhere
        )


async def test_nobody_moves_a_person_to_or_from_a_unit_that_is_not_theirs(owner, attempt, local, victim):
    move = "update employee set unit_id = $1 where id = $2 returning id"
    own = await owner.fetchval("select id from employee where unit_id = $1", local.unit)
    own = own or await owner.fetchval(
        "select e.id from employee e join unit_closure c using (unit_id) where ancestor_id = $1 limit 1",
        local.unit,
    )
    there = await owner.fetchval("select unit_id from employee where id = $1", victim)

    assert await attempt(local.actor, move, local.unit, victim) == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(local.actor, move, there, own)
    assert await owner.fetchval("select unit_id from employee where id = $1", victim) == there


async def test_nobody_changes_results_of_another_unit_or_gives_a_result_to_another(
    owner, attempt, local, victim
):
    change = "update kpi_result set completed = 9999 where employee_id = $1 returning id"

    assert await attempt(local.actor, change, victim) == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(local.actor, "update kpi_result set employee_id = $1", victim)
    assert await owner.fetchval("select max(completed) from kpi_result") < 9999


async def test_nobody_tells_the_trail_in_anothers_name(owner, attempt, mighty, hr):
    insert = """
        insert into audit_event (id, at, actor_id, happened, subject, reason, leaf)
        values ($1, now(), $2, 'pay_run.approved', 'PayRun_1', '', '')
    """

    for name in (hr, mighty):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(mighty, insert, new_id(), name.id)

    assert await owner.fetchval("select count(*) from audit_event where happened = 'pay_run.approved'") == 0


async def test_nobody_but_the_sealer_seals_or_hides_an_event_from_the_seal(owner, attempt, mighty):
    waiting = await owner.fetchval("select count(*) from audit_unsealed")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, "insert into audit_seal values (1, 0, '', '', now())")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, "insert into audit_unsealed values ($1)", new_id())
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, "delete from audit_unsealed returning event_id")

    assert await owner.fetchval("select count(*) from audit_unsealed") == waiting > 0
    assert await owner.fetchval("select count(*) from audit_seal") == 0


async def test_nobody_changes_the_trail_a_run_or_its_files_not_even_their_owner(owner, computed_run):

    for table in (
        "audit_event", "audit_seal", "audit_seal_event", "snapshot", "snapshot_frame", "pay_run_rules", "pay_run_step",
        "pay_run_trace", "pay_line", "pay_line_values", "pay_run_columns", "step_sentence",
    ):  # fmt: skip
        column = next(iter(METADATA.tables[table].columns)).name
        for statement in (
            f"update {table} set {column} = {column}",
            f"delete from {table}",
            f"truncate {table} cascade",
        ):
            with pytest.raises(asyncpg.RestrictViolationError):
                await owner.execute(statement)


async def test_nobody_grants_a_right_to_themselves(owner, attempt, mighty, province):
    insert = "insert into access_grant values ($1, $2, 'pay_run.approve', $3, '2026-12-31')"
    before = await owner.fetchval("select count(*) from access_grant")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, insert, new_id(), mighty.id, province)

    assert (
        await attempt(
            mighty,
            "update access_grant set effective_until = null where account_id = $1 returning 1",
            mighty.id,
        )
        == []
    )
    assert await owner.fetchval("select count(*) from access_grant") == before


async def test_nobody_grants_a_right_outside_their_unit(owner, attempt, local, stranger, province):
    insert = "insert into access_grant values ($1, $2, 'people.read', $3, '2026-12-31')"

    for unit in (province, new_id()):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(local.actor, insert, new_id(), stranger.id, unit)
    statement = "update access_grant set effective_until = '2027-01-02' returning unit_id"
    assert {row["unit_id"] for row in await attempt(local.actor, statement)} <= {local.unit}

    await attempt(local.actor, insert, new_id(), stranger.id, local.unit)
    assert await owner.fetchval("select count(*) from access_grant where account_id = $1", stranger.id) == 1


async def test_nobody_answers_a_request_of_another(attempt, mighty, hr):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(
            mighty, "insert into answered_request values ($1, 'k', 'o', 'h', now(), '\"PayRun_1\"')", hr.id
        )


async def test_nobody_lifts_their_unit_above_the_tree(owner, attempt, local):
    """A right on the root is a right everywhere: a unit without a parent would make its people mighty."""
    state = "insert into unit_state values ($1, '2027-01-01', $2, 'X', 'commune', $3, true, false)"
    parent = await owner.fetchval("select parent_on($1, current_date)", local.unit)
    stranger_unit = await owner.fetchval(
        "select unit_id from unit_closure where unit_id not in"
        " (select unit_id from unit_closure where ancestor_id = $1) and depth = 1 limit 1",
        local.unit,
    )

    for above in (None, stranger_unit):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(local.actor, state, new_id(), local.unit, above)
    assert await owner.fetchval("select parent_on($1, '2028-01-01')", local.unit) == parent

    await attempt(local.actor, state, new_id(), local.unit, parent)
    assert await owner.fetchval("select count(*) from unit_state where unit_id = $1", local.unit) == 2


@pytest.mark.parametrize("above", ["none", "own child"])
async def test_an_administration_stays_one_tree(owner, attempt, mighty, province, above):
    child = await owner.fetchval(
        "select unit_id from unit_closure where ancestor_id = $1 and depth = 1", province
    )
    state = "insert into unit_state values ($1, '2027-01-01', $2, 'X', 'commune', $3, true, false)"
    unit, parent = (child, None) if above == "none" else (province, child)
    before = await owner.fetch("select * from unit_closure order by 1, 2")

    with pytest.raises(REFUSED):
        await attempt(mighty, state, new_id(), unit, parent)

    assert await owner.fetch("select * from unit_closure order by 1, 2") == before


async def test_nobody_puts_a_post_into_the_peer_group_of_another_unit(owner, attempt, local):
    """Who is in a group decides who fits into its quota."""
    insert = "insert into position values ($1, $2, $3, 'X-1', 'Chuyên viên', false, null)"
    theirs = await owner.fetchval(
        "select g.id from peer_group g where unit_id not in (select ancestor_id from unit_closure where unit_id = $1)"
        " limit 1",
        local.unit,
    )
    own = await owner.fetchval("select id from peer_group where unit_id = $1 limit 1", local.unit)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(local.actor, insert, new_id(), local.unit, theirs)

    await attempt(local.actor, insert, new_id(), local.unit, own)
    assert await owner.fetchval("select peer_group_id from position where code = 'X-1'") == own
