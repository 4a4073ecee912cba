"""Whoever follows a comment or a page arrives."""

from tests.house.rules.text.paths import lost_paths
from tests.house.rules.tree import ROOT


def test_no_comment_and_no_page_names_a_file_that_is_not_there():
    assert lost_paths(ROOT) == []


def test_a_file_that_moved_is_found_wherever_it_is_named(plant):
    plant(
        "domain/audit/rows.py",
        '"""See `domain.audit.gone` and `domain.audit.rows.kept`."""\nkept = "domain/no.py"\n',
    )
    plant(
        "domain/audit/hashes.sql", "-- As `domain/audit/canonical.py` writes it.\nselect 'domain/not/said'\n"
    )
    root = plant(
        "README.md", "[x](https://example.org/docs/x) domain/<area>/tables.py, domain/audit/, `cli.main`\n"
    )

    assert lost_paths(root) == [
        "README.md:1 names cli.main, which is not there",
        "domain/audit/hashes.sql:1 names domain/audit/canonical.py, which is not there",
        "domain/audit/rows.py:1 names domain.audit.gone, which is not there",
    ]
