"""Powers that go round the guards without changing one of them are named, by the migration and by the auditor.

Roles are shared by all databases of the server: whatever is changed here is asked in the same transaction, and undone.
"""

import pytest
from sqlalchemy import text

from domain import areas
from domain.database import migrate
from domain.database.powers import POWERS
from domain.database.state.drift import drift
from domain.verification import catalogue
from domain.verification.report import Difference, Report
from tests.fixtures.server import alone

X = "create schema x; "
OF_X = "grant usage on schema x to meritgrid_app; "
CHANGES = {
    "role meritgrid_app": ("superuser", "alter role meritgrid_app superuser"),
    "role meritgrid_app ": ("bypassrls", "alter role meritgrid_app bypassrls"),
    "membership of meritgrid_app in pg_write_all_data": (
        "membership",
        "grant pg_write_all_data to meritgrid_app",
    ),
    "parameter session_replication_role of meritgrid_app": (
        "SET",
        "grant set on parameter session_replication_role to meritgrid_app",
    ),
    "parameter session_replication_role of everybody": (
        "SET",
        "grant set on parameter session_replication_role to public",
    ),
    "setting session_replication_role of the database": (
        "replica",
        "alter database {database} set session_replication_role = replica",
    ),
    "setting row_security of meritgrid_app": ("off", "alter role meritgrid_app set row_security = off"),
    "setting meritgrid.actor of meritgrid_app": (
        "somebody",
        "alter role meritgrid_app in database {database} set meritgrid.actor = somebody",
    ),
    "setting search_path of the database": (
        "x, public",
        "alter database {database} set search_path = x, public",
    ),
    "owner of the database": ("meritgrid_app", "alter database {database} owner to meritgrid_app"),
    "owner of schema public": ("meritgrid_app", "alter schema public owner to meritgrid_app"),
    "owner of unit_now": ("meritgrid_app", "alter view unit_now owner to meritgrid_app"),
    "owner of alembic_version": ("meritgrid_app", "alter table alembic_version owner to meritgrid_app"),
    "owner of kpi_result": ("pg_monitor", "alter table kpi_result owner to pg_monitor"),
    "owner of settle_pay_run()": ("pg_monitor", "alter function settle_pay_run() owner to pg_monitor"),
    "create on schema public of meritgrid_app": ("CREATE", "grant create on schema public to meritgrid_app"),
    "create on schema public of everybody": ("CREATE", "grant create on schema public to public"),
    "create on the database of meritgrid_app": (
        "CREATE",
        "grant create on database {database} to meritgrid_app",
    ),
    "schema x of meritgrid_app": ("owner or create", f"{X}alter schema x owner to meritgrid_app"),
    "rights of meritgrid_app on x.leak": (
        "table or view of another schema",
        f"{X}{OF_X}create view x.leak as select * from employee; grant select on x.leak to public",
    ),
    "rights of meritgrid_app on x.leak()": (
        "function with the rights of its owner",
        f"{X}{OF_X}create function x.leak() returns int language sql security definer as 'select 1'",
    ),
    "inheritor x.leak of occupancy": (
        "its rows count as ours",
        f"{X}create table x.leak () inherits (public.occupancy)",
    ),
    "triggers of the foreign keys of kpi_result": ("enabled D", "alter table kpi_result disable trigger all"),
    "operator =(character varying,text)": (
        "x.leak",
        f"{X}create function x.leak(varchar, text) returns bool language sql immutable as 'select true';"
        " create operator public.= (leftarg = varchar, rightarg = text, function = x.leak)",
    ),
    "event trigger leak": (
        "ddl_command_end enabled O",
        f"{X}create function x.leak() returns event_trigger language plpgsql as 'begin end';"
        " create event trigger leak on ddl_command_end execute function x.leak()",
    ),
}
GUARDS = {
    "policy employee.alembic_version_open": "create policy alembic_version_open on employee using (true)",
    "constraint kpi_result.alembic_version_c": "alter table kpi_result add constraint alembic_version_c"
    " check (completed >= 0)",
    "column account.alembic_version_s": "alter table account add column alembic_version_s text",
    "grant on alembic_version to meritgrid_app": "grant update on alembic_version to meritgrid_app",
    "grant on employee to meritgrid_app": "grant select on employee to meritgrid_app with grant option",
    "row security of audit_unsealed": "alter table audit_unsealed set unlogged",
    "column answered_request.answer": "alter table answered_request alter column answer drop not null",
    "column kpi_result.completed": "alter table kpi_result alter column completed set default 7",
    "rule pay_line.planted": "create rule planted as on delete to pay_line do instead nothing",
}


@pytest.fixture
def roles(server):
    """Nobody else changes roles meanwhile: two at once fail."""
    with alone(server.folder / "roles.lock"):
        yield


async def within(owner_url, change):
    """What the comparison names after a change, in the transaction that is then undone."""

    def look(connection):
        undone = connection.begin_nested()
        try:
            name = connection.scalar(text("select quote_ident(current_database())"))
            connection.exec_driver_sql("set local check_function_bodies = off")
            for statement in change.replace("{database}", name).split("; "):
                connection.exec_driver_sql(statement)
            return drift(connection, areas.guards(), areas.METADATA)
        finally:
            undone.rollback()

    return await migrate.with_connection(owner_url, look)


@pytest.mark.parametrize("name", CHANGES)
async def test_a_power_that_nobody_declared_is_named_with_the_way_out(owner_url, roles, name):
    said, change = CHANGES[name]

    found = {one.what: one for one in await within(owner_url, change)}

    named = found[name.strip()]
    assert (named.expected, named.found) == ("nothing", said)
    assert named.way_out in {power.way_out for power in POWERS}
    assert await within(owner_url, "select 1") == []


@pytest.mark.parametrize("name", CHANGES)
async def test_the_auditor_finds_the_same(owner, roles, name):
    change = CHANGES[name][1].replace(
        "{database}", await owner.fetchval("select quote_ident(current_database())")
    )
    undone = owner.transaction()
    await undone.start()
    try:
        await owner.execute(change)
        stated = await catalogue.stated(owner)
        with pytest.raises(Difference):
            await catalogue.check_catalogue(owner, Report(), lambda _report: None)
    finally:
        await undone.rollback()

    assert name.strip() in stated.keys() - catalogue.declared().keys()
    assert (await catalogue.stated(owner)) == catalogue.declared()


@pytest.mark.parametrize("name", GUARDS)
async def test_what_a_name_or_an_option_hid_is_named(owner, owner_url, name):
    assert name in {one.what for one in await within(owner_url, GUARDS[name])}
    undone = owner.transaction()
    await undone.start()
    try:
        await owner.execute(GUARDS[name])
        stated, declared = await catalogue.stated(owner), catalogue.declared()
    finally:
        await undone.rollback()

    assert stated.get(name) != declared.get(name)
