"""The database's desired state: functions, triggers, views, policies and grants, applied after the last revision.

Revisions hold tables and data; what is declared here and in `security.py` is made anew whenever it changes.
"""

import hashlib
import re
from pathlib import Path

from sqlalchemy import Connection, text

from migrations import events
from migrations.security import ROLE, statements

SQL = Path(__file__).parent / "sql" / "security"
PARTS = (
    "rights",
    "grants",
    "guards",
    "trail",
    "sealing",
    "decisions",
    "payments",
    "grades",
    "regulations",
    "disclosure",
    "views",
)
_FUNCTION = re.compile(r"^create or replace function (\w+)\(", re.MULTILINE)
_APPLIED = "select obj_description('alembic_version'::regclass)"

# Everything of the kind in our schema, so that nothing stays that is no longer declared.
_POLICIES = "select format('drop policy %I on %I', policyname, tablename) from pg_policies where schemaname = 'public'"
_TRIGGERS = """
    select format('drop trigger %I on %s', tgname, tgrelid::regclass) from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and relnamespace = 'public'::regnamespace
"""
_VIEWS = """
    select format('drop view %s', oid::regclass) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'v'
"""
_GRANTS = f"select 'revoke all on all tables in schema public from {ROLE}'"
_FUNCTIONS = """
    select format('drop function %s', oid::regprocedure) from pg_proc
    where pronamespace = 'public'::regnamespace and proname <> all(:kept)
"""


def apply(connection: Connection) -> None:
    """Bring policies, grants, functions, triggers and views to what the code declares; nothing when they are there.

    As the owner, in the caller's transaction, after the last revision.
    """
    declared = _declared()
    mark = "desired state " + hashlib.sha256("\n\n".join(declared).encode()).hexdigest()
    if connection.scalar(text(_APPLIED)) == mark:
        return
    connection.execute(text("set local lock_timeout = '4s'"))
    clear(connection, kept=[name for part in declared for name in _FUNCTION.findall(part)])
    for statement in declared:
        connection.exec_driver_sql(statement)
    connection.execute(text(f"comment on table alembic_version is '{mark}'"))


def clear(connection: Connection, kept: list[str] | None = None) -> None:
    """Take all of it away but the functions named `kept`: nobody but the owner sees or writes anything then."""
    for question in (_POLICIES, _TRIGGERS, _VIEWS, _GRANTS):
        for statement in connection.scalars(text(question)).all():
            connection.exec_driver_sql(statement)
    for statement in connection.scalars(text(_FUNCTIONS), {"kept": kept or []}).all():
        connection.exec_driver_sql(statement)
    connection.execute(text("comment on table alembic_version is null"))


def _declared() -> list[str]:
    """Every statement, in the order of what needs what."""
    files = [statement for part in PARTS for statement in (SQL / f"{part}.sql").read_text().split("\n\n")]
    return [
        *files,
        events.statement(),
        f"grant select on audit_event_seen, pay_line_step, unit_closure, unit_now to {ROLE}",
        *statements(),
    ]
