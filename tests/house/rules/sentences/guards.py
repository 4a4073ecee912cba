"""Sentences of the database's guards: what `raise exception` says, under the code that it becomes."""

import re
from collections.abc import Iterator

from domain.areas import METADATA, guards
from tests.house.rules.sentences.source import Sentence

RAISE = re.compile(r"raise exception\s+((?:'(?:[^']|'')*'\s*)+)(.*?);", re.DOTALL)
FORMATTED = re.compile(r"('PayRun_%s(?:[^']|'')*'(?:\s+'(?:[^']|'')*')*)")
LITERAL = re.compile(r"'((?:[^']|'')*)'")
STATE = re.compile(r"errcode\s*=\s*'(\w+)'")
CONSTRAINT = re.compile(r"constraint\s*=\s*'(\w+)'")
# The states whose sentences reach a person, and the code that they have without one of their own.
SAID = {"restrict_violation": "not_possible_now", "check_violation": "rule_broken"}


def guarded() -> Iterator[Sentence]:
    """What each guard says, with `{value1}` and so on for what it fills in."""
    for guard in guards():
        for said, rest in RAISE.findall(guard.sql):
            state = STATE.search(rest)
            if state is None or state[1] not in SAID or said.strip() == "'%'":
                continue
            named = CONSTRAINT.search(rest)
            yield Sentence(named[1] if named else SAID[state[1]], template(said), guard.name)


def paid() -> Iterator[Sentence]:
    """Why nothing changes of what is paid: a function tells it, and a guard says the same."""
    for guard in guards():
        for said in FORMATTED.findall(guard.sql):
            yield Sentence("already_paid", template(said.replace("%s", "%")), guard.name)


def checks() -> Iterator[Sentence]:
    """The constraints of tables, whose names are sentences."""
    for table in METADATA.tables.values():
        for constraint in table.constraints:
            name = str(constraint.name or "")
            if name.startswith("ck_"):
                words = name.removeprefix("ck_").removeprefix(f"{table.name}_").replace("_", " ")
                yield Sentence(None, words, f"{table.name}.{name}")


def template(said: str) -> str:
    """A format of PostgreSQL, of one literal or of several in a row, as a template."""
    whole = "".join(LITERAL.findall(said))
    parts = whole.replace("''", "'").split("%")
    return "".join(f"{part}{{value{place}}}" for place, part in enumerate(parts[:-1], 1)) + parts[-1]
