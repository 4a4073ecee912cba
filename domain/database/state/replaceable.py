"""Replaceable objects: functions, views, triggers, privileges and policies, made after the last revision.

An area's SQL file holds `create or replace function`, `create view`, `create trigger`, `grant` and `revoke`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter

from domain.database.state import split

# In the order of what needs what: a policy calls functions and a view reads them; bodies are looked at last.
KINDS = {
    kind: re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for kind, pattern in {
        "function": r"create or replace function (?P<name>\w+\s*\(.*?\))\s*(?=returns\b|language\b)",
        "view": r"create view (?P<name>\w+)",
        "trigger": r"create (?:constraint )?trigger (?P<name>\w+)(?=.*?\bon (?P<table>\w+))",
        "row security": r"alter table (?P<name>\w+) enable row level security$",
        "privilege": r"(?P<name>(?:grant|revoke)\b.*)",
        "policy": r"create policy (?P<name>\w+) on (?P<table>\w+)",
    }.items()
}


@dataclass(frozen=True)
class Replaceable:
    """One object: its kind, what it is called among its kind, and the statement that makes it."""

    kind: str
    name: str
    sql: str


def replaceable(statement: str) -> Replaceable:
    """What a statement makes. Raises ValueError when it is not one that can be made anew at any time."""
    sql = split.bare(statement)
    for kind, pattern in KINDS.items():
        if made := pattern.match(sql):
            parts = [part for part in (made.groupdict().get("table"), made["name"]) if part]
            return Replaceable(kind, " ".join(".".join(parts).split()), sql)
    raise ValueError(
        f"{sql.splitlines()[0]!r} makes no replaceable object; tables and data belong to a revision, a function is"
        " written `create or replace function`, a view `create view`, a trigger `create trigger`"
    )


def ordered(statements: Iterable[str]) -> list[Replaceable]:
    """All of them in an order in which they can be made. Raises ValueError when one is declared twice."""
    found: dict[tuple[str, str], Replaceable] = {}
    for one in map(replaceable, statements):
        if (one.kind, one.name) in found:
            raise ValueError(f"the {one.kind} {one.name} is declared twice: remove one of the two")
        found[one.kind, one.name] = one
    kinds = list(KINDS)
    return sorted(_views_in_order(list(found.values())), key=lambda one: kinds.index(one.kind))


def _views_in_order(objects: list[Replaceable]) -> list[Replaceable]:
    """A view stands after those that it reads."""
    views = {one.name: one for one in objects if one.kind == "view"}
    needs = {name: views.keys() & set(re.findall(r"\w+", one.sql)) - {name} for name, one in views.items()}
    others = [one for one in objects if one.kind != "view"]
    return [*(views[name] for name in TopologicalSorter(needs).static_order()), *others]
