"""Applies the desired state: functions, views, triggers, privileges and policies become what the areas declare.

Revisions hold tables and data. All of this is made anew whenever a declaration or the catalogue changed.
"""

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, text

from domain.database.state import catalogue
from domain.database.state.dependents import drops, refuse_dependents
from domain.database.state.policy import ROLE
from domain.database.state.replaceable import Replaceable

_APPLIED = "select obj_description('public.alembic_version'::regclass)"
# Everything of the kind in our schema, so that nothing stays that is no longer declared.
_DROPS = (
    "select format('drop policy %I on public.%I', policyname, tablename) from pg_policies where schemaname = 'public'",
    """select format('drop trigger %I on %s', tgname, tgrelid::regclass) from pg_trigger
       join pg_class on pg_class.oid = tgrelid
       where not tgisinternal and relnamespace = 'public'::regnamespace""",
    """select format('drop rule %I on %s', rulename, ev_class::regclass) from pg_rewrite
       join pg_class on pg_class.oid = ev_class
       where rulename <> '_RETURN' and relnamespace = 'public'::regnamespace""",
    f"""select format('revoke all on all %s in schema public from {ROLE}, public', kind)
       from unnest(array['tables', 'sequences']) kind""",
)
_UNFORCED = """
    select format('alter table %s disable row level security, no force row level security', oid::regclass) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relforcerowsecurity
"""
# PostgreSQL lets everybody execute a new function. Who may is granted, function by function: a grant that somebody
# forgets is refused, while a forgotten revocation would open the door.
_SHUT = """
    select format('revoke execute on function %s from public', oid::regprocedure) from pg_proc
    where pronamespace = current_schema()::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
"""
# What creation was told not to look at, while a body may speak of what came after it.
_LOOK = """
    select format('select %s(%s)', lanvalidator::regproc, p.oid) from pg_proc p join pg_language l on l.oid = prolang
    where pronamespace = 'public'::regnamespace and lanvalidator <> 0
"""


def apply(connection: Connection, declared: Sequence[Replaceable]) -> bool:
    """Bring the database to what is declared; True when something had to be made.

    As the owner, in the caller's transaction, after the last revision. Whoever changes a guard by hand changes the
    catalogue, and so has all of it made anew.
    """
    connection.execute(text("set local search_path = public"))
    wanted = hashlib.sha256("\n\n".join(one.sql for one in declared).encode()).hexdigest()
    if connection.scalar(text(_APPLIED)) == _mark(connection, wanted):
        return False
    connection.execute(text("set local lock_timeout = '4s'"))
    clear(connection)
    make(connection, declared)
    _each(connection, _LOOK)
    connection.execute(text(f"comment on table alembic_version is '{_mark(connection, wanted)}'"))
    return True


def clear(connection: Connection) -> None:
    """Take all of it away: nobody but the owner sees or writes anything then.

    Raises Conflict when something that is not ours stands on it: nothing is taken away then.
    """
    connection.execute(text("set local search_path = public"))
    refuse_dependents(connection)
    for question in (*_DROPS, _UNFORCED):
        _each(connection, question)
    # Functions with their privileges, which `create or replace` would leave as somebody set them.
    for statement in drops(connection):
        connection.exec_driver_sql(statement)
    connection.execute(text("comment on table alembic_version is null"))


def make(connection: Connection, declared: Sequence[Replaceable]) -> None:
    """Make all of it in the schema that `search_path` names, where nothing of it is yet."""
    connection.execute(text("set local check_function_bodies = off"))
    shut = False
    for one in declared:
        if one.kind == "privilege" and not shut:
            _each(connection, _SHUT)
            shut = True
        connection.exec_driver_sql(one.sql)
    connection.execute(text("set local check_function_bodies = on"))


def told(connection: Connection, schema: str) -> dict[str, str]:
    """What the catalogue says of a schema, guards and tables; `search_path` becomes that schema."""
    connection.execute(text(f"set local search_path = {schema}"))
    asked = catalogue.questions(schema, details=True)
    rows = [row for question in asked for row in connection.exec_driver_sql(question)]
    return catalogue.compared({row[0]: row[1] for row in rows}, schema)


def _mark(connection: Connection, wanted: str) -> str:
    """What was declared, and what the catalogue of this very server says of it."""
    said = "\n".join(f"{name} {text}" for name, text in sorted(told(connection, "public").items()))
    return f"desired state {wanted} {hashlib.sha256(said.encode()).hexdigest()}"


def _each(connection: Connection, question: str) -> None:
    for statement in connection.scalars(text(question)).all():
        connection.exec_driver_sql(statement)
