"""Which kind of run is asked for, and the first day of the period that it pays for."""

from datetime import date
from typing import NamedTuple

from domain import gate
from domain.computing.chain.kind import Kind
from domain.errors import Invalid
from domain.facts.period import NAMES
from domain.pay_runs import kinds
from domain.pay_runs.kinds.bonus import BONUS


class Wanted(NamedTuple):
    """What a run is to pay: a kind by its name, for the period that begins on a day; a year says its own."""

    year: int | None
    kind: str = BONUS.name
    start: date | None = None


def begun(wanted: Wanted, today: date) -> tuple[Kind, date]:
    """The kind that is wanted, and the first day of its period.

    Raises Invalid (`unknown_kind`, `no_such_year`, `year_to_come`, `month_to_come`, `period_start_missing`,
    `not_the_first_day`, `year_of_another_period`).
    """
    year, name, start = wanted
    kind = kinds.named(name, "period.kind")
    if year is not None:
        gate.year(year, today, "year")
    if start is None and kind.period == "year" and year is not None:
        return kind, date(gate.year_begun(year, today, "year"), 1, 1)
    if start is None:
        raise _nothing_said(kind)
    gate.day(start, today, "period.start")
    if year not in (None, start.year):
        raise Invalid(
            "year_of_another_period",
            "{start} is not in {year}: leave `year` out, or send the year of the period, {its_year}.",
            "year",
            start=start,
            year=year,
            its_year=start.year,
        )
    if start != kind.start(start):
        raise Invalid(
            "not_the_first_day",
            "The {kind} is paid by the {period}: name it by its first day, {start}.",
            "period.start",
            kind=kind.words,
            period=NAMES[kind.period],
            start=kind.start(start),
        )
    return kind, gate.month_begun(start, today, "period.start")


def _nothing_said(kind: Kind) -> Invalid:
    if kind.period == "year":
        return Invalid(
            "period_start_missing",
            "The {kind} is paid by the year: send `year`, or `period` with its first day.",
            "year",
            kind=kind.words,
        )
    return Invalid(
        "period_start_missing",
        "The {kind} is paid by the {period}: say on which day that begins (period).",
        "period.start",
        kind=kind.words,
        period=NAMES[kind.period],
    )
