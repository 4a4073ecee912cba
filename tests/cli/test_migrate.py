"""`meritgrid migrate`, `demo` and `audit` on a database of one's own."""

import asyncio
import re

import asyncpg
import pytest

from api import databases
from api.settings import Settings
from cli.migrate import MIGRATED_BUT
from domain.errors import Conflict
from tests.cli.conftest import Answered


@pytest.fixture
def on_database(meritgrid, owner_url, monkeypatch):
    """Ask the command about this test's database, off the tests' own event loop."""
    monkeypatch.setenv("DATABASE_URL", owner_url)
    monkeypatch.setenv("MERITGRID_MODE", "development")

    async def ask(*arguments: object) -> Answered:
        return await asyncio.to_thread(meritgrid, *arguments)

    return ask


async def test_migrate_brings_an_empty_database_up_to_date(on_database, server, monkeypatch):
    name = f"{server.folder.name}_from_nothing"
    await server.execute(f"create database {name}")
    monkeypatch.setenv("DATABASE_URL", server.url(name))
    first, second = await on_database("migrate"), await on_database("migrate")
    connection = await asyncpg.connect(server.url(name))
    steps = await connection.fetchval("select count(*) from salary_step")
    await connection.close()
    await server.drop(name)
    assert (first.code, first.err) == (second.code, second.err) == (0, "The database is up to date.\n")
    assert steps > 100


async def test_the_demo_is_loaded_once_and_never_twice(on_database, owner):
    first = await on_database("demo", "--employees", 50, "--seed", 7)
    assert first.code == 0
    assert "drawing the province (0 of 1)\n" in first.err
    assert first.err.splitlines()[-1].startswith("Loaded 50 people in ")

    before = await owner.fetchval("select count(*) from kpi_result")
    second = await on_database("demo", "--employees", 50)
    assert second.code == 1
    assert "meritgrid: An administration is already in this database; nothing was loaded." in second.err
    assert await owner.fetchval("select count(*) from kpi_result") == before


async def test_a_demo_of_no_possible_size_loads_nothing(on_database, owner):
    answer = await on_database("demo", "--employees", 1)
    assert answer.code == 1
    assert "not 1." in answer.err
    assert await owner.fetchval("select count(*) from unit") == 0


async def test_verify_says_how_much_it_verified(on_database):
    await on_database("demo", "--employees", 50, "--until", "assessed")
    sealed, again, verified = [await on_database("audit", each) for each in ("seal", "seal", "verify")]
    assert (sealed.code, sealed.out) == (0, "Sealed 1 batch.\n")
    assert (again.code, again.out) == (0, "Nothing to seal.\n")
    assert verified.code == 0
    assert verified.out.startswith(
        "Verified 1 events (0 not sealed yet), 1 seals, 0 runs, 0 lines, 0 files, "
    )
    assert "Nothing differs. Keep the last seal's link elsewhere: " in verified.out


async def test_a_kept_link_is_asked_for_by_its_seal(on_database, owner):
    await on_database("demo", "--employees", 50)
    await on_database("audit", "seal")
    link = (await owner.fetchval("select link from audit_seal")).hex()

    through = await on_database("audit", "verify", "--link", link, "--seal", 1)
    other = await on_database("audit", "verify", "--link", "0" * 64, "--seal", 1)
    alone = await on_database("audit", "verify", "--link", link)

    assert through.code == 0
    assert "The trail goes through the link that you kept of seal 1." in through.out
    assert other.code == 1
    assert "AuditSeal 1: the link that was kept should be 0000" in other.err
    assert alone.code == 2
    assert "Verified" not in alone.out


async def test_verify_names_the_first_event_that_differs(on_database, owner):
    await on_database("demo", "--employees", 50)
    await on_database("audit", "seal")
    event = await owner.fetchval("select id from audit_event")
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update audit_event set reason = reason || '.' where id = $1", event)
    verified = await on_database("audit", "verify")
    assert verified.code == 1
    assert verified.err.startswith("meritgrid: ")
    assert str(event) in verified.err
    assert "Nothing differs" not in verified.out


async def test_somebody_is_erased_with_a_reason_and_once(on_database, owner):
    await on_database("demo", "--employees", 50)
    person = f"Employee_{await owner.fetchval('select id from employee limit 1')}"

    unsaid, unnamed = [
        await on_database("audit", "erase", *said)
        for said in ((person,), ("A01", "--reason", "Theo yêu cầu"))
    ]
    kept = await owner.fetchval("select count(*) from secret where inner_key is null")
    erased, again = [
        await on_database("audit", "erase", person, "--reason", "Theo yêu cầu") for _ in range(2)
    ]
    verified = await on_database("audit", "verify")

    assert (unsaid.code, unnamed.code, kept) == (2, 2, 0)
    assert (erased.code, erased.out) == (0, f"{person} is erased; the trail tells why.\n")
    assert again.code == 2
    assert f"{person} has no secret" in again.err
    told = await owner.fetchrow("select subject, reason from audit_event where happened = 'secret.erased'")
    assert tuple(told) == (person, "Theo yêu cầu")
    assert verified.code == 0


@pytest.mark.parametrize("command", [("migrate",), ("demo",), ("audit", "verify"), ("audit", "seal")])
async def test_a_database_that_is_away_is_told_in_a_sentence(on_database, monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/nothing")
    answer = await on_database(*command)
    (line,) = answer.err.splitlines()
    assert (answer.code, answer.out) == (1, "")
    assert "PostgreSQL answers at 127.0.0.1:1/nothing" in line or "The database does not answer." in line
    assert "secret" not in line


async def test_a_check_of_the_database_names_what_is_not_as_declared_and_a_migration_restores_it(
    on_database, owner
):
    before = await on_database("migrate", "--check")
    await owner.execute("drop policy unit_select on unit")
    found = await on_database("migrate", "--check")
    still = await owner.fetchval("select count(*) from pg_policies where policyname = 'unit_select'")
    await on_database("migrate")
    after = await on_database("migrate", "--check")

    assert (before.code, before.out, before.err) == (after.code, after.out, after.err) == (0, "", "")
    assert (found.code, still) == (1, 0)
    assert found.out.startswith("policy unit.unit_select: expected SELECT | PERMISSIVE | {meritgrid_app} | ")
    assert found.out.endswith("found nothing. Run `meritgrid migrate`: it makes all guards anew.\n")


async def test_verify_counts_the_guards_and_says_what_to_do_about_one_that_is_gone(on_database, owner):
    whole = await on_database("audit", "verify")
    await owner.execute("drop policy unit_select on unit")
    gone = await on_database("audit", "verify")

    guards = int(re.search(r"and ([\d,]+) guards", whole.out)[1].replace(",", ""))
    assert f"and {guards - 1:,} guards of the database" in gone.out
    assert gone.code == 1
    assert gone.err == (
        "meritgrid: The policy unit.unit_select: it should be as the code declares, but is missing. Run `meritgrid"
        " migrate`: it restores this, or names who does.\n"
    )


async def test_a_migration_names_what_it_does_not_restore(on_database, owner):
    await owner.execute("alter table unit add column planted int")
    migrated, checked = await on_database("migrate"), await on_database("migrate", "--check")

    named = (
        "column unit.planted: expected nothing, found integer. Tables belong to revisions: put it back as the owner, or"
        " write a revision for it.\n"
    )
    assert (migrated.code, migrated.out) == (0, "")
    assert migrated.err == f"{named}{MIGRATED_BUT}\n"
    assert (checked.code, checked.out) == (1, named)


@pytest.mark.parametrize("command", [("migrate",), ("demo",)])
async def test_what_stands_on_ours_is_told_in_a_sentence_and_nothing_is_done(on_database, owner, command):
    await owner.execute("create schema bao_cao; create view bao_cao.v as select * from unit_now")
    await owner.execute("drop policy unit_select on unit")

    answer = await on_database(*command)

    (line,) = answer.err.splitlines()
    assert (answer.code, answer.out) == (1, "")
    assert line.startswith(
        "meritgrid: What is made anew would take along what is not Meritgrid's: view bao_cao.v on "
    )
    assert await owner.fetchval("select count(*) from pg_policies where policyname = 'unit_select'") == 0


NOT_THERE = [("migrate", "--check"), ("audit", "verify"), ("audit", "seal")]
NOTHING_YET = (
    "meritgrid: There is no administration here yet: run `meritgrid migrate`, or `meritgrid serve`. Nothing was"
    " created.\n"
)


@pytest.mark.parametrize("command", NOT_THERE)
async def test_where_no_administration_is_yet_is_said_and_none_is_created(
    on_database, tmp_path, monkeypatch, command
):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("MERITGRID_DATA_FOLDER", str(tmp_path / "new"))

    answer = await on_database(*command)

    assert (answer.code, answer.out, answer.err) == (1, "", NOTHING_YET)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", NOT_THERE)
async def test_an_empty_database_holds_no_administration_either(on_database, owner, owner_url, command):
    await owner.execute("drop schema public cascade; create schema public")

    answer = await on_database(*command)
    with pytest.raises(Conflict) as refused:
        await databases.existing(Settings(database_url=owner_url))

    assert (answer.code, answer.out, answer.err) == (1, "", NOTHING_YET)
    assert refused.value.code == "no_administration"
    assert await owner.fetchval("select to_regclass('public.unit')") is None


async def test_whoever_may_not_compare_the_database_is_told_so(on_database, server, clone, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", server.application_url(clone))

    answer = await on_database("migrate", "--check")

    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("meritgrid: ")
