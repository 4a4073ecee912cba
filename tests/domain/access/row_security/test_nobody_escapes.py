"""The application's role, and whoever sends SQL through it, stays what it is."""

import asyncpg
import pytest

from domain.database.sessions import raw

FORBIDDEN = [
    "set role postgres",
    "set session authorization postgres",
    "set session_replication_role = replica",
    "alter table pay_line disable row level security",
    "alter table audit_event disable trigger all",
    "drop trigger audit_event_append_only on audit_event",
    "drop policy pay_line_select on pay_line",
    "create policy mine on pay_line using (true)",
    "alter role meritgrid_app superuser",
    "alter role meritgrid_app bypassrls",
    "create role mine",
    "create schema mine",
    "create table public.mine (id int)",
    "create function public.mine() returns int language sql as 'select 1'",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
    "grant meritgrid_app to pg_monitor",
    "copy pay_line from program 'id'",
    "copy (select 1) to '/tmp/x'",
    "select pg_read_file('/etc/passwd')",
    "select * from pg_authid",
    "select check_pay_lines(null)",
    "select lo_import('/etc/passwd')",
]


async def test_nobody_takes_more_than_the_applications_role_has(attempt, mighty):
    for statement in FORBIDDEN:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(mighty, statement)


async def test_nobody_switches_row_security_off(attempt, database, stranger):
    async with database.writing(stranger) as session:
        connection = await raw(session)
        await connection.execute("set local row_security = off")

        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("select * from pay_line")


async def test_nobody_puts_a_table_of_their_own_in_place_of_ours(database, stranger, province):
    """What runs with the owner's rights reads the owner's tables, whatever stands in front of them."""
    async with database.writing(stranger) as session:
        connection = await raw(session)
        for table in ("access_grant", "account", "employee", "occupancy", "unit_ancestor", "unit_state"):
            await connection.execute(
                f"create temporary table {table} (like public.{table} including defaults)"
            )
        await connection.execute(
            "insert into pg_temp.access_grant select gen_random_uuid(), $1, verb, $2, '2020-01-01'"
            " from unnest(array['people.read', 'pay_run.read']) verb",
            stranger.id,
            province,
        )
        await connection.execute("insert into pg_temp.account values ($1, 'demo|hr', 'me')", stranger.id)

        assert await connection.fetch("select id from public.employee") == []
        assert (
            await connection.fetchval("select meritgrid_everywhere($1, 'people.read')", stranger.id) is False
        )
        assert await connection.fetch("select * from meritgrid_units($1, 'people.read')", stranger.id) == []
        assert await connection.fetchval("select name from meritgrid_account('demo|hr')") != "me"


async def test_nobody_reads_by_a_function_that_leaks(database, stranger, computed_run):
    """A cheap function in the condition must not see rows before the policy does."""
    async with database.writing(stranger) as session:
        connection = await raw(session)
        await connection.execute(
            "create function pg_temp.leak(bigint) returns boolean language plpgsql cost 0.0000001 as"
            " $$ begin raise exception 'leaked %', $1; end $$"
        )

        assert await connection.fetch("select * from pay_line where pg_temp.leak(amount_vnd)") == []
