"""Drift: what the live catalogue says otherwise than the declarations, each difference with the way out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import shorten

from sqlalchemy import Connection, MetaData, text

from domain.database.powers import POWERS
from domain.database.state import apply
from domain.database.state.replaceable import Replaceable

# Everything is made once more beside the live schema, by the same server, and compared: so no lock on a live table, and
# no words of another PostgreSQL.
_BESIDE = "meritgrid_declared"
_LONGEST = 200  # characters of a text that are shown
_GRANT = re.compile(r"(grant on|right to execute) (?P<what>.+) (to|of) (?P<whose>\S+)")
_RESTORED = {"meritgrid_app", "everybody"}
_MIGRATE = "Run `meritgrid migrate`: it makes all guards anew."
_REVISION = "Tables belong to revisions: put it back as the owner, or write a revision for it."


@dataclass(frozen=True)
class Drift:
    """An object that is not as declared: its name, what is expected and found of it, and the way out."""

    what: str
    expected: str
    found: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.what}: expected {self.expected}, found {self.found}. {self.way_out}"


def drift(connection: Connection, declared: Sequence[Replaceable], tables: MetaData) -> list[Drift]:
    """Every difference, by name; nothing when the database is as declared.

    As the owner, who may create a schema, in a transaction that leaves nothing behind.
    """
    found = apply.told(connection, "public")
    expected = _made_beside(connection, declared, tables)
    return _too_much(connection) + [
        Drift(name, *_sides(expected.get(name), found.get(name)), _way_out(name, expected.get(name)))
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]


def _too_much(connection: Connection) -> list[Drift]:
    """Powers that nobody declared: of these the other side is nothing, whatever the server says."""
    return sorted(
        (
            Drift(name, "nothing", said, power.way_out)
            for power in POWERS
            for name, said in connection.exec_driver_sql(power.question)
        ),
        key=lambda one: one.what,
    )


def _made_beside(connection: Connection, declared: Sequence[Replaceable], tables: MetaData) -> dict[str, str]:
    undone = connection.begin_nested()
    try:
        connection.execute(text(f"create schema {_BESIDE}"))
        connection.execute(text(f"set local search_path = {_BESIDE}"))
        tables.create_all(connection, checkfirst=False)
        apply.make(connection, declared)
        return apply.told(connection, _BESIDE)
    finally:
        undone.rollback()


def _sides(expected: str | None, found: str | None) -> tuple[str, str]:
    """The two in a line each: of longer texts the first line that differs."""
    if expected is None or found is None:
        return _line(expected), _line(found)
    lines = zip_longest(expected.splitlines(), found.splitlines(), fillvalue="")
    one, other = next((one, other) for one, other in lines if one != other)
    return _line(one), _line(other)


def _line(said: str | None) -> str:
    if said is None:
        return "nothing"
    return shorten(said, _LONGEST, placeholder=" ...") or "an empty line"


def _way_out(name: str, expected: str | None) -> str:
    kind = name.split(" ", maxsplit=1)[0]
    grant = _GRANT.fullmatch(name)
    if grant and grant["whose"] not in _RESTORED:
        routine = "function " if name.startswith("right") else ""
        return f"Run `revoke all on {routine}{grant['what']} from {grant['whose']}` as the owner."
    if kind == "constraint" and expected is not None:
        table, _, constraint = name.removeprefix("constraint ").partition(".")
        declared = expected.rsplit(" ", maxsplit=1)[0]
        return f"Run `alter table {table} add constraint {constraint} {declared}` as the owner."
    if kind in {"constraint", "column", "index"} or (name.startswith("row security") and expected is None):
        return _REVISION
    return _MIGRATE


def unmigrated(newest: str | None, found: str | None) -> list[Drift]:
    """A database at an earlier revision has nothing yet to compare."""
    return [Drift("the revision", str(newest), found or "none", "Run `meritgrid migrate`.")]
