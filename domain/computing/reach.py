"""A run reads everything that its people are paid from, or is refused: nothing is left out in silence."""

from dataclasses import dataclass

import polars as pl

from domain.computing.chain.kind import Kind
from domain.computing.joins import Facts, Joined
from domain.errors import Conflict
from domain.facts.period import Period
from domain.language.text import Several, Text

NAMES = {
    "people": Text("people"),
    "posts": Text("posts"),
    "grades": Text("grades"),
    "results": Text("results"),
    "assessments": Text("assessments"),
    "findings": Text("findings on conduct"),
}


def check_reach(
    facts: Facts, read: Joined, period: Period, kind: Kind, of: tuple[str, ...] = tuple(NAMES)
) -> None:
    """Refuse to pay or to open funds for fewer than everybody, from less than everything.

    `of`: what of `NAMES` has to be there in full. Raises Conflict (`inputs_hidden`, `fund_held_above`,
    `fund_held_nowhere`).
    """
    if hidden := _hidden(facts, read, period, of):
        raise Conflict(
            "inputs_hidden",
            "You may not read all {hidden} that the people of this unit are paid from in {period}:"
            " whoever does this needs the rights to read them on the unit and wherever its people worked in that time.",
            "unitId",
            hidden=hidden,
            period=period.text,
        )
    if not read.above.is_empty():
        above = min(read.above["unit_code"])
        raise Conflict(
            "fund_held_above",
            "The fund that the {kind} of people in this unit comes from is held by {above}, above it: choose"
            " {above}.",
            "unitId",
            kind.law,
            kind=kind.words,
            above=above,
        )
    if read.homeless:
        raise Conflict(
            "fund_held_nowhere",
            "{people} people of this unit belong to no unit that holds the fund that their {kind} comes"
            " from: say which unit holds it first.",
            "unitId",
            people=read.homeless,
            kind=kind.words,
        )


def _hidden(facts: Facts, read: Joined, period: Period, of: tuple[str, ...]) -> Several:
    """What was read less of than there is for those people, and for judging those who are classified."""
    there = facts["inputs in full"].row(0, named=True)
    seen = _Seen(facts, read, period)
    # Nothing was counted of what cannot be hidden.
    counted = [name for name in of if there[name] is not None]
    return Several(NAMES[name] for name in counted if getattr(seen, name)() < there[name])


@dataclass(frozen=True, slots=True)
class _Seen:
    """How much was read, by the names of `NAMES`."""

    facts: Facts
    read: Joined
    period: Period

    def people(self) -> int:
        return self.facts["employee"].height

    def posts(self) -> int:
        return int(self.facts["inputs in full"]["posts_read"][0])

    def grades(self) -> int:
        begun = pl.col("effective_from") <= self.period.months[-1]
        known = [self.facts[name].filter(begun) for name in ("grade holding", "allowance")]
        return sum(_rows(rows, self.facts["employee"]) for rows in known)

    def results(self) -> int:
        return _rows(self.facts["work item"], self.read.classified)

    def assessments(self) -> int:
        of_months, of_periods = self.facts["month assessment"], self.facts["period assessment"]
        return _rows(of_months, self.read.classified) + _rows(of_periods, self.read.classified)

    def findings(self) -> int:
        return _rows(self.facts["conduct finding"], self.read.classified)


def _rows(frame: pl.DataFrame, of: pl.DataFrame) -> int:
    return frame.join(of, on="employee_key", how="semi").height
