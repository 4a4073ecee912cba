"""A run reads everything that its people are paid from, or is refused: nothing is left out in silence."""

from datetime import date

import polars as pl

from domain.computing.joins import Facts, Joined
from domain.errors import Conflict
from domain.facts.period import Period

NAMES = {
    "people": "people",
    "posts": "posts",
    "grades": "grades",
    "results": "results",
    "assessments": "assessments",
    "findings": "findings on conduct",
}


def check_reach(facts: Facts, read: Joined, period: Period, of: tuple[str, ...] = tuple(NAMES)) -> None:
    """Refuse to pay or to open funds for fewer than everybody, from less than everything.

    `of`: what of `NAMES` has to be there in full. Raises Conflict (`inputs_hidden`, `fund_held_above`,
    `fund_held_nowhere`).
    """
    if hidden := _hidden(facts, read, period, of):
        raise Conflict(
            "inputs_hidden",
            f"You may not read all {hidden} that the people of this unit are paid from in {period.said}:"
            " whoever does this needs the rights to read them on the unit and wherever its people worked that year.",
            "unitId",
        )
    if not read.above.is_empty():
        above = min(read.above["unit_code"])
        raise Conflict(
            "fund_held_above",
            f"The bonus fund of people in this unit is held by {above}, above it: choose {above}.",
            "unitId",
            "Decree 161/2026 art. 4",
        )
    if read.homeless:
        raise Conflict(
            "fund_held_nowhere",
            f"{read.homeless} people of this unit belong to no unit that holds a bonus fund: say which"
            " unit holds it first.",
            "unitId",
        )


def _hidden(facts: Facts, read: Joined, period: Period, of: tuple[str, ...]) -> str:
    there, seen = facts["inputs in full"].row(0, named=True), _seen(facts, read, period.months[-1])
    return ", ".join(NAMES[name] for name in of if there[name] is not None and seen[name] < there[name])


def _seen(facts: Facts, read: Joined, last_month: date) -> dict[str, int]:
    """How much was read of what those people are paid from, and of what those who are classified are judged by."""
    people = facts["employee"].select("employee_key")

    def rows(name: str, of: pl.DataFrame) -> int:
        return facts[name].join(of, on="employee_key", how="semi").height if name in facts else 0

    held = facts["grade holding"].filter(pl.col("effective_from") <= last_month)
    return {
        "people": people.height,
        "posts": facts["inputs in full"]["posts_read"][0],
        "grades": held.join(people, on="employee_key", how="semi").height,
        "results": rows("work item", read.classified),
        "assessments": rows("month assessment", read.classified) + rows("period assessment", read.classified),
        "findings": rows("conduct finding", read.classified),
    }
