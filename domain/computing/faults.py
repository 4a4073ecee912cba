"""What stops a run before it begins: each fault of the inputs, by name, with the way out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import polars as pl

from domain.computing.chain import withholding
from domain.computing.chain.kind import Kind
from domain.computing.joins import Joined
from domain.errors import Conflict, Invalid
from domain.facts.period import Period
from domain.language.text import Several, Text
from domain.reading.ids import global_id

SHOWN = 5
# What of a regulation is at fault, as whoever drafts one sends it; whoever computes sent a unit that follows it.
STATED = frozenset({"models", "parameters", "effectiveFrom"})


@contextmanager
def told_of(regulation_id: str, units: pl.DataFrame) -> Iterator[None]:
    """Tell, as Invalid, what is wrong with a published regulation by its id and the units that follow it."""
    try:
        yield
    except Invalid as wrong:
        if wrong.path.partition(".")[0] not in STATED:
            raise
        raise Invalid(
            wrong.code,
            Text(
                "{regulation}, in force for {units}, cannot be computed with. {why} Draft a regulation with models that"
                " go together (draftRegulation) and have it published.",
                regulation=global_id("Regulation", regulation_id),
                units=_named(units["unit_code"]),
                why=wrong,
            ),
            "unitId",
            wrong.source,
        ) from wrong


# What inputs have to hold for a kind of run beside people and regulations, by name: a grade in each month; every month
# assessed and confirmed; the period assessed and confirmed from its months; a class, also of who is classified out of
# reach (`domain.computing.classes`). `scores` is judged once they are computed.
PRECONDITIONS = frozenset({"grades", "months", "assessments", "classes", "scores"})


def check_inputs(
    read: Joined, period: Period, kind: Kind, preconditions: frozenset[str] | None = None
) -> None:
    """Refuse inputs that are not what a run of the kind takes, by its `preconditions` or the given ones of them.

    Raises Invalid and Conflict.
    """
    preconditions = kind.preconditions if preconditions is None else preconditions
    _refuse_nobody(read.people, read.units, period, kind)
    if "grades" in preconditions:
        _refuse_months(
            read.people,
            read.months.filter(pl.col("grade_code").is_null()),
            "grade_missing",
            Text("There is no grade and step for {people}. Record the grade holding from that month on."),
        )
    classified = withholding.judged(read.people)
    months = read.months.join(classified, on="employee", how="semi")
    if preconditions & {"months", "assessments"}:
        _refuse_unassessed(classified, months, read.items)
    if "months" in preconditions:
        _refuse_months(
            classified,
            months.filter(~pl.col("confirmed")),
            "months_not_confirmed",
            Text(
                "There is a monthly assessment that is not confirmed for {people}. Confirm it first, or put them on"
                " hold (holdPayment) and have the others paid."
            ),
        )
    if "assessments" in preconditions:
        _refuse_unconfirmed(classified, period)


def _refuse_nobody(people: pl.DataFrame, units: pl.DataFrame, period: Period, kind: Kind) -> None:
    """Refuse a unit in which there is nobody to pay, or no rule by which."""
    if people.is_empty():
        raise Invalid(
            "nobody_in_unit",
            "Nobody in this unit held a post in {period}: there is nobody to pay.",
            "unitId",
            period=period.text,
        )
    without = units.filter(pl.col("regulation_id").is_null())
    if not without.is_empty():
        raise Conflict(
            "unit_without_regulation",
            "No published regulation on the {kind} is in force in {period} for"
            " {units}: publish one for the unit or for a unit above it.",
            "unitId",
            Text("{law}: the {kind} follows a written regulation", law=Text(kind.law), kind=kind.words),
            kind=kind.words,
            period=period.text,
            units=_named(without["unit_code"]),
        )


def _refuse_unassessed(people: pl.DataFrame, months: pl.DataFrame, items: pl.DataFrame) -> None:
    """Refuse inputs from which the score of somebody who is classified here does not follow."""
    _refuse_months(
        people,
        months.filter(pl.col("general_points_hundredths").is_null()),
        "assessment_missing",
        Text(
            "There is no monthly assessment for {people}. Assess the month first, or put them on hold (holdPayment) and"
            " have the others paid."
        ),
    )
    _refuse_months(
        people,
        items.filter(pl.col("coefficient_hundredths").is_null()),
        "coefficient_missing",
        Text(
            "There is a product without a conversion coefficient for {people}. Date the product's coefficient earlier,"
            " or put them on hold (holdPayment) and have the others paid."
        ),
    )


def _refuse_unconfirmed(people: pl.DataFrame, period: Period) -> None:
    """Refuse people whose assessment of the period does not count, or counts months that were not read."""
    unconfirmed = people.filter((pl.col("assessment_state") != "confirmed").fill_null(value=True))
    if not unconfirmed.is_empty():
        raise Conflict(
            "assessment_not_confirmed",
            "The {period} assessment is missing or not confirmed for {people}: confirm it first, or put them on hold"
            " (holdPayment) and have the others paid.",
            "unitId",
            "Decree 335/2025 art. 17",
            period=period.text,
            people=_named(unconfirmed["employee_code"]),
        )
    unseen = people.filter(pl.col("months_worked") < pl.col("assessed_months"))
    if not unseen.is_empty():
        raise Conflict(
            "history_unknown",
            "{people} worked months of {period} in units that you may not see: a run"
            " that includes them is made by somebody whose rights reach those units too; or put them on hold"
            " (holdPayment) and have the others paid.",
            "unitId",
            people=_named(unseen["employee_code"]),
            period=period.text,
        )


def check_scores(people: pl.DataFrame, scored: pl.DataFrame, year: int) -> None:
    """Refuse when what was confirmed is no longer what the results give.

    `scored` has employee and score_hundredths as the scoring model computed them.
    """
    differing = people.join(scored, on="employee").filter(
        pl.col("assessed_hundredths") != pl.col("score_hundredths")
    )
    if not differing.is_empty():
        raise Conflict(
            "assessment_out_of_date",
            "Results or rules changed after the {year} assessment was confirmed for"
            " {people}: assess and confirm again, or put them on hold (holdPayment) and have the others paid.",
            "unitId",
            year=year,
            people=_named(differing["employee_code"]),
        )


def _refuse_months(people: pl.DataFrame, faulty: pl.DataFrame, code: str, says: Text) -> None:
    """Refuse by `says`, a sentence about {people}."""
    if faulty.is_empty():
        return
    rows = (
        faulty.join(people.select("employee", "employee_code").unique(), on="employee")
        .sort("employee_code", "month")
        .select("employee_code", "month")
        .unique(maintain_order=True)
        .rows()
    )
    named = [Text("{person} in {month:%Y-%m}", person=person, month=month) for person, month in rows]
    raise Conflict(code, Text(says.template, people=shown(named)), "unitId")


def shown(names: Sequence[Any]) -> Text | Several:
    """The first few of many, and how many more there are."""
    few, more = Several(names[:SHOWN]), len(names) - SHOWN
    return Text("{names} and {more} more", names=few, more=more) if more > 0 else few


def _named(names: pl.Series) -> Text | Several:
    return shown(names.unique(maintain_order=True).to_list())
