"""The application's role, and whoever sends SQL through it, stays what it is."""

import asyncpg
import pytest

from domain.database import raw

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


@pytest.mark.parametrize("statement", FORBIDDEN)
async def test_nobody_takes_more_than_the_applications_role_has(attempt, mighty, statement):
    with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.UndefinedFileError)) as refused:
        await attempt(mighty, statement)

    assert refused.value.sqlstate in ("42501", "58P01")


async def test_nobody_switches_row_security_off(attempt, database, stranger):
    async with database.writing(stranger) as session:
        connection = await raw(session)
        await connection.execute("set local row_security = off")

        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("select * from pay_line")


@pytest.mark.parametrize("table", ["access_grant", "unit_closure", "account", "unit_state", "occupancy"])
async def test_nobody_puts_a_table_of_their_own_in_place_of_ours(database, stranger, province, owner, table):
    """What runs with the owner's rights reads the owner's tables, whatever stands in front of them."""
    async with database.writing(stranger) as session:
        connection = await raw(session)
        await connection.execute(f"create temporary table {table} as select * from public.{table} limit 0")
        columns = await connection.fetch(
            "select attname from pg_attribute where attrelid = $1::regclass and attnum > 0",
            f"pg_temp.{table}",
        )
        if table == "access_grant":
            await connection.execute(
                "insert into pg_temp.access_grant select gen_random_uuid(), $1, 'people.read', $2, '2020-01-01'",
                stranger.id,
                province,
            )
        if table == "account":
            await connection.execute("insert into pg_temp.account values ($1, 'demo|hr', 'me')", stranger.id)

        assert columns
        assert await connection.fetch("select id from employee") == []
        assert (
            await connection.fetchval("select meritgrid_everywhere($1, 'people.read')", stranger.id) is False
        )
        assert await connection.fetchval("select name from meritgrid_account('demo|hr')") != "me"
        assert (
            await connection.fetchval("select count(*) from meritgrid_units($1, 'people.read')", stranger.id)
            == 0
        )


async def test_nobody_reads_by_a_function_that_leaks(database, stranger, make_run):
    """A cheap function in the condition must not see rows before the policy does."""
    await make_run()
    async with database.writing(stranger) as session:
        connection = await raw(session)
        await connection.execute(
            "create function pg_temp.leak(bigint) returns boolean language plpgsql cost 0.0000001 as"
            " $$ begin raise exception 'leaked %', $1; end $$"
        )

        assert await connection.fetch("select * from pay_line where pg_temp.leak(amount_vnd)") == []
