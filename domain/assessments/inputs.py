"""What one person's assessment of a period is computed from: months in post, points, results."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import polars as pl

from domain.computing.statements import ITEMS_COLUMNS
from domain.database import bulk_copy
from domain.database.bulk_copy import CopyColumn
from domain.database.sessions import ReadSession
from domain.errors import Conflict, Invalid
from domain.reading.ids import global_id

MOST_GENERAL_POINTS = 3_000
FINDINGS = ("field_result", "organising", "uniting")
MONTHS_OF = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}

# $1 the person, $2 the first day, $3 the day after the last. A month is of the post held on its first day.
IN_POST = """
    select $1::uuid, m.month::date, o.position_id, p.unit_id, p.leader,
           a.general_points_hundredths, a.field_result, a.organising, a.uniting, a.state = 'confirmed'
    from generate_series($2::timestamp, $3::timestamp - interval '1 day', interval '1 month') m (month)
    join lateral (
        select position_id from occupancy
        where employee_id = $1 and effective_from <= m.month order by effective_from desc limit 1
    ) o on o.position_id is not null
    join position p on p.id = o.position_id
    left join assessment a on a.employee_id = $1 and a.period = 'month' and a.period_start = m.month
    order by m.month
"""
IN_POST_COLUMNS = (
    CopyColumn("employee_id", str),
    CopyColumn("month", "date"),
    CopyColumn("position_id", str),
    CopyColumn("unit_id", str),
    CopyColumn("leads", bool),
    CopyColumn("general_points_hundredths", int),
    *(CopyColumn(finding, str) for finding in FINDINGS),
    CopyColumn("confirmed", bool),
)
ITEMS = """
    select r.employee_id, r.month, r.product_id || case r.kind when 'assigned' then '' else ' ' || r.kind end, r.kind,
           k.coefficient_hundredths,
           r.assigned, r.completed, r.quality_failures, r.delays
    from kpi_result r
    left join lateral (
        select coefficient_hundredths from product_coefficient
        where product_id = r.product_id and effective_from <= r.month order by effective_from desc limit 1
    ) k on true
    where r.employee_id = $1 and r.month >= $2 and r.month < $3
    order by r.month, r.product_id, r.kind
"""
FIRST_SEEN = "select $1::uuid, min(effective_from) from occupancy where employee_id = $1"
FIRST_SEEN_COLUMNS = (CopyColumn("employee_id", str), CopyColumn("day", "date"))


@dataclass(frozen=True, slots=True)
class Marks:
    """What an assessor gives for a month: general points, and the findings about who leads ("none": leads nobody)."""

    general_points_hundredths: int | None = None
    field_result: str = "none"
    organising: str = "none"
    uniting: str = "none"

    @property
    def findings(self) -> dict[str, str]:
        """The findings of art. 15 by column."""
        return {name: getattr(self, name) for name in FINDINGS}


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its first day and the day after its last."""

    period: str
    start: date
    after: date

    @property
    def name(self) -> str:
        """The period as people say it."""
        return self.period.replace("_", "-")

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.after - timedelta(days=1)


def span(period: str, start: date) -> Span:
    """The days of a period. Raises Invalid for an unknown period or a start that is not its first day."""
    if period not in MONTHS_OF:
        raise Invalid(
            "unknown_period", f"There is no period {period!r}: {', '.join(MONTHS_OF)}.", "input.period"
        )
    months = MONTHS_OF[period]
    if start.day != 1 or (start.month - 1) % months:
        begins = start.replace(month=start.month - (start.month - 1) % months, day=1)
        raise Invalid(
            "period_start",
            f"{start} does not begin a {period.replace('_', '-')}: the one that it lies in begins on {begins}.",
            "input.periodStart",
        )
    later = start.month - 1 + months
    return Span(period, start, date(start.year + later // 12, later % 12 + 1, 1))


async def in_post(session: ReadSession, employee_id: UUID, joined_on: date, of: Span) -> pl.DataFrame:
    """One row for each month in post: position, unit, and the month's own points and whether it is confirmed.

    Raises Conflict when there is no such month, or when the actor cannot see all of them.
    """
    first = await bulk_copy.read(session, FIRST_SEEN, FIRST_SEEN_COLUMNS, employee_id)
    seen: date | None = first["day"][0]
    if seen is not None and seen > of.start and joined_on <= of.start:
        raise Conflict(
            "history_unknown",
            f"Nothing that you may read says where the person was before {seen}: somebody with rights on the"
            " unit of that time must assess this period.",
            "input.employeeId",
            "Decree 335/2025 art. 19",
        )
    months = await bulk_copy.read(session, IN_POST, IN_POST_COLUMNS, employee_id, of.start, of.after)
    if months.is_empty():
        raise Conflict(
            "not_in_post",
            f"The person held no post on {of.start}, and a month is of the post held on its first day."
            if of.period == "month"
            else f"The person held no post on the first day of any month of the {of.name} from {of.start} on.",
            "input.periodStart",
        )
    return months


async def items(session: ReadSession, employee_id: UUID, of: Span) -> pl.DataFrame:
    """The results of the period, each with its coefficient. Raises Conflict when one has none."""
    rows = await bulk_copy.read(session, ITEMS, ITEMS_COLUMNS, employee_id, of.start, of.after)
    without = rows.filter(pl.col("coefficient_hundredths").is_null())
    if not without.is_empty():
        product, month = without.select("item_key", "month").row(0)
        raise Conflict(
            "coefficient_missing",
            f"{global_id('Product', product)} has no conversion coefficient in {month:%Y-%m}: date one earlier.",
            law="Decree 335/2025 art. 13",
        )
    return rows


def points(months: pl.DataFrame, of: Span, given: Marks) -> pl.DataFrame:
    """employee_id, month, general points, whether the post leads and the findings: those given, or the months' own.

    Raises Invalid for marks that do not fit the period or the post, Conflict naming months not confirmed.
    """
    known = months.select("employee_id", "month", "general_points_hundredths", "leads", *FINDINGS)
    if of.period == "month":
        return _marked(known, given)
    if given.general_points_hundredths is not None:
        raise _unfit(f"The general points of a {of.name} are those of its months: send none.")
    if given.findings != Marks().findings:
        raise _misfound(f"What was found of a {of.name} is what was found in its months: send nothing.")
    without = months.filter(~pl.col("confirmed").fill_null(value=False))["month"]
    if not without.is_empty():
        named = ", ".join(f"{month:%Y-%m}" for month in without)
        raise Conflict(
            "months_not_confirmed",
            f"These months are not confirmed yet: {named}. Confirm them first.",
            "input.period",
            "Decree 335/2025 art. 17",
        )
    return known


def _marked(known: pl.DataFrame, given: Marks) -> pl.DataFrame:
    general, leads = given.general_points_hundredths, known["leads"][0]
    if general is None or not 0 <= general <= MOST_GENERAL_POINTS:
        sent = "none were sent" if general is None else f"you sent {general}"
        raise _unfit(f"A month takes 0 to {MOST_GENERAL_POINTS} hundredths of general points; {sent}.")
    if leads and "none" in given.findings.values():
        raise _misfound("The post leads: say what was found of its results, its organising and its unity.")
    if not leads and given.findings != Marks().findings:
        raise _misfound("The post leads nobody: nothing can be found of its leading.")
    found = {name: pl.lit(value) for name, value in given.findings.items()}
    return known.with_columns(general_points_hundredths=pl.lit(general, pl.Int64), **found)


def _misfound(message: str) -> Invalid:
    return Invalid("leading", message, "input.fieldResult", "Decree 335/2025 art. 15")


def _unfit(message: str) -> Invalid:
    return Invalid("general_points", message, "input.generalPointsHundredths", "Decree 335/2025 art. 12")
