"""Deny by default, in the database: what its own catalogue (asyncpg, as the owner) says about rights."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from domain.database.state.event import Event

ROLE = "meritgrid_app"
UNPROTECTED = """
    select relname || ' has no row-level security' from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
      and (relname <> 'alembic_version' or has_table_privilege($1, oid, 'select, insert, update, delete'))
"""
OWNED = """
    select 'owns ' || relname from pg_class where relowner = to_regrole($1)
    union all select 'owns ' || oid::regprocedure from pg_proc where proowner = to_regrole($1)
    union all select 'owns the schema ' || nspname from pg_namespace where nspowner = to_regrole($1)
    union all select 'owns the database ' || datname from pg_database where datdba = to_regrole($1)
    union all select 'may ' || may from pg_roles, lateral (values
        (rolsuper, 'do everything'), (rolbypassrls, 'pass row-level security by'),
        (rolcreatedb, 'create databases'), (rolcreaterole, 'create roles'), (rolreplication, 'replicate')
        ) power (has, may)
        where rolname = $1 and has
    union all select 'is also ' || roleid::regrole from pg_auth_members where member = to_regrole($1)
    union all select 'may create in ' || nspname from pg_namespace
        where has_schema_privilege($1, oid, 'create')
    union all select 'may ' || verb || ' ' || relname from pg_class,
        lateral unnest(array['delete', 'truncate', 'references', 'trigger']) verb
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
          and has_table_privilege($1, oid, verb)
"""
OPEN_VIEWS = """
    select relname || ' shows what its owner may see; make it security_invoker' from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'v'
      and not coalesce(reloptions @> array['security_invoker=true'], false)
"""
HIJACKED_FUNCTIONS = """
    select oid::regprocedure || ' runs with its owner''s rights and has no search_path that ends in pg_temp'
    from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
      and not exists (select from unnest(proconfig) setting where setting like 'search_path=%, pg_temp')
"""
CALLS = re.compile(r"\b(current_setting|meritgrid_\w+)\(")


async def unprotected_tables(connection: Any) -> list[str]:
    """Tables whose rows everybody with a privilege sees."""
    return [row[0] for row in await connection.fetch(UNPROTECTED, ROLE)]


async def powers_of_the_application(connection: Any) -> list[str]:
    """What the application's role owns, and what it could do besides reading, adding and changing rows."""
    return [f"{ROLE} {row[0]}" for row in await connection.fetch(OWNED, ROLE)]


async def open_views(connection: Any) -> list[str]:
    """Views that pass row-level security by."""
    return [row[0] for row in await connection.fetch(OPEN_VIEWS)]


async def hijacked_functions(connection: Any) -> list[str]:
    """Functions with the owner's rights that a caller could lead to other tables."""
    return [row[0] for row in await connection.fetch(HIJACKED_FUNCTIONS)]


async def slow_policies(connection: Any) -> list[str]:
    """Policies that ask who acts anew for every row, instead of once in a (select ...)."""
    policies = await connection.fetch(
        "select policyname, qual, with_check from pg_policies order by policyname"
    )
    return [
        f"{name} calls {call} for every row; write (select {call}(...))"
        for name, *conditions in policies
        for condition in conditions
        for call in calls_per_row(condition or "")
    ]


def calls_per_row(condition: str) -> list[str]:
    """Calls in a condition, as PostgreSQL prints it, whose innermost select is none or reads a table."""
    return [match.group(1) for match in CALLS.finditer(condition) if not _runs_once(condition, match.start())]


def _runs_once(condition: str, place: int) -> bool:
    depth = 0
    for start in range(place - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(condition[start], 0)
        if depth < 0:
            depth = 0
            inside = condition[start:]
            if re.match(r"\(\s*select\b", inside, re.IGNORECASE):
                return not re.search(r"\bfrom\b", inside[: _end(inside)], re.IGNORECASE)
    return False


def _end(text: str) -> int:
    depth = 0
    for position, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return position
    return len(text)


def unread_subjects(events: Mapping[str, Event], read_by: Iterable[str]) -> list[str]:
    """Subjects of events that whoever recorded one cannot read afterwards."""
    subjects = {name.partition(".")[0] for name, event in events.items() if event.verb is not None}
    return [
        f"nobody reads what was done to a {subject}: give it a verb in READ_BY of domain/audit/policies.py"
        for subject in sorted(subjects - {*read_by})
    ]
