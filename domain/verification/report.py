"""What a verification says."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Difference(Exception):  # noqa: N818 - a finding, not an error of the program
    """The first thing that is not what was sealed: its name, which part of it, what should be and what is, and then?"""

    what: str
    part: str
    expected: str
    found: str
    way_out: str = ""

    def __str__(self) -> str:
        says = f"{self.what}: {self.part} should be {self.expected}, but is {self.found}."
        return f"{says} {self.way_out}".rstrip()


@dataclass(slots=True)
class Report:
    """How much was verified, and the first difference; none when everything is as it was sealed.

    `rows`: of money, scores and grants, each against the event that told of it last. `guards`: policies, grants,
    functions, triggers and constraints, against what the code declares. `unsealed` events have a right leaf and wait
    for the next seal; `link` is the last seal's, in hexadecimal. `erased`: leaves of events and lines that nobody can
    open any more, for the secret that salts them is deleted, and the trail says so. Such lines are as the run's columns
    have them, and the roots over all stand.
    """

    events: int = 0
    unsealed: int = 0
    seals: int = 0
    runs: int = 0
    lines: int = 0
    files: int = 0
    rows: int = 0
    guards: int = 0
    erased: int = 0
    link: str = ""
    difference: Difference | None = None


Watch = Callable[[Report], None]


def same(what: str, part: str, expected: object, found: object) -> None:
    """Raise the difference between two values, if there is one."""
    if expected != found:
        raise Difference(what, part, _said(expected), _said(found))


def _said(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
