"""A new area is its own folder, a line in the list of areas, and a revision that Alembic writes from its tables."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.house.rules.database import revisions
from tests.house.rules.database.migrations import unfrozen, untimed
from tests.house.rules.tree import ROOT

TABLES = '''"""Planted."""

from uuid import UUID

from sqlmodel import Field

from domain.database.tables import MONEY, TEXT, WORD, Identified


class Planted(Identified, table=True):
    """Something new."""

    __tablename__ = "planted"

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    name: str
    reason: str = Field(sa_type=TEXT)
    state: str = Field(sa_type=WORD)
    award_vnd: int = Field(sa_type=MONEY)
'''
POLICIES = '''"""Policies of what is planted."""

from domain.database.state.policy import SIGNED_IN, Rule, holds

POLICIES = {"planted": Rule(SIGNED_IN, holds("fund.open"), append_only=True)}
'''
NEW = ("revision", "--autogenerate", "-m", "planted")
FRESH = """
import asyncio, sys
from domain import areas
from domain.database import migrate

async def main():
    await migrate.migrate(sys.argv[1])
    print([str(one) for one in await migrate.check(sys.argv[1], areas.guards(), areas.METADATA)])

asyncio.run(main())
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The code that says what is in a database, to be changed."""
    for folder in ("domain", "migrations"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    path = os.pathsep.join((str(folder), str(ROOT)))
    asked = [sys.executable, *arguments]
    told = subprocess.run(
        asked, cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_of_a_fresh_database_no_revision_is_written(copied, owner_url):
    before = set(copied.glob("migrations/versions/*.py"))

    told = run(copied, "-m", "alembic", "-x", f"database={owner_url}", *NEW)

    assert "there is nothing to write" in told
    assert set(copied.glob("migrations/versions/*.py")) == before


async def test_a_new_table_with_a_policy_takes_one_revision_and_one_area(copied, server):
    area = copied / "domain" / "planted"
    area.mkdir()
    (area / "__init__.py").touch()
    (area / "tables.py").write_text(TABLES)
    (area / "policies.py").write_text(POLICIES)
    listed = copied / "domain" / "areas.py"
    listed.write_text(listed.read_text().replace('*("organisation",', '*("planted", "organisation",'))
    before = set(copied.glob("migrations/versions/*.py"))

    run(copied, "-m", "alembic", *NEW)
    (made,) = set(copied.glob("migrations/versions/*.py")) - before

    assert made.name == f"m{len(before) + 1:04}_planted.py"
    assert "op.create_table(" in made.read_text()
    assert (unfrozen(copied), untimed(copied)) == ([], [])
    assert revisions.judged(revisions.rendered(copied, revisions.newest_frozen(revisions.frozen()))) == []
    name = f"{server.folder.name}_planted"
    await server.execute(f"create database {name}")
    assert run(copied, "-c", FRESH, server.url(name)) == "[]\n"
    connection = await asyncpg.connect(server.url(name))
    policies = await connection.fetch(
        "select policyname from pg_policies where tablename = 'planted' order by 1"
    )
    await connection.close()
    await server.drop(name)
    assert [row[0] for row in policies] == ["planted_insert", "planted_select"]
