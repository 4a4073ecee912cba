"""What one person's assessment of a period is computed from: months in post, points, results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import polars as pl

from domain.assessments import refusals
from domain.database.sessions import ReadSession
from domain.errors import Invalid, Refusal
from domain.facts import months as monthly
from domain.facts import reading, work_items
from domain.facts.grains.organisation import POSITION, POSITION_STATE
from domain.facts.grains.people import LEAVE, OCCUPANCY
from domain.facts.grains.work import ITEM, MONTH_ASSESSMENT, PRODUCT, PRODUCT_COEFFICIENT
from domain.facts.period import KINDS, Period

FINDINGS = ("field_result", "organising", "uniting")
IN_POST = (OCCUPANCY, LEAVE, POSITION, POSITION_STATE, MONTH_ASSESSMENT)
ITEMS = (ITEM, PRODUCT, PRODUCT_COEFFICIENT)


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


def span(kind: str, start: date) -> Period:
    """The days of a period. Raises Invalid for an unknown period or a start that is not its first day."""
    if kind not in KINDS:
        raise Invalid(
            "unknown_period", "There is no period {kind!r}: {kinds}.", "input.period", kind=kind, kinds=KINDS
        )
    holding = Period.holding(kind, start)
    if start != holding.start:
        raise Invalid(
            "not_the_first_day",
            "{start} does not begin a {period}: the one that it lies in begins on {begins}.",
            "input.periodStart",
            start=start,
            period=holding.name,
            begins=holding.start,
        )
    return holding


async def in_post(session: ReadSession, employee_id: UUID, joined_on: date, of: Period) -> pl.DataFrame:
    """One row for each month in post: position, unit, and the month's own points and whether it is confirmed.

    Raises Conflict when there is no such month, or when the actor cannot see all of them.
    """
    facts = await reading.read(session, reading.of_person(employee_id), of, IN_POST)
    seen: date | None = facts["occupancy"].select(pl.col("effective_from").min()).item()
    if seen is not None and seen > of.start and joined_on <= of.start:
        raise refusals.HISTORY_UNKNOWN.of(seen=seen)
    months = months_in_post(facts, of)
    if months.is_empty():
        raise refusals.not_in_post(of)
    return months


def months_in_post(facts: Mapping[str, pl.DataFrame], of: Period) -> pl.DataFrame:
    """A row for each month in post of each person (`employee_id`, their key), with what `in_post` says of it."""
    return monthly.assessed(facts, of).select(
        pl.col("employee_key").alias("employee_id"),
        "month",
        "position_id",
        pl.col("post_unit_id").alias("unit_id"),
        "unit_key",
        *("leads", "general_points_hundredths", *FINDINGS, "confirmed"),
    )


async def items(session: ReadSession, employee_id: UUID, of: Period) -> pl.DataFrame:
    """The results of the period, each with its coefficient. Raises Conflict when one has none."""
    facts = await reading.read(session, reading.of_person(employee_id), of, (*ITEMS, LEAVE))
    rows = worked(facts, of)
    without = rows.filter(pl.col("coefficient_hundredths").is_null())
    if not without.is_empty():
        raise refusals.without_coefficient(*without.select("item_key", "month").row(0))
    return rows


def worked(facts: Mapping[str, pl.DataFrame], of: Period) -> pl.DataFrame:
    """The results of the period of each person (`employee_id`, their key); without a coefficient it is null."""
    return (
        monthly.at_work(work_items.valued(facts, of, "product_id"), facts, of)
        .sort("place", "item_place")
        .select(pl.col("employee_key").alias("employee_id"), *work_items.COLUMNS)
    )


def points(months: pl.DataFrame, of: Period, given: Marks) -> pl.DataFrame:
    """employee_id, month, general points, whether the post leads and the findings: those given, or the months' own.

    Raises Invalid for marks that do not fit the period or the post, Conflict naming months not confirmed.
    """
    known = months.select("employee_id", "month", "general_points_hundredths", "leads", *FINDINGS)
    if of.kind == "month":
        return _marked(known, given)
    if given.general_points_hundredths is not None:
        raise refusals.POINTS_OF_MONTHS.of(period=of.name)
    if given.findings != Marks().findings:
        raise refusals.FOUND_IN_MONTHS.of(period=of.name)
    without = months.filter(~pl.col("confirmed").fill_null(value=False))["month"]
    if not without.is_empty():
        raise refusals.not_confirmed(without)
    return known


def _marked(known: pl.DataFrame, given: Marks) -> pl.DataFrame:
    general, leads = given.general_points_hundredths, known["leads"][0]
    if wrong := wrong_points(general):
        raise wrong
    if leads and "none" in given.findings.values():
        raise refusals.LEADS.of()
    if not leads and given.findings != Marks().findings:
        raise refusals.LEADS_NOBODY.of()
    found = {name: pl.lit(value) for name, value in given.findings.items()}
    return known.with_columns(general_points_hundredths=pl.lit(general, pl.Int64), **found)


def wrong_points(general: int | None) -> Refusal | None:
    """What is wrong with the general points of a month."""
    if general is None:
        return refusals.NO_GENERAL_POINTS.of(most=refusals.MOST_GENERAL_POINTS)
    if 0 <= general <= refusals.MOST_GENERAL_POINTS:
        return None
    return refusals.OTHER_GENERAL_POINTS.of(most=refusals.MOST_GENERAL_POINTS, sent=general)
