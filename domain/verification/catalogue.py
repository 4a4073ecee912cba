"""Compares the guards of the live database with what the code declares: `migrations/declared.txt`."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from domain.verification.report import Difference, Report, Watch

DECLARED = Path(__file__).parents[2] / "migrations" / "declared.txt"
# Plain reads of the catalogue, in forms that PostgreSQL 16 to 18 print alike: not the null-constraints of 18, and of a
# view its options and the tables that it reads, not its text.
_QUESTIONS = (
    """select 'row security of ' || relname, relrowsecurity::text || ' forced ' || relforcerowsecurity from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'""",
    """select 'policy ' || tablename || '.' || policyname,
              concat_ws(' | ', cmd, permissive, roles::text, qual, 'check', with_check)
       from pg_policies where schemaname = 'public'""",
    """select 'function ' || oid::regprocedure, pg_get_functiondef(oid) from pg_proc
       where pronamespace = 'public'::regnamespace and prokind = 'f'""",
    """select 'trigger ' || c.relname || '.' || tgname, pg_get_triggerdef(t.oid) || ' enabled ' || tgenabled::text
       from pg_trigger t join pg_class c on c.oid = tgrelid
       where not tgisinternal and relnamespace = 'public'::regnamespace""",
    """select 'constraint ' || conrelid::regclass || '.' || conname,
              pg_get_constraintdef(oid) || ' ' || convalidated::text
       from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u')
         and conrelid <> 'alembic_version'::regclass""",
    """select 'grant on ' || relname || ' to '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              string_agg(privilege_type, ', ' order by privilege_type)
       from pg_class, aclexplode(relacl) where relnamespace = 'public'::regnamespace and grantee <> relowner
       group by relname, grantee""",
    """select 'grant on ' || relname || '.' || attname || ' to '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              string_agg(privilege_type, ', ' order by privilege_type)
       from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl)
       where relnamespace = 'public'::regnamespace and grantee <> relowner group by relname, attname, grantee""",
    """select 'right to execute ' || oid::regprocedure || ' of '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              privilege_type
       from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
       where pronamespace = 'public'::regnamespace and grantee <> proowner""",
    """select 'view ' || relname, coalesce(reloptions::text, '') || ' rows '
              || coalesce((select string_agg(distinct refobjid::regclass::text, ' ' order by refobjid::regclass::text)
                           from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                           where r.ev_class = c.oid and refclassid = 'pg_class'::regclass and refobjid <> c.oid), '')
       from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'v'""",
    """select 'membership of ' || member::regrole || ' in ' || roleid::regrole, '' from pg_auth_members
       where member = 'meritgrid_app'::regrole""",
    """select 'role ' || rolname, concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication)
       from pg_roles where rolname = 'meritgrid_app'""",
)


async def stated(connection: Any) -> dict[str, str]:
    """Each guard of a database by its name: the hash of what PostgreSQL says of it."""
    await connection.execute("set local search_path = public")
    rows = [row for question in _QUESTIONS for row in await connection.fetch(question)]
    return {name: sha256(said.encode()).hexdigest()[:32] for name, said in rows}


def written(guards: dict[str, str]) -> str:
    """The text of `declared.txt`, a line each."""
    return "".join(f"{said} {name}\n" for name, said in sorted(guards.items()))


def declared() -> dict[str, str]:
    """What `declared.txt` states."""
    lines = (line.split(" ", 1) for line in DECLARED.read_text().splitlines())
    return {name: said for said, name in lines}


async def check_catalogue(connection: Any, report: Report, watch: Watch) -> None:
    """Check that every guard is there as declared, and no other. Raises the first Difference."""
    found, wanted = await stated(connection), declared()
    for name in sorted(found.keys() | wanted.keys()):
        if found.get(name) != wanted.get(name):
            as_found = "missing" if name not in found else "another"
            raise Difference(
                f"The {name}", "it", "as the code declares" if name in wanted else "absent", as_found
            )
    report.guards = len(found)
    watch(report)
