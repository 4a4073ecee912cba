"""What readers see of assessments and of findings about conduct."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    TEXT,
    ColumnElement,
    Date,
    FromClause,
    Interval,
    case,
    cast,
    exists,
    false,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import array

from domain.assessments.inputs import span
from domain.assessments.tables import Assessment, ConductFinding
from domain.errors import Invalid
from domain.language.text import Text
from domain.reading.columns import columns, renamed, table_of, view
from domain.reading.filters import any_id_of, any_of, between, present
from domain.reading.joins import ACTOR, by
from domain.reading.objects.permissions import permission
from domain.reading.objects.quantities import quantities, quantity
from domain.reading.sql.json_text import constant
from domain.reading.units import unit_filters
from domain.reading.view import Filter, Many, One

LENGTHS = {"month": "1 month", "quarter": "3 months", "half_year": "6 months", "year": "1 year"}


CONFIRMED = Text("It is confirmed already.")
OWN = Text("It is your own assessment: somebody else must confirm it.")
ASSESSED = Text("You assessed it: somebody else must confirm it.")
PAID = Text("The person is paid for its period by a run that is approved: it changes no more.")


def _paid(source: FromClause) -> ColumnElement[Any]:
    # What the mutation asks: a reader need not see the run that pays.
    ends = array([last_day(source)])
    given = (array([source.c.employee_id]), array([source.c.period_start]), ends, false())
    return exists().select_from(func.why_paid(*given).table_valued("says")).correlate(source)


def _end(source: FromClause) -> ColumnElement[Any]:
    """The first day after an assessment's period."""
    words = {period: cast(constant(length), Interval) for period, length in LENGTHS.items()}
    length = case(*((source.c.period == constant(period), word) for period, word in words.items()))
    return cast(source.c.period_start + length, Date)


def last_day(source: FromClause) -> ColumnElement[Any]:
    """The last day of an assessment's period."""
    return cast(_end(source) - literal_column("1"), Date)


def _score(source: FromClause) -> ColumnElement[Any]:
    """The score; null where no month counts, which is not a score of 0."""
    return case((source.c.months > literal_column("0"), source.c.score_hundredths))


def _within(day: ColumnElement[Any], source: FromClause) -> ColumnElement[bool]:
    return (day >= source.c.period_start) & (day < _end(source))


def _results(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    return (target.c.employee_id == source.c.employee_id) & _within(target.c.month, source)


def _months(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    monthly = (target.c.period == constant("month")) & (target.c.id != source.c.id)
    return (target.c.employee_id == source.c.employee_id) & monthly & _within(target.c.period_start, source)


def _assessed(rows: FromClause, period: ColumnElement[Any]) -> ColumnElement[bool]:
    scores, sent = table_of(Assessment).alias(), cast(period, TEXT)
    of_person = select(scores.c.id).where(
        scores.c.employee_id == rows.c.id,
        scores.c.period == _word(sent, 1),
        scores.c.period_start == cast(_word(sent, 2), Date),
    )
    return of_person.correlate(rows).exists()


def _unassessed(rows: FromClause, period: ColumnElement[Any]) -> ColumnElement[bool]:
    return ~_assessed(rows, period)


def _word(sent: ColumnElement[Any], number: int) -> ColumnElement[Any]:
    return func.split_part(sent, constant(" "), literal_column(str(number)), type_=TEXT)


def _period(name: str) -> Callable[[Any], str]:
    def read(sent: Any) -> str:
        try:
            of = span(sent["period"].value, sent["start"])
        except Invalid as wrong:
            raise wrong.at(f"filter.{name}.start") from wrong
        return f"{of.kind} {of.start.isoformat()}"

    return read


def _scored(one: Filter) -> Filter:
    """The same of scores that there are: where no month counts, the 0 that is stored is none."""
    return replace(
        one, holds=lambda rows, sent: one.holds(rows, sent) & (rows.c.months > literal_column("0"))
    )


def _lines(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    return (target.c.employee_id == source.c.employee_id) & (target.c.assessment_id == source.c.id)


ASSESSMENT = replace(
    view(
        "Assessment",
        Assessment,
        columns(
            Assessment,
            "period_start",
            "months",
            "model_id",
            "model_version",
            "parameters_hash",
            "confirmed_at",
            "version",
            "period",
            "state",
            "employee_id",
            "assessed_by",
            "confirmed_by",
        ),
        quantities(
            Assessment,
            "general_points_hundredths",
            "quantity_bp",
            "quality_bp",
            "progress_bp",
            "task_points_hundredths",
        ),
        quantity("score", "Points", _score, nullable=True),
        permission(
            "viewerCanConfirm",
            "assessment.confirm",
            {
                "already_confirmed": (lambda rows: rows.c.state == constant("confirmed"), CONFIRMED),
                "own_assessment": (lambda rows: rows.c.employee_id == ACTOR, OWN),
                "assessed_yourself": (lambda rows: rows.c.assessed_by == ACTOR, ASSESSED),
                "already_paid": (_paid, PAID),
            },
        ),
        renamed(
            Assessment,
            unitPerformance="field_result",
            executionCapability="organising",
            teamCohesion="uniting",
        ),
        order=("employee_id", "period", "period_start"),
        newest_first=True,
        relations={
            "employee": One("Employee", by(id="employee_id")),
            "unit": One("Unit", by(id="unit_id"), required=True),
            "position": One("Position", by(id="position_id")),
            "assessedBy": One("Account", by(id="assessed_by")),
            "confirmedBy": One("Account", by(id="confirmed_by")),
            "results": Many("KpiResult", _results),
            "monthsScored": Many("Assessment", _months),
            "payLines": Many("PayLine", _lines),
        },
        filters={
            **unit_filters(),
            "employeeIds": any_id_of("Employee", "employee_id"),
            "positionIds": any_id_of("Position", "position_id"),
            "periods": any_of("period"),
            **between("periodStart", "period_start"),
            **{end: _scored(one) for end, one in between("scoreHundredths", "score_hundredths").items()},
            "states": any_of("state"),
            "counts": present(lambda rows: rows.c.months > literal_column("0")),
        },
        orders={
            "EMPLOYEE": ("employee_id",),
            "SCORE": ("score_hundredths",),
            "PERIOD_START": ("period_start",),
        },
    ),
    counted_by="assessment.read",
)

CONDUCT_FINDING = view(
    "ConductFinding",
    ConductFinding,
    columns(ConductFinding, "year", "finding", "document", "employee_id"),
    order=("year", "id"),
    newest_first=True,
    orders={"YEAR": ("year",)},
    filters={"years": any_of("year")},
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
    },
)

# What assessments narrow other areas' types by.
FILTERS = {
    "Employee": {
        "assessed": Filter(_assessed, _period("assessed")),
        "unassessed": Filter(_unassessed, _period("unassessed")),
    }
}
VIEWS = (ASSESSMENT, CONDUCT_FINDING)
