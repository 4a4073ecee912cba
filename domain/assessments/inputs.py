"""What one person's assessment of a period is computed from: months in post, points, results."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import polars as pl

from domain.database.sessions import ReadSession
from domain.errors import Conflict, Invalid
from domain.facts import months as monthly
from domain.facts import reading, work_items
from domain.facts.grains.organisation import POSITION, POSITION_STATE
from domain.facts.grains.people import OCCUPANCY
from domain.facts.grains.work import ITEM, MONTH_ASSESSMENT, PRODUCT, PRODUCT_COEFFICIENT
from domain.facts.period import KINDS, Period
from domain.language.text import Text
from domain.reading.ids import global_id

MOST_GENERAL_POINTS = 3_000
FINDINGS = ("field_result", "organising", "uniting")
IN_POST = (OCCUPANCY, POSITION, POSITION_STATE, MONTH_ASSESSMENT)
ITEMS = (ITEM, PRODUCT, PRODUCT_COEFFICIENT)
ARTICLE_12, ARTICLE_15 = "Decree 335/2025 art. 12", "Decree 335/2025 art. 15"


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
            "period_start",
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
        raise Conflict(
            "history_unknown",
            "Nothing that you may read says where the person was before {seen}: somebody with rights on the"
            " unit of that time must assess this period.",
            "input.employeeId",
            "Decree 335/2025 art. 19",
            seen=seen,
        )
    months = monthly.assessed(facts, of).select(
        pl.col("employee_key").alias("employee_id"),
        "month",
        "position_id",
        pl.col("post_unit_id").alias("unit_id"),
        *("leads", "general_points_hundredths", *FINDINGS, "confirmed"),
    )
    if months.is_empty():
        raise Conflict(
            "not_in_post",
            Text(
                "The person held no post on {day}, and a month is of the post held on its first day.",
                day=of.start,
            )
            if of.kind == "month"
            else Text(
                "The person held no post on the first day of any month of the {period} from {day} on.",
                period=of.name,
                day=of.start,
            ),
            "input.periodStart",
        )
    return months


async def items(session: ReadSession, employee_id: UUID, of: Period) -> pl.DataFrame:
    """The results of the period, each with its coefficient. Raises Conflict when one has none."""
    facts = await reading.read(session, reading.of_person(employee_id), of, ITEMS)
    rows = (
        work_items.valued(facts, of, "product_id")
        .sort("place", "item_place")
        .select(pl.col("employee_key").alias("employee_id"), *work_items.COLUMNS)
    )
    without = rows.filter(pl.col("coefficient_hundredths").is_null())
    if not without.is_empty():
        product, month = without.select("item_key", "month").row(0)
        raise Conflict(
            "coefficient_missing",
            "{product} has no conversion coefficient in {month:%Y-%m}: date one earlier.",
            law="Decree 335/2025 art. 13",
            product=global_id("Product", product),
            month=month,
        )
    return rows


def points(months: pl.DataFrame, of: Period, given: Marks) -> pl.DataFrame:
    """employee_id, month, general points, whether the post leads and the findings: those given, or the months' own.

    Raises Invalid for marks that do not fit the period or the post, Conflict naming months not confirmed.
    """
    known = months.select("employee_id", "month", "general_points_hundredths", "leads", *FINDINGS)
    if of.kind == "month":
        return _marked(known, given)
    if given.general_points_hundredths is not None:
        raise Invalid(
            "general_points",
            "The general points of a {period} are those of its months: send none.",
            "input.generalPointsHundredths",
            ARTICLE_12,
            period=of.name,
        )
    if given.findings != Marks().findings:
        raise Invalid(
            "leading",
            "What was found of a {period} is what was found in its months: send nothing.",
            "input.fieldResult",
            ARTICLE_15,
            period=of.name,
        )
    without = months.filter(~pl.col("confirmed").fill_null(value=False))["month"]
    if not without.is_empty():
        raise Conflict(
            "months_not_confirmed",
            "These months are not confirmed yet: {months}. Confirm them first.",
            "input.period",
            "Decree 335/2025 art. 17",
            months=[Text("{month:%Y-%m}", month=month) for month in without],
        )
    return known


def _marked(known: pl.DataFrame, given: Marks) -> pl.DataFrame:
    general, leads = given.general_points_hundredths, known["leads"][0]
    if general is None or not 0 <= general <= MOST_GENERAL_POINTS:
        if general is None:
            raise Invalid(
                "general_points",
                "A month takes 0 to {most} hundredths of general points; none were sent.",
                "input.generalPointsHundredths",
                ARTICLE_12,
                most=MOST_GENERAL_POINTS,
            )
        raise Invalid(
            "general_points",
            "A month takes 0 to {most} hundredths of general points; you sent {sent}.",
            "input.generalPointsHundredths",
            ARTICLE_12,
            most=MOST_GENERAL_POINTS,
            sent=general,
        )
    if leads and "none" in given.findings.values():
        raise Invalid(
            "leading",
            "The post leads: say what was found of its results, its organising and its unity.",
            "input.fieldResult",
            ARTICLE_15,
        )
    if not leads and given.findings != Marks().findings:
        raise Invalid(
            "leading",
            "The post leads nobody: nothing can be found of its leading.",
            "input.fieldResult",
            ARTICLE_15,
        )
    found = {name: pl.lit(value) for name, value in given.findings.items()}
    return known.with_columns(general_points_hundredths=pl.lit(general, pl.Int64), **found)
