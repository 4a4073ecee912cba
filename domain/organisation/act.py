"""Acts: the decision behind a change of the organisation, by number, day and issuer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import gate
from domain.errors import Invalid, Refusal, fault_of
from tabular.text import KEY, TITLE


@dataclass(frozen=True, slots=True)
class Act:
    """A decision, such as 12/QĐ-UBND of 15 June 2026 by the People's Committee, in force from a day on."""

    number: str
    dated_on: date
    issuer: str
    effective_from: date

    def columns(self) -> dict[str, Any]:
        """The same as columns of a dated row."""
        cited = {"act_number": self.number, "act_dated_on": self.dated_on, "act_issuer": self.issuer}
        return {"effective_from": self.effective_from, **cited}

    def cited(self) -> str:
        """The same in a line, as the reason in the trail."""
        return f"{self.number}, {self.dated_on.isoformat()}, {self.issuer}"

    def spelled(self) -> "Act":
        """The same in its one spelling. Raises Invalid for a text that may not come in."""
        number = gate.text(self.number, KEY, "input.act.number")
        return replace(self, number=number, issuer=gate.text(self.issuer, TITLE, "input.act.issuer"))


def faults(act: Act, today: date) -> Iterator[Refusal]:
    """Everything wrong with an act, whatever it is about. `today`: nobody cites what is not issued yet."""
    judged = (
        fault_of(gate.text, act.number, KEY, "input.act.number"),
        fault_of(gate.text, act.issuer, TITLE, "input.act.issuer"),
        fault_of(gate.day, act.dated_on, today, "input.act.datedOn"),
        fault_of(gate.day, act.effective_from, today, "input.effectiveFrom"),
    )
    yield from (fault for fault in judged if fault)
    if act.dated_on > today:
        yield Invalid(
            "act_to_come",
            "The act is dated {day}, and today is {today}: enter it once it is issued. It may take effect later.",
            "input.act.datedOn",
            day=act.dated_on,
            today=today,
        )
