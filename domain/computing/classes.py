"""The class of who moved away within the period: given by the unit that classifies them, read from its closed run."""

import polars as pl

from domain.computing.chain import withholding
from domain.computing.chain.kind import Kind
from domain.computing.joins import Facts, Joined
from domain.errors import Conflict
from domain.facts.grains.pay import class_given
from domain.facts.period import Period
from domain.language.text import Several, Text

SHOWN = 5


def with_classes(facts: Facts, read: Joined, period: Period, kind: Kind) -> pl.DataFrame:
    """The people of a run, with `class_given` where somebody of them is classified out of reach.

    Only a closed run gives a class: an approval may be withdrawn. Raises Conflict (`classified_outside`) naming who has
    none yet, by which unit they are classified, and what to do.
    """
    if read.outside.is_empty():
        return read.people
    given = read.outside.join(
        facts[class_given(kind.name).name],
        left_on=["employee_key", "fund_key"],
        right_on=["employee_key", "unit_key"],
        how="left",
    )
    _refuse_without(_not_held(given, read.people).filter(pl.col("class_given").is_null()), period, kind)
    return read.people.join(
        given.select("employee", "class_given"), on="employee", how="left", maintain_order="left"
    )


def _not_held(given: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Those of them who get a line: nobody waits for the class of who is on hold."""
    return given.join(withholding.lines(people), on="employee", how="semi")


def _refuse_without(people: pl.DataFrame, period: Period, kind: Kind) -> None:
    if people.is_empty():
        return
    named = [
        Text("{person} by {unit}", person=person, unit=unit or Text("a unit that you may not see"))
        for person, unit in _named(people)
    ]
    above = people.sort("depth", nulls_last=False)["above_code"][-1]
    raise Conflict(
        "classified_outside",
        "Classified for {period} outside of this unit, by a class that is not final or not yours to read:"
        " {people}. Their months here are paid by it: make one run for {above}, or make this one again when"
        " the {kind} of the unit that classifies is closed, with the right to read it.",
        "unitId",
        period=period.text,
        people=_shown(named),
        above=Text("{unit}, the unit above both", unit=above) if above else Text("a unit above both"),
        kind=kind.words,
    )


def _shown(named: list[Text]) -> Text | Several:
    few, more = Several(named[:SHOWN]), len(named) - SHOWN
    return Text("{names} and {more} more", names=few, more=more) if more > 0 else few


def _named(people: pl.DataFrame) -> list[tuple[str, str | None]]:
    return people.sort("employee").select("employee_code", "unit_code").rows()
