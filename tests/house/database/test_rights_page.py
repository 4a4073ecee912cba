"""The page on rights says what the database is told."""

from domain import areas
from domain.access.verbs import VERBS
from domain.database.state.declarations import Declared
from domain.database.state.policy import SIGNED_IN, Rule, holds
from domain.database.state.rights import page
from tests.house.rules.tree import ROOT


def test_the_page_on_rights_is_what_the_policies_say():
    printed = (ROOT / "docs" / "rights.md").read_text()

    assert printed == page(areas.declared(), VERBS), "run: .venv/bin/meritgrid rights > docs/rights.md"


def test_every_table_is_on_the_page():
    printed = (ROOT / "docs" / "rights.md").read_text()

    assert [table for table in areas.METADATA.tables if f"| **{table}** |" not in printed] == []


def test_a_row_says_who_may_do_what(tmp_path):
    rule = Rule(
        SIGNED_IN,
        update=holds("fund.open"),
        columns=("state", "amount_vnd"),
        append_only=True,
        note="By hand.",
    )

    said = page([Declared("bonus_funds", tmp_path, {"planted": rule})], {"fund.open": "Open funds."})

    assert said.splitlines()[-14:] == [
        "## Bonus funds",
        "",
        "| table | verb | who may |",
        "|---|---|---|",
        "| **planted** | read | everybody who is signed in |",
        "| | change state, amount_vnd | `fund.open` on its unit |",
        "| | | *Nobody changes or removes a row, the owner of the database neither.* |",
        "| | | *By hand.* |",
        "",
        "## The verbs",
        "",
        "| verb | for | tables that ask for it |",
        "|---|---|---|",
        "| `fund.open` | Open funds. | planted |",
    ]
