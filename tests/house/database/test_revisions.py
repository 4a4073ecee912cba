"""Released revisions stay as they are, and new ones hold nobody up."""

import shutil

import pytest

from tests.house.rules.database import revisions
from tests.house.rules.tree import ROOT

RELEASED = revisions.frozen()


def test_released_revisions_are_as_they_were_released():
    assert revisions.thawed(ROOT, RELEASED) == []
    assert len(RELEASED) >= 7


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(ROOT / "migrations", tmp_path / "migrations")
    return tmp_path


def test_a_released_revision_that_changes_is_found(copied):
    changed = copied / "migrations/versions/m0003_leading.py"
    changed.write_text(changed.read_text() + "\n# planted\n")
    (copied / "migrations/versions/m0007_reads.py").unlink()

    assert revisions.thawed(copied, RELEASED) == [
        "migrations/versions/m0003_leading.py is released and changed: put it back and write another revision",
        "migrations/versions/m0007_reads.py is released and gone: put it back",
    ]


def test_a_revision_that_slips_in_before_a_released_one_is_found(copied):
    (copied / "migrations/versions/m0004_again.py").write_text("revision = '0004b'\n")

    (fault,) = revisions.thawed(copied, RELEASED)

    assert fault.startswith(
        "migrations/versions/m0004_again.py comes before a released revision: number it after "
    )


def test_squawk_has_nothing_against_the_revisions_since_the_release():
    assert revisions.judged(revisions.rendered(ROOT, revisions.newest_frozen(RELEASED))) == []


def test_squawk_has_something_against_a_column_that_must_be_given_and_one_that_goes():
    sql = "begin;\nalter table unit add column planted text not null;\nalter table unit drop column code;\ncommit;\n"

    found = revisions.judged(f"set lock_timeout = '4s';\nset statement_timeout = '60s';\n{sql}")

    assert [line.split(": ")[2].split(" ")[0] for line in found] == [
        "adding-required-field",
        "ban-drop-column",
    ]


def test_squawk_reads_the_statements_that_alembic_would_run():
    sql = revisions.rendered(ROOT, "0006")

    assert "create index ix_employee_name_words on employee using gin (name_words)" in sql
    assert any("adding-field-with-default" in line for line in revisions.judged(sql))
