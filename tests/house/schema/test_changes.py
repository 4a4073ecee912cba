"""Nobody's program stops working overnight: what the last release had goes only after its day."""

from datetime import UTC, date, datetime

import pytest

from tests.house.rules.schema.changes import (
    HEAD,
    KEPT,
    WRITTEN,
    breaking,
    dangerous,
    endless,
    outdated,
    release_of,
    stale,
)
from tests.house.rules.tree import ROOT

DAY = date(2027, 7, 1)
OLD = HEAD.format("1.0.0") + (
    'type Query { run: Run old: Old @deprecated(reason: "Use `run`, until 2027-06-30") }'
    " type Run { state: State title(short: Boolean): String } type Old { id: ID } enum State { MADE }"
)
NOW = OLD.replace('old: Old @deprecated(reason: "Use `run`, until 2027-06-30")', "").replace(
    "type Old { id: ID }", ""
)


def kept() -> str:
    return (ROOT / KEPT).read_text("utf-8")


def written() -> str:
    return (ROOT / WRITTEN).read_text("utf-8")


def test_nothing_is_taken_from_clients_of_the_last_release_before_its_day():
    assert breaking(kept(), written(), datetime.now(UTC).date()) == []


def test_what_may_surprise_clients_of_the_last_release_is_told_to_them():
    assert dangerous(kept(), written(), (ROOT / "CHANGELOG.md").read_text("utf-8")) == []


def test_the_kept_schema_is_that_of_the_last_release_and_exemptions_are_from_it():
    assert outdated(kept(), (ROOT / "pyproject.toml").read_text()) == []
    assert stale(kept()) == []


def test_every_deprecation_says_until_when():
    assert endless(written()) == []


def test_what_was_deprecated_goes_after_its_day_with_the_type_that_only_it_led_to():
    assert breaking(OLD, NOW, DAY) == []


def test_what_was_deprecated_does_not_go_on_its_day():
    assert breaking(OLD, NOW, date(2027, 6, 30)) == [
        "Old was removed. Deprecate it first, with `until <day>` in the reason, and let that day pass.",
        "Field Query.old was removed. Deprecate it first, with `until <day>` in the reason, and let that day pass.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("run: Run", "", "Field Query.run was removed."),
        ("state: State", "state: String", "Field Run.state changed type from State to String."),
        ("(short: Boolean)", "", "Argument Run.title(short:) was removed."),
        ("(short: Boolean)", "(short: Boolean, x: ID!)", "A required argument Run.title(x:) was added."),
        ("{ MADE }", "{ DONE }", "Enum value State.MADE was removed."),
    ],
)
def test_a_change_that_breaks_a_client_is_found(before, after, fault):
    found = breaking(OLD, OLD.replace(before, after), DAY)

    assert [each.partition(" Deprecate")[0] for each in found] == [fault]


def test_an_exemption_holds_for_what_follows_one_release_and_is_then_taken_away():
    exempt = {"1.0.0": "because"}

    assert breaking(OLD, "type Query { other: ID }", DAY, exempt) == []
    assert breaking(OLD.replace("1.0.0", "1.1.0"), "type Query { other: ID }", DAY, exempt) != []
    assert stale(OLD, exempt) == []
    assert stale(OLD.replace("1.0.0", "1.1.0"), exempt) == [
        "the exemption of what follows 1.0.0 is over: take it out of EXEMPT"
    ]


def test_a_new_value_of_an_enum_is_told_under_unreleased():
    more = OLD.replace("{ MADE }", "{ MADE PAID }")

    assert dangerous(OLD, more, "## Unreleased\n\n## 1.0.0\n\n- `State.PAID`\n") == [
        "Enum value State.PAID was added. Name `State.PAID` under Unreleased in CHANGELOG.md."
    ]
    assert dangerous(OLD, more, "## Unreleased\n\n- `State.PAID` is new\n\n## 1.0.0\n") == []


def test_a_deprecation_without_a_day_is_found():
    assert endless(OLD.replace(", until 2027-06-30", "")) == [
        'Query.old is deprecated without a day: reason: "... until 2027-06-30"'
    ]


def test_a_version_that_is_raised_asks_for_its_schema():
    assert release_of(OLD) == "1.0.0"
    assert outdated(OLD, '[project]\nversion = "1.1.0"\n') == [
        "api/schema.released.graphql is of release 1.0.0, and this is 1.1.0: make released"
    ]
