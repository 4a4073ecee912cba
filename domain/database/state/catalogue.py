"""What PostgreSQL's catalogue says of a schema: guards, and the tables that they stand on."""

import re
from collections.abc import Mapping

# Plain reads of the catalogue, in forms that PostgreSQL 16 to 18 print alike: not the null-constraints of 18, and of a
# view its options and the tables that it reads, not its text.
GUARDS = (
    """select 'row security of ' || relname, relrowsecurity::text || ' forced ' || relforcerowsecurity from pg_class
       where relnamespace = '{schema}'::regnamespace and relkind = 'r'""",
    """select 'policy ' || tablename || '.' || policyname,
              concat_ws(' | ', cmd, permissive, roles::text, qual, 'check', with_check)
       from pg_policies where schemaname = '{schema}'""",
    """select 'function ' || oid::regprocedure, pg_get_functiondef(oid) from pg_proc
       where pronamespace = '{schema}'::regnamespace and prokind = 'f'""",
    """select 'trigger ' || c.relname || '.' || tgname, pg_get_triggerdef(t.oid) || ' enabled ' || tgenabled::text
       from pg_trigger t join pg_class c on c.oid = tgrelid
       where not tgisinternal and relnamespace = '{schema}'::regnamespace""",
    """select 'constraint ' || conrelid::regclass || '.' || conname,
              pg_get_constraintdef(oid) || ' ' || convalidated::text
       from pg_constraint where connamespace = '{schema}'::regnamespace and contype in ('c', 'f', 'p', 'u')
         and conrelid <> 'public.alembic_version'::regclass""",
    """select 'grant on ' || relname || ' to '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              string_agg(privilege_type, ', ' order by privilege_type)
       from pg_class, aclexplode(relacl) where relnamespace = '{schema}'::regnamespace and grantee <> relowner
       group by relname, grantee""",
    """select 'grant on ' || relname || '.' || attname || ' to '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              string_agg(privilege_type, ', ' order by privilege_type)
       from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl)
       where relnamespace = '{schema}'::regnamespace and grantee <> relowner group by relname, attname, grantee""",
    """select 'right to execute ' || oid::regprocedure || ' of '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              privilege_type
       from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
       where pronamespace = '{schema}'::regnamespace and grantee <> proowner""",
    """select 'view ' || relname, coalesce(reloptions::text, '') || ' rows '
              || coalesce((select string_agg(distinct refobjid::regclass::text, ' ' order by refobjid::regclass::text)
                           from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                           where r.ev_class = c.oid and refclassid = 'pg_class'::regclass and refobjid <> c.oid), '')
       from pg_class c where relnamespace = '{schema}'::regnamespace and relkind = 'v'""",
    """select 'membership of ' || member::regrole || ' in ' || roleid::regrole, '' from pg_auth_members
       where member = 'meritgrid_app'::regrole""",
    """select 'role ' || rolname, concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication)
       from pg_roles where rolname = 'meritgrid_app'""",
)
# What only one server's own words can be compared in, and what else can stand in a schema.
DETAILS = (
    """select 'text of view ' || relname, pg_get_viewdef(oid) from pg_class
       where relnamespace = '{schema}'::regnamespace and relkind in ('v', 'm')""",
    """select 'rule ' || c.relname || '.' || rulename, pg_get_ruledef(r.oid) from pg_rewrite r
       join pg_class c on c.oid = ev_class where relnamespace = '{schema}'::regnamespace and rulename <> '_RETURN'""",
    """select 'routine ' || oid::regprocedure, prokind::text from pg_proc
       where pronamespace = '{schema}'::regnamespace and prokind <> 'f'""",
    """select 'column ' || c.relname || '.' || attname,
              concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
                        nullif(attidentity::text, ''), nullif(attgenerated::text, ''), pg_get_expr(adbin, adrelid))
       from pg_attribute a join pg_class c on c.oid = attrelid
       left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
       where relnamespace = '{schema}'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped""",
    """select 'index ' || c.relname, pg_get_indexdef(i.indexrelid) || ' ' || indisvalid from pg_index i
       join pg_class c on c.oid = i.indexrelid where relnamespace = '{schema}'::regnamespace""",
)
# Alembic's own table is no part of what is declared.
_NOT_OURS = re.compile(r"\balembic_version")


def questions(schema: str, details: bool = False) -> list[str]:
    """Statements that give names and what PostgreSQL says of each; `search_path` must be the schema alone."""
    return [asked.replace("{schema}", schema) for asked in (*GUARDS, *(DETAILS if details else ()))]


def compared(rows: Mapping[str, str], schema: str) -> dict[str, str]:
    """What the questions gave, so that two schemas can be compared: in words that do not name the schema."""
    return {name: said.replace(f"{schema}.", "") for name, said in rows.items() if not _NOT_OURS.search(name)}
