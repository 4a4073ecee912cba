"""Powers that nobody declared: whatever would go round the guards without changing one of them.

Roles and settings belong to the whole server, so there is nothing beside to compare them with: every row that a
question gives is one too many. The names of `meritgrid_app` and of the tables' owner are all that is constant.
"""

from dataclasses import dataclass

# Settings that switch triggers, policies or the meaning of a name, for whoever gets them with the connection.
_SWITCHES = (
    "(setting like 'meritgrid.%' or setting in ('session_replication_role', 'row_security', 'role', 'search_path',"
    " 'event_triggers', 'session_preload_libraries', 'local_preload_libraries'))"
)
_OWNER = "(select relowner from pg_class where oid = 'public.alembic_version'::regclass)"
# Neither the owner of the tables nor a superuser, who passes everything by; or, as owner, the application itself.
_STRANGE = (
    "(({role} = 'meritgrid_app'::regrole or {role} <> " + _OWNER + ")"
    " and not (select rolsuper and rolname <> 'meritgrid_app' from pg_roles r where r.oid = {role}))"
)
_NOBODYS = (
    "not exists (select from pg_depend where pg_depend.classid = '{catalogue}'::regclass"
    " and pg_depend.objid = {it} and deptype = 'e')"
)
_ELSEWHERE = (
    "not in (select oid from pg_namespace"
    " where nspname in ('public', 'information_schema') or nspname like 'pg\\_%')"
)
# The queue of jobs, which pgqueuer keeps: a worker takes rows of it, and they hold ids alone.
_QUEUE = (
    "(relkind = 'r' and relnamespace = (select oid from pg_namespace where nspname = 'queue') and relname in"
    " ('pgqueuer', 'pgqueuer_log', 'pgqueuer_schedules', 'pgqueuer_statistics'))"
)


@dataclass(frozen=True)
class Power:
    """A question that gives a name and what is found, a row for each power that is too much; and the way out."""

    question: str
    way_out: str


def _strange(role: str) -> str:
    return _STRANGE.replace("{role}", role)


def _nobodys(catalogue: str, it: str) -> str:
    """It came with no extension of the operator's."""
    return _NOBODYS.replace("{catalogue}", catalogue).replace("{it}", it)


_ROLES = "Roles belong to the whole server: its superuser takes the power away."
_OWN = "Give it back with `alter ... owner to` as the server's superuser, then run `meritgrid migrate`."

ROLES = (
    Power(
        """select 'role ' || rolname, concat_ws(', ', case when rolsuper then 'superuser' end,
                  case when rolbypassrls then 'bypassrls' end, case when rolcreaterole then 'createrole' end,
                  case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end)
           from pg_roles where rolname = 'meritgrid_app'
             and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)""",
        _ROLES,
    ),
    Power(
        """select 'membership of ' || member::regrole || ' in ' || roleid::regrole, 'membership'
           from pg_auth_members where member = 'meritgrid_app'::regrole""",
        _ROLES,
    ),
    Power(
        """select 'parameter ' || parname || ' of ' || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
                  string_agg(privilege_type, ', ' order by privilege_type)
           from pg_parameter_acl, aclexplode(paracl) where grantee in (0, 'meritgrid_app'::regrole)
           group by parname, grantee""",
        "Revoke it from the role (`revoke set on parameter ...`) as the server's superuser.",
    ),
    Power(
        f"""select 'setting ' || setting || ' of ' || coalesce(nullif(setrole, 0)::regrole::text, 'the database'), said
            from (select setrole, setdatabase, split_part(one, '=', 1) as setting,
                         substr(one, strpos(one, '=') + 1) as said
                  from pg_db_role_setting, unnest(setconfig) one) stated
            where {_SWITCHES}
              and setdatabase in (0, (select oid from pg_database where datname = current_database()))""",
        "Take it back with `alter database ... reset` or `alter role ... reset`.",
    ),
)
OWNERS = (
    Power(
        f"""select 'owner of the database', datdba::regrole::text from pg_database
            where datname = current_database() and {_strange("datdba")}""",
        _OWN,
    ),
    Power(
        f"""select 'owner of schema ' || nspname, nspowner::regrole::text from pg_namespace
            where nspname = 'public' and nspowner <> 'pg_database_owner'::regrole and {_strange("nspowner")}""",
        _OWN,
    ),
    Power(
        f"""select 'owner of ' || oid::regclass, relowner::regrole::text from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
              and (relowner <> {_OWNER} or relowner = 'meritgrid_app'::regrole)
              and {_nobodys("pg_class", "pg_class.oid")}""",
        _OWN,
    ),
    Power(
        f"""select 'owner of ' || oid::regprocedure, proowner::regrole::text from pg_proc
            where pronamespace = 'public'::regnamespace
              and (proowner <> {_OWNER} or proowner = 'meritgrid_app'::regrole)
              and {_nobodys("pg_proc", "pg_proc.oid")}""",
        _OWN,
    ),
    Power(
        f"""select 'create on schema public of ' || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
                   privilege_type
            from pg_namespace, aclexplode(nspacl)
            where nspname = 'public' and privilege_type = 'CREATE' and grantee <> 'pg_database_owner'::regrole
              and (grantee = 0 or {_strange("grantee")})""",
        "Run `revoke create on schema public from` that role as the owner.",
    ),
    Power(
        """select 'create on the database of ' || coalesce(nullif(grantee, 0)::regrole::text, 'everybody'),
                  privilege_type
           from pg_database, aclexplode(datacl)
           where datname = current_database() and privilege_type = 'CREATE'
             and grantee in (0, 'meritgrid_app'::regrole)""",
        "Run `revoke create on database` of this database from that role as the owner.",
    ),
)
BESIDE = (
    Power(
        f"""select 'schema ' || nspname || ' of meritgrid_app', 'owner or create' from pg_namespace
            where oid {_ELSEWHERE} and (nspowner = 'meritgrid_app'::regrole
                  or has_schema_privilege('meritgrid_app', oid, 'create'))""",
        "The application keeps nothing of its own: give the schema to somebody else, or drop it.",
    ),
    Power(
        f"""select 'rights of meritgrid_app on ' || oid::regclass, 'table or view of another schema' from pg_class
            where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace {_ELSEWHERE} and not {_QUEUE}
              and {_nobodys("pg_class", "pg_class.oid")}
              and (relowner = 'meritgrid_app'::regrole
                   or has_schema_privilege('meritgrid_app', relnamespace, 'usage')
                      and (has_table_privilege('meritgrid_app', oid, 'select, insert, update, delete')
                           or has_any_column_privilege('meritgrid_app', oid, 'select, insert, update'))
                   or exists (select from aclexplode(relacl) where grantee = 'meritgrid_app'::regrole))""",
        "The schema `public` and the tables of the queue serve the application: take the right away, or drop what"
        " gives it.",
    ),
    Power(
        f"""select 'rights of meritgrid_app on ' || oid::regprocedure, 'function with the rights of its owner'
            from pg_proc
            where prosecdef and pronamespace {_ELSEWHERE} and {_nobodys("pg_proc", "pg_proc.oid")}
              and (proowner = 'meritgrid_app'::regrole
                   or has_schema_privilege('meritgrid_app', pronamespace, 'usage')
                      and has_function_privilege('meritgrid_app', oid, 'execute')
                   or exists (select from aclexplode(proacl) where grantee = 'meritgrid_app'::regrole))""",
        "The schema `public` alone serves the application: take the right away, or drop what gives it.",
    ),
    Power(
        """select 'inheritor ' || inhrelid::regclass || ' of ' || inhparent::regclass, 'its rows count as ours'
           from pg_inherits join pg_class on pg_class.oid = inhparent where relnamespace = 'public'::regnamespace""",
        "Run `alter table ... no inherit` as the owner.",
    ),
    Power(
        """select 'triggers of the foreign keys of ' || tgrelid::regclass,
                  string_agg(distinct 'enabled ' || tgenabled::text, ', ')
           from pg_trigger join pg_class on pg_class.oid = tgrelid
           where tgisinternal and tgenabled <> 'O' and relnamespace = 'public'::regnamespace group by tgrelid""",
        "Run `alter table ... enable trigger all` as the server's superuser, and check what was written meanwhile.",
    ),
    Power(
        f"""select 'operator ' || oid::regoperator, oprcode::text from pg_operator
            where oprnamespace = 'public'::regnamespace and {_nobodys("pg_operator", "pg_operator.oid")}""",
        "It would be called in place of PostgreSQL's own: drop it.",
    ),
    Power(
        f"""select 'event trigger ' || evtname, evtevent || ' enabled ' || evtenabled::text from pg_event_trigger
            where {_nobodys("pg_event_trigger", "pg_event_trigger.oid")}""",
        "It runs at every migration, with the rights of whoever migrates: drop it, or see to whose it is.",
    ),
)
POWERS = (*ROLES, *OWNERS, *BESIDE)
