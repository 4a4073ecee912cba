"""What PostgreSQL's catalogue says of a schema: guards, and the tables that they stand on.

What nobody may hold, wherever it stands, is asked for in `domain/database/powers.py`.
"""

from collections.abc import Mapping

# Plain reads of the catalogue, in forms that PostgreSQL 16 to 18 print alike: not the null-constraints of 18, and of a
# view its options and the tables that it reads, not its text.
GUARDS = (
    """select 'row security of ' || relname, relrowsecurity::text || ' forced ' || relforcerowsecurity
              || case when relpersistence <> 'p' then ' lost in a crash' else '' end
       from pg_class
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
              string_agg(privilege_type || case when is_grantable then ' to pass on' else '' end, ', '
                         order by privilege_type)
       from pg_class, aclexplode(relacl) where relnamespace = '{schema}'::regnamespace and grantee <> relowner
       group by relname, grantee""",
    """select 'grant on ' || relname || '.' || attname || ' to '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              string_agg(privilege_type || case when is_grantable then ' to pass on' else '' end, ', '
                         order by privilege_type)
       from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl)
       where relnamespace = '{schema}'::regnamespace and grantee <> relowner group by relname, attname, grantee""",
    """select 'right to execute ' || oid::regprocedure || ' of '
              || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
              privilege_type || case when is_grantable then ' to pass on' else '' end
       from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
       where pronamespace = '{schema}'::regnamespace and grantee <> proowner""",
    """select 'view ' || relname, coalesce(reloptions::text, '') || ' rows '
              || coalesce((select string_agg(distinct refobjid::regclass::text, ' ' order by refobjid::regclass::text)
                           from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                           where r.ev_class = c.oid and refclassid = 'pg_class'::regclass and refobjid <> c.oid), '')
       from pg_class c where relnamespace = '{schema}'::regnamespace and relkind = 'v'""",
    """select 'rule ' || c.relname || '.' || rulename, pg_get_ruledef(r.oid) from pg_rewrite r
       join pg_class c on c.oid = ev_class where relnamespace = '{schema}'::regnamespace and rulename <> '_RETURN'""",
    """select 'routine ' || oid::regprocedure, prokind::text from pg_proc
       where pronamespace = '{schema}'::regnamespace and prokind <> 'f'""",
    """select 'materialized view ' || relname, '' from pg_class
       where relnamespace = '{schema}'::regnamespace and relkind = 'm'""",
    """select 'column ' || c.relname || '.' || attname,
              concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
                        nullif(attidentity::text, ''), nullif(attgenerated::text, ''),
                        case when atthasdef then 'with a default' end)
       from pg_attribute a join pg_class c on c.oid = attrelid
       where relnamespace = '{schema}'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped""",
)
# What only one server's own words can be compared in.
DETAILS = (
    """select 'text of view ' || relname, pg_get_viewdef(oid) from pg_class
       where relnamespace = '{schema}'::regnamespace and relkind in ('v', 'm')""",
    """select 'default of ' || c.relname || '.' || attname, pg_get_expr(adbin, adrelid)
       from pg_attrdef d join pg_class c on c.oid = adrelid
       join pg_attribute a on a.attrelid = adrelid and attnum = adnum
       where relnamespace = '{schema}'::regnamespace""",
    """select 'index ' || c.relname, pg_get_indexdef(i.indexrelid) || ' ' || indisvalid from pg_index i
       join pg_class c on c.oid = i.indexrelid where relnamespace = '{schema}'::regnamespace""",
)
# Alembic's own table with its key is no part of what is declared; what somebody else may do with it is.
_NOT_OURS = {
    "row security of alembic_version",
    "column alembic_version.version_num",
    "index alembic_version_pkc",
}


def questions(schema: str, details: bool = False) -> list[str]:
    """Statements that give names and what PostgreSQL says of each; `search_path` must be the schema alone."""
    return [asked.replace("{schema}", schema) for asked in (*GUARDS, *(DETAILS if details else ()))]


def compared(rows: Mapping[str, str], schema: str) -> dict[str, str]:
    """What the questions gave, so that two schemas can be compared: in words that do not name the schema."""
    return {name: said.replace(f"{schema}.", "") for name, said in rows.items() if name not in _NOT_OURS}
