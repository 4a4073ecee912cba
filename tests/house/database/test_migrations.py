"""Migrations are current, go both ways, need no extension and hold nobody up."""

import pytest

from domain import areas
from domain.areas import METADATA
from domain.database import migrate
from tests.house.rules.database.migrations import schema_of, unfrozen, untimed
from tests.house.rules.tree import ROOT

RELEASES = sorted(path.name[1:5] for path in (ROOT / "migrations" / "versions").glob("m*.py"))
TIMED = (
    "op.execute(\"set local lock_timeout = '4s'\")\n    op.execute(\"set local statement_timeout = '60s'\")\n"
)


async def test_the_migrations_make_the_tables_that_the_code_says(owner_url):
    assert await migrate.differences(owner_url, METADATA) == []


async def test_a_column_that_no_migration_made_is_found(owner, owner_url):
    await owner.execute("alter table unit add column planted int")

    (difference,) = await migrate.differences(owner_url, METADATA)
    assert (difference[0], difference[2], difference[3].name) == ("remove_column", "unit", "planted")


async def test_migrations_go_up_down_and_up_again(owner, owner_url):
    up = await schema_of(owner)

    await migrate.downgrade(owner_url)
    assert await schema_of(owner) == set()

    await migrate.migrate(owner_url)
    assert await schema_of(owner) == up
    assert len(up) > 100


@pytest.mark.parametrize("release", RELEASES)
async def test_an_upgrade_from_a_release_gives_what_a_fresh_install_gives(owner, owner_url, release):
    fresh = await schema_of(owner)
    await migrate.downgrade(owner_url)
    await migrate.migrate(owner_url, release)
    assert await owner.fetchval("select version_num from alembic_version") == release

    await migrate.migrate(owner_url)

    assert await schema_of(owner) == fresh
    assert await migrate.check(owner_url, areas.guards(), METADATA) == []


async def test_a_state_that_stands_already_is_not_made_again(owner, owner_url):
    policies = "select array_agg(oid order by oid) from pg_policy"
    before = await owner.fetchval(policies)

    await migrate.migrate(owner_url)

    assert await owner.fetchval(policies) == before


async def test_what_a_downgrade_leaves_behind_is_found(owner, owner_url):
    await owner.execute("create table planted (id int)")

    await migrate.downgrade(owner_url)

    assert {row[:2] for row in await schema_of(owner)} >= {("table", "planted"), ("type", "planted")}


async def test_the_database_needs_no_extension(owner):
    assert [row[0] for row in await owner.fetch("select extname from pg_extension")] == ["plpgsql"]


def test_no_revision_reads_what_changes_after_it():
    assert unfrozen(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "from domain.areas import policies",
        "from domain.areas import METADATA",
        "from . import m0001_tables",
        "import pathlib",
        "SQL = open('tables.sql').read()",
        "HERE = __file__",
    ],
)
def test_a_revision_that_reads_live_code_is_found(plant, line):
    root = plant("migrations/versions/m0009_live.py", f"from alembic import op\n{line}\n")

    (fault,) = unfrozen(root)
    assert fault.startswith("migrations/versions/m0009_live.py:2 a revision imports alembic")


def test_every_migration_sets_its_time_outs_before_anything_else():
    assert untimed(ROOT) == []
    assert list((ROOT / "migrations" / "versions").glob("m*.py"))


@pytest.mark.parametrize(
    "step",
    ["op.execute('select 1')", f"op.execute('select 1')\n    {TIMED}", TIMED.split("\n", maxsplit=1)[0]],
)
def test_a_migration_without_time_outs_is_found(plant, step):
    plant("migrations/versions/m0001_good.py", f"def upgrade():\n    {TIMED}")
    root = plant("migrations/versions/m0002_slow.py", f"def upgrade():\n    {step}\n")

    (fault,) = untimed(root)
    assert fault.startswith(
        "migrations/versions/m0002_slow.py:1 upgrade must begin with set local lock_timeout"
    )


def test_a_template_without_time_outs_is_found(plant):
    root = plant("migrations/script.py.mako", f"def upgrade():\n    {TIMED}\n\ndef downgrade():\n    pass\n")

    assert untimed(root) == ["migrations/script.py.mako downgrade does not set both time-outs"]
