"""Points of a batch: what the assessor gives one or all, or what is recorded; of longer periods, their months'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import polars as pl

from domain.assessments import inputs, refusals
from domain.assessments.batch.exceptions import Exceptions
from domain.assessments.inputs import FINDINGS, Marks
from domain.errors import Conflict, Invalid, Refusal, refuse_all
from domain.facts.fact import key_of
from domain.facts.period import Period
from domain.people import service as people

GENERAL = "general_points_hundredths"
MOST_MARKS = 4_000
TOO_MANY = Invalid(
    "batch_size", "Send up to {most} marks, not {count}: go on with the units below.", "input.marks"
)
MARK_TWICE = Conflict("mark_twice", "This person has a mark at place {first} already: send one.")


@dataclass(frozen=True, slots=True)
class Mark:
    """What the assessor gives one person for the month; what is none of it is as recorded."""

    employee_id: UUID
    marks: Marks


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a batch: marks by person, and general points for everybody whom no mark gives any."""

    marks: Sequence[Mark] = ()
    general_points_hundredths: int | None = None


def refuse_for(of: Period, given: Given) -> None:
    """Raise Invalid for what a longer period does not take, and for points that no month has (`general_points`)."""
    general = given.general_points_hundredths
    if len(given.marks) > MOST_MARKS:
        raise TOO_MANY.of(most=MOST_MARKS, count=len(given.marks))
    if of.kind != "month":
        if general is not None or given.marks:
            raise refusals.POINTS_OF_MONTHS.of(period=of.name)
        return
    refuse_all([None if general is None else inputs.wrong_points(general)])


def of_months(months: pl.DataFrame, left: Exceptions) -> pl.DataFrame:
    """The points of the months (as `inputs.points` gives them); who has one that is not confirmed is left out."""
    waiting = (
        months.filter(~pl.col("confirmed").fill_null(value=False))
        .group_by("employee_id", maintain_order=True)
        .agg("month")
        .group_by("month", maintain_order=True)
        .agg("employee_id")
    )
    for days, keys in waiting.rows():
        left.leave_out(keys, refusals.not_confirmed(days))
    return _known(left.rest(months))


def recorded(month: pl.DataFrame, left: Exceptions) -> pl.DataFrame:
    """The points of the month as they were proposed; whose findings no longer fit the post is left out."""
    none = [pl.col(name) == "none" for name in FINDINGS]
    unfound = month.filter(pl.col("leads") & pl.any_horizontal(none))
    left.leave_out(unfound["employee_id"], refusals.LEADS)
    left.leave_out(
        month.filter(~pl.col("leads") & ~pl.all_horizontal(none))["employee_id"], refusals.LEADS_NOBODY
    )
    return _known(left.rest(month))


def given_for(month: pl.DataFrame, given: Given, left: Exceptions) -> pl.DataFrame:
    """The points of the month of everybody, one row each; who has none, or leads without findings, is left out.

    month: the rows of `people.of_unit`. Raises Invalid or NotFound for every mark that does not fit, by its place.
    """
    _refuse_marks(month, given.marks, left)
    known = _known(month).join(_frame(given.marks), on="employee_id", how="left", maintain_order="left")
    general = pl.coalesce(f"given_{GENERAL}", pl.lit(given.general_points_hundredths, pl.Int64), GENERAL)
    found = (pl.when("leads").then(pl.coalesce(f"given_{name}", name)).alias(name) for name in FINDINGS)
    marked = known.with_columns(general.alias(GENERAL), *(each.fill_null("none") for each in found))
    without = marked.filter(pl.col(GENERAL).is_null())["employee_id"]
    left.leave_out(without, refusals.NO_GENERAL_POINTS.of(most=refusals.MOST_GENERAL_POINTS))
    unfound = pl.any_horizontal(pl.col(name) == "none" for name in FINDINGS)
    left.leave_out(marked.filter(pl.col("leads") & unfound)["employee_id"], refusals.LEADS)
    return _known(left.rest(marked))


def _known(months: pl.DataFrame) -> pl.DataFrame:
    return months.select("employee_id", "month", GENERAL, "leads", *FINDINGS)


def _frame(marks: Sequence[Mark]) -> pl.DataFrame:
    """employee_id (the key) and what is given; null is not given."""
    found: Mapping[str, list[str | None]] = {
        f"given_{name}": [None if (word := getattr(one.marks, name)) == "none" else word for one in marks]
        for name in FINDINGS
    }
    return pl.DataFrame(
        {
            "employee_id": pl.Series([key_of(one.employee_id) for one in marks], dtype=pl.Int64),
            f"given_{GENERAL}": pl.Series(
                [one.marks.general_points_hundredths for one in marks], dtype=pl.Int64
            ),
            **{name: pl.Series(words, dtype=pl.String) for name, words in found.items()},
        }
    )


def _refuse_marks(month: pl.DataFrame, marks: Sequence[Mark], left: Exceptions) -> None:
    leads = dict(month.select("employee_id", "leads").iter_rows())
    places: dict[UUID, int] = {}
    faults: list[Refusal | None] = []
    for row, mark in enumerate(marks):
        first = places.setdefault(mark.employee_id, row)
        faults += [_fault(mark, leads, left, row, first)]
    refuse_all(faults)


def _fault(mark: Mark, leads: Mapping[int, bool], left: Exceptions, row: int, first: int) -> Refusal | None:
    """What is wrong with a mark, at its place."""
    at, key, given = f"input.marks.{row}", key_of(mark.employee_id), mark.marks
    if first != row:
        return MARK_TWICE.of(first=first).at(f"{at}.employeeId")
    general = given.general_points_hundredths
    if general is not None and (wrong := inputs.wrong_points(general)):
        return wrong.at(f"{at}.generalPointsHundredths")
    if key in leads:
        unfit = _unfit(given, leads[key])
        return unfit and unfit.at(f"{at}.unitPerformance")
    # Whoever is left out anyway is told of among the exceptions.
    return None if key in left.why else people.unknown(mark.employee_id).at(f"{at}.employeeId")


def _unfit(given: Marks, leads: bool) -> Refusal | None:
    """What is wrong with findings for a post; without any, those recorded stand."""
    findings = {*given.findings.values()}
    if findings == {"none"} or (leads and "none" not in findings):
        return None
    return refusals.LEADS if leads else refusals.LEADS_NOBODY
