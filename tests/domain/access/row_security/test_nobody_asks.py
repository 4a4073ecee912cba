"""Nobody is answered before somebody acts: not by functions that see what their owner sees."""

from uuid import UUID

import asyncpg
import pytest

from domain.actor import Actor
from domain.database.sessions import raw
from tests.house.rules.database.functions import CALLED

# Each function that sees what its owner sees, asked of somebody of whom there is something to say.
ASKED = {
    "acting_office": "acting_office('{hr}', '2026-12-31')",
    "codes_taken": "codes_taken(array(select code from employee))",
    "events_of_run": "happened from events_of_run('{run}')",
    "few_peers": "few_peers('{run}', '{peers}')",
    "givers_on": "givers_on('{unit}', '{person}')",
    "holders_from": "people from holders_from(array(select position_id from occupancy), '2026-12-31')",
    "known_grades": "known_grades()",
    "known_leaders": "known_leaders('2026-12-31')",
    "last_counted": "month from last_counted(array(select distinct kpi_id from kpi_result), '2026-01-01')",
    "made_and_gone": "made_and_gone('Unit_{gone}', 'unit')",
    "may_pass_on": "may_pass_on('{admin}', 'people.read', '{unit}', null, '{{}}')",
    "meritgrid_everywhere": "meritgrid_everywhere('{hr}', 'people.read')",
    "meritgrid_units": "meritgrid_units('{hr}', 'people.read')",
    "paid_already": "people from paid_already('{run}')",
    "paying_runs": "paying_runs()",
    "parent_on": "parent_on('{unit}', '2026-12-31')",
    "people_alike": "employee_id from people_alike(array(select full_name from employee order by id),"
    " array(select born_on from employee order by id))",
    "people_seated": "people from people_seated(array['{serves}']::uuid[], '2026-12-31')",
    "runs_above": "runs_above()",
    "runs_paying": "runs_paying('{person}')",
    "serves_in": "serves_in('{person}', '{serves}')",
    "unit_is_new": "unit_is_new('{gone}')",
    "units_in_year": "units_in_year('{person}', 2026)",
    "why_paid": "says from why_paid(array['{person}']::uuid[], array['2026-01-01']::date[], null, true)",
}
# Runs as its caller, asks for a right itself, or proves who signs in.
ELSEWHERE = {
    "kpi_bound", "kpi_gate", "position_open_on", "withdraw_kpi_set", "withdraw_target", "withdraw_kpi_state",
    "file_unit", "withdraw_allowance", "withdraw_leave", "withdraw_occupancy",
    "approve_alone", "begin_session", "changed_since", "columns_to_simulate", "end_sessions", "event_salts",
    "held_from", "line_changed", "paid_for",
    "see_session", "session_account", "frames_to_reproduce", "frames_to_simulate", "line_before", "line_pays",
    "line_salts", "may_give", "may_open",
    "meritgrid_account", "meritgrid_may", "meritgrid_people_found", "meritgrid_record", "meritgrid_record_many",
    "meritgrid_document", "meritgrid_translated",
    "meritgrid_seal", "own_events", "paid_from", "pay_inputs_in_full", "paying_since",
    "people_seated_by_name", "proof_of_line", "run_of_line", "salt_of_line", "value_formatted",
    "values_of_line", "values_of_run", "withdraw_grade",
    "withdraw_peer_group_state", "withdraw_policy_goal_state",
    "withdraw_position_state", "withdraw_regulation", "withdraw_unit_state", "wrong_chunk",
}  # fmt: skip
# Tell nothing that is kept: forms of what they are given.
FORMS = {
    "currency_decimals", "currency_symbol", "format_money", "format_number", "format_percent", "meritgrid_language",
    "meritgrid_money", "meritgrid_number", "meritgrid_percent", "name_key", "value_coins", "value_currency",
    "value_truth", "value_unit", "value_unit_decimals", "value_words",
}  # fmt: skip
OTHER = "00000000-0000-4000-8000-00000000abcd"
OTHER_RUN = f"""
    insert into pay_run select (jsonb_populate_record(r, '{{"id": "{OTHER}"}}')).* from pay_run r
"""
ACTS = "select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', '2026-12-31', true)"


@pytest.fixture
async def somebody(owner, computed_run, actor_named):
    """Whom there is something to say of, paid by a run and by another one."""
    line = await owner.fetchrow(
        "select employee_id, peer_group_id from pay_line join"
        " (select peer_group_id from pay_line group by 1 having count(*) > 3 limit 1) many"
        " using (peer_group_id) limit 1"
    )
    person = line["employee_id"]
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run set state = 'approved', reviewed_by = id, approved_by = id")
    await owner.execute(OTHER_RUN)
    await owner.execute(
        "insert into paid_period (employee_id, kind, period, period_start, unit_id, pay_run_id)"
        " select employee_id, 'bonus', 'year', '2026-01-01', unit_id, $1 from pay_line",
        UUID(OTHER),
    )
    hr = (await actor_named("hr")).id
    await owner.execute(
        "insert into answered_request (account_id, key, operation, input_hash, answer, answered_at)"
        " values ($1, 'k', 'x', '', to_jsonb($2::text), now())",
        hr,
        f"Unit_{OTHER}",
    )
    return {
        "gone": OTHER,
        "run": computed_run,
        "person": person,
        "peers": line["peer_group_id"],
        "unit": await owner.fetchval("select unit_id from unit_state where parent_id is not null limit 1"),
        "serves": await owner.fetchval("select unit_id from employee where id = $1", person),
        "hr": hr,
        "admin": (await actor_named("admin")).id,
    }


def test_every_function_that_the_application_calls_is_asked_here_or_elsewhere():
    assert ASKED.keys() | ELSEWHERE | FORMS == CALLED


@pytest.mark.parametrize("name", ASKED)
async def test_a_function_answers_nobody(database, actor_named, somebody, name):
    hr = await actor_named("hr")
    asked = f"select {ASKED[name].format(**somebody)}"
    async with database.writing(hr) as session:
        connection = await raw(session)
        answered = await connection.fetch(asked)
        await connection.execute(ACTS.replace("$1", "''"))
        refused = await connection.fetch(asked)

    # Few peers are the cautious answer.
    nothing = {True} if name == "few_peers" else {None, False}
    assert {row[0] for row in answered} - nothing
    assert {row[0] for row in refused} <= nothing


async def test_nobody_but_the_system_seals(database, owner, demo, stranger):
    async with database.writing(stranger) as session:
        connection = await raw(session)
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="own account seals"):
            await connection.fetch("select meritgrid_seal(1)")

    assert await owner.fetchval("select count(*) from audit_seal") == 0


async def test_nobody_without_a_right_is_told_which_run_pays_somebody_else(
    database, somebody, stranger, actor_named
):
    asked = {name: f"select {ASKED[name].format(**somebody)}" for name in ("runs_paying", "why_paid")}
    they = Actor(somebody["person"], "they")
    told = {}
    for actor in (stranger, await actor_named("hr"), they):
        async with database.writing(actor) as session:
            connection = await raw(session)
            told[actor.name] = [len(await connection.fetch(one)) for one in asked.values()]

    assert told["stranger"] == [0, 0]
    assert told["they"][0] == list(told.values())[1][0] >= 1
    assert told["they"][1] == list(told.values())[1][1] == 1
