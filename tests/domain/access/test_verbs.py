"""What can be granted is what the database asks for, and what the API names."""

import re
from pathlib import Path

from domain import areas
from domain.access.verbs import VERBS
from domain.language import catalogue
from domain.language.rights import NAMES

ROOT = Path(__file__).parents[3]
# Settings of a transaction look like verbs, and so do events: what the database alone tells, or looks for.
SETTINGS = {"meritgrid.actor", "meritgrid.day", "meritgrid.language", "meritgrid.reason"}
NO_VERBS = SETTINGS | {
    "secret.erased", "pay_run.approved", "pay_run.closed", "session.ended", "session.started"
}  # fmt: skip
VERB = re.compile(r"""['"]([a-z_]{4,}\.[a-z]+)['"]""")


def test_the_verbs_are_those_that_the_database_asks_for():
    guards = [guard.sql for guard in areas.guards() if not guard.name.startswith("meritgrid_event(")]
    asked = {verb for sql in guards for verb in VERB.findall(sql)}

    assert asked - NO_VERBS == set(VERBS)


def test_every_field_needs_a_verb_that_can_be_granted():
    named = {
        verb
        for path in (ROOT / "api").rglob("*.py")
        for verb in re.findall(r"""(?:needs|decision)\("([^"]+)\"""", path.read_text(encoding="utf-8"))
    }

    assert named
    assert named <= set(VERBS)


def test_each_verb_says_what_it_is_for():
    assert [verb for verb, says in VERBS.items() if not says.endswith(".") or len(says) < 10] == []
    assert list(VERBS) == sorted(VERBS)


def test_each_right_has_a_name_of_its_own_in_both_languages():
    assert list(NAMES) == list(VERBS)
    for language in ("en", "vi"):
        said = {name.said(language) for name in NAMES.values()}
        assert len(said) == len(VERBS)
        assert not any("_" in each or each.endswith(".") for each in said)
    assert NAMES["pay_run.approve"].said("vi") == "duyệt bảng chi trả"


def test_no_sentence_names_a_right_by_its_code():
    code = re.compile("|".join(rf"(?<![\w.]){re.escape(verb)}(?![\w.])" for verb in VERBS))

    assert len(catalogue.entries("vi")) > 1000
    assert [
        said for said in catalogue.entries("vi").items() if any(map(code.search, (said[0][1], said[1])))
    ] == []
