"""The matrix that follows from the rules: `python -m tests.api.who_may.matrix` writes docs/who-may-what.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.house.rules.tree import ROOT

PAGE = ROOT / "docs" / "who-may-what.md"
YES, NO_RIGHT, STATE, OWN, PROGRAM = "yes", "no right", "state", "own", "program"
ANY = "any"
SIGNS = {YES: "●", NO_RIGHT: "·", STATE: "○", OWN: "own", PROGRAM: "program"}
HEAD = """# Who may do what, in which state

Written by `python -m tests.api.who_may.matrix` from `tests/api/who_may/rules.yaml`, a page written by hand; tests hold
the API to every cell, and the database, asked as the application's role without any of our code, to those with a state.

● allowed · no right ○ refused in this state; `own`: who made it does not decide on it; `program`: a person must. Where
no state stands, the right alone is tried. Without an account, and without signing in, everything is refused.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A mutation about a subject in a state; `any` where none is told apart."""

    mutation: str
    subject: str
    state: str


class Rules:
    """The page by hand, as questions."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.roles: Sequence[str] = page["roles"]
        named = page["who"] | {"everybody": self.roles}
        self.holders: dict[str, Sequence[str]] = {
            mutation: named[who] for who, mutations in page["mutations"].items() for mutation in mutations
        }
        self.states: dict[str, dict[str, Sequence[str]]] = page["states"]
        self.no_program = set(page["no_program"])
        self.own: dict[str, str] = page["own"]
        self.same_write: dict[str, Sequence[str]] = page["same_write"]

    def of(self, subject: str) -> list[str]:
        """The mutations about a subject."""
        return sorted({each for allowed in self.states[subject].values() for each in allowed})

    def rows(self) -> Iterator[Row]:
        """Every mutation in every state that is told apart."""
        told = {each for subject in self.states for each in self.of(subject)}
        for subject, states in self.states.items():
            for mutation in self.of(subject):
                yield from (Row(mutation, subject, state) for state in states)
        yield from (Row(mutation, ANY, ANY) for mutation in self.holders if mutation not in told)

    def tried(self, row: Row, *, every: bool) -> list[str]:
        """The roles to try: every one, or the first of each that fares alike."""
        if every:
            return list(self.roles)
        return list({self.cell(row, role): role for role in reversed(self.roles)}.values())

    def cell(self, row: Row, role: str, state_of: str = "") -> str:
        """What happens when somebody of a role tries it; `state_of`: the mutation whose states count, if another."""
        if role not in self.holders[row.mutation]:
            return NO_RIGHT
        if role == "service" and row.mutation in self.no_program:
            return PROGRAM
        if row.subject != ANY and (state_of or row.mutation) not in self.states[row.subject][row.state]:
            return STATE
        return OWN if self.own.get(row.mutation) == role else YES


RULES = Rules(yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8")))


def page(rules: Rules = RULES) -> str:
    """The matrix as a page."""
    lines = [
        HEAD,
        f"| mutation | state | {' | '.join(rules.roles)} |",
        f"|---|---|{'---|' * len(rules.roles)}",
    ]
    for row in rules.rows():
        cells = " | ".join(SIGNS[rules.cell(row, role)] for role in rules.roles)
        state = "" if row.state == ANY else f"{row.subject} {row.state}"
        lines.append(f"| {row.mutation} | {state} | {cells} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
