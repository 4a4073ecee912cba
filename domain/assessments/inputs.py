"""What one person's assessment of a period is computed from: months in post, points, results."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import polars as pl

from domain import frames
from domain.database import ReadSession
from domain.errors import Conflict, Invalid
from domain.frames import Column

MOST_GENERAL_POINTS = 3_000
MONTHS_OF = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}

# $1 the person, $2 the first day, $3 the day after the last. A month is of the post held on its first day.
IN_POST = """
    select $1::uuid, m.month::date, o.position_id, p.unit_id,
           a.general_points_hundredths, a.state = 'confirmed'
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
    Column("employee_id", str),
    Column("month", "date"),
    Column("position_id", str),
    Column("unit_id", str),
    Column("general_points_hundredths", int),
    Column("confirmed", bool),
)
ITEMS = """
    select r.employee_id, r.month, r.product_id, k.coefficient_hundredths,
           r.assigned, r.completed, r.quality_failures, r.delays
    from kpi_result r
    left join lateral (
        select coefficient_hundredths from product_coefficient
        where product_id = r.product_id and effective_from <= r.month order by effective_from desc limit 1
    ) k on true
    where r.employee_id = $1 and r.month >= $2 and r.month < $3
    order by r.month, r.product_id
"""
ITEMS_COLUMNS = (
    Column("employee_id", str),
    Column("month", "date"),
    Column("item_key", str),
    Column("coefficient_hundredths", int),
    Column("assigned", int),
    Column("completed", int),
    Column("quality_failures", int),
    Column("delays", int),
)
FIRST_SEEN = "select $1::uuid, min(effective_from) from occupancy where employee_id = $1"
FIRST_SEEN_COLUMNS = (Column("employee_id", str), Column("day", "date"))


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
        raise Invalid(
            "period_start", f"{start} does not begin a {period.replace('_', '-')}.", "input.periodStart"
        )
    later = start.month - 1 + months
    return Span(period, start, date(start.year + later // 12, later % 12 + 1, 1))


async def in_post(session: ReadSession, employee_id: UUID, joined_on: date, of: Span) -> pl.DataFrame:
    """One row for each month in post: position, unit, and the month's own points and whether it is confirmed.

    Raises Conflict when there is no such month, or when the actor cannot see all of them.
    """
    first = await frames.read(session, FIRST_SEEN, FIRST_SEEN_COLUMNS, employee_id)
    seen: date | None = first["day"][0]
    if seen is not None and seen > of.start and joined_on <= of.start:
        raise Conflict(
            "history_unknown",
            f"Nothing that you may read says where the person was before {seen}: somebody with rights on the"
            " unit of that time must assess this period.",
            "input.employeeId",
            "Decree 335/2025 art. 19",
        )
    months = await frames.read(session, IN_POST, IN_POST_COLUMNS, employee_id, of.start, of.after)
    if months.is_empty():
        raise Conflict(
            "not_in_post",
            f"The person held no post on the first day of any month of this {of.name}.",
            "input.periodStart",
        )
    return months


async def items(session: ReadSession, employee_id: UUID, of: Span) -> pl.DataFrame:
    """The results of the period, each with its coefficient. Raises Conflict when one has none."""
    rows = await frames.read(session, ITEMS, ITEMS_COLUMNS, employee_id, of.start, of.after)
    without = rows.filter(pl.col("coefficient_hundredths").is_null())
    if not without.is_empty():
        product, month = without.select("item_key", "month").row(0)
        raise Conflict(
            "coefficient_missing",
            f"Product_{product} has no conversion coefficient in {month:%Y-%m}: date one earlier.",
            law="Decree 335/2025 art. 13",
        )
    return rows


def points(months: pl.DataFrame, of: Span, given: int | None) -> pl.DataFrame:
    """employee_id, month and general_points_hundredths: those given for a month, else those of the months.

    Raises Invalid for points that do not fit the period, Conflict naming the months that are not confirmed.
    """
    known = months.select("employee_id", "month", "general_points_hundredths")
    if of.period == "month":
        if given is None or not 0 <= given <= MOST_GENERAL_POINTS:
            raise _unfit(
                f"A month takes 0 to {MOST_GENERAL_POINTS} hundredths of general points, not {given}."
            )
        return known.with_columns(general_points_hundredths=pl.lit(given, pl.Int64))
    if given is not None:
        raise _unfit(f"The general points of a {of.name} are those of its months: send none.")
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


def _unfit(message: str) -> Invalid:
    return Invalid("general_points", message, "input.generalPointsHundredths", "Decree 335/2025 art. 12")
