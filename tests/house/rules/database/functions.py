"""Functions of the database: nobody may call one but by a grant (asyncpg, as the owner)."""

from typing import Any

# All that the application calls, in its statements, its policies and its views. Whatever is added here can be called
# by SQL of one's own, with any arguments and on any table.
CALLED = {
    "acting_office", "approve_alone", "begin_session", "changed_since", "codes_taken", "columns_to_simulate",
    "currency_decimals", "currency_symbol", "end_sessions", "event_salts", "events_of_run", "few_peers",
    "file_unit", "holders_from", "kpi_bound", "kpi_gate", "last_counted", "position_open_on",
    "known_grades", "known_leaders", "format_money",
    "format_number", "format_percent", "frames_to_reproduce", "frames_to_simulate", "givers_on", "held_from",
    "line_before", "line_changed",
    "line_pays", "line_salts", "made_and_gone",
    "may_give", "may_open", "may_pass_on", "meritgrid_account", "meritgrid_document", "meritgrid_everywhere",
    "meritgrid_language", "meritgrid_may", "meritgrid_money", "meritgrid_number", "meritgrid_people_found",
    "meritgrid_percent", "meritgrid_record", "meritgrid_record_many", "meritgrid_seal",
    "meritgrid_translated", "meritgrid_units", "name_key", "own_events", "paid_already", "paid_for", "paid_from",
    "parent_on",
    "pay_inputs_in_full", "paying_runs", "people_alike", "people_seated",
    "people_seated_by_name", "paying_since", "proof_of_line", "run_of_line", "runs_above", "runs_paying",
    "salt_of_line",
    "see_session", "serves_in", "session_account",
    "unit_is_new", "units_in_year", "value_coins", "value_currency", "value_formatted", "value_truth", "value_unit",
    "value_unit_decimals", "value_words", "values_of_line", "values_of_run", "why_paid",
    "withdraw_allowance", "withdraw_grade", "withdraw_kpi_set", "withdraw_kpi_state", "withdraw_leave",
    "withdraw_target",
    "withdraw_occupancy", "withdraw_peer_group_state", "withdraw_policy_goal_state", "withdraw_position_state",
    "withdraw_regulation", "withdraw_unit_state", "wrong_chunk",
}  # fmt: skip
_OPEN = """
    select oid::regprocedure || ' can be called by everybody' from pg_proc
    where pronamespace = 'public'::regnamespace
      and exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0)
"""
_GRANTED = """
    select proname from pg_proc
    where pronamespace = 'public'::regnamespace and has_function_privilege('meritgrid_app', oid, 'execute')
"""
_ANYWHERE = """
    select oid::regprocedure || ' serves a trigger on any table' from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef and prorettype = 'trigger'::regtype
      and prosrc not like '%perform refuse_elsewhere(tg_relid%'
"""


async def open_functions(connection: Any) -> list[str]:
    """Functions that nobody had to grant."""
    return [row[0] for row in await connection.fetch(_OPEN)]


async def called(connection: Any) -> set[str]:
    """The names of what the application's role may call."""
    return {row[0] for row in await connection.fetch(_GRANTED)}


async def triggers_anywhere(connection: Any) -> list[str]:
    """Trigger functions with their owner's rights that do not look at the table that they stand on."""
    return [row[0] for row in await connection.fetch(_ANYWHERE)]
