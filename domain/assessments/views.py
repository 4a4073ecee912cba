"""What readers see of assessments and of findings about conduct."""

from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, Interval, case, cast, literal_column

from domain.assessments.tables import Assessment, ConductFinding
from domain.reading.columns import columns, computed, view
from domain.reading.filters import equal, in_year, of
from domain.reading.joins import by
from domain.reading.sql.json_text import constant
from domain.reading.units import unit_filters
from domain.reading.view import Many, One

LENGTHS = {"month": "1 month", "quarter": "3 months", "half_year": "6 months", "year": "1 year"}


def _end(source: FromClause) -> ColumnElement[Any]:
    """The first day after an assessment's period."""
    words = {period: cast(constant(length), Interval) for period, length in LENGTHS.items()}
    length = case(*((source.c.period == constant(period), word) for period, word in words.items()))
    return cast(source.c.period_start + length, Date)


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


def _lines(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    return (target.c.employee_id == source.c.employee_id) & (target.c.assessment_id == source.c.id)


ASSESSMENT = view(
    "Assessment",
    Assessment,
    columns(
        Assessment,
        "period_start",
        "general_points_hundredths",
        "quantity_bp",
        "quality_bp",
        "progress_bp",
        "task_points_hundredths",
        "months",
        "model_id",
        "model_version",
        "parameters_hash",
        "confirmed_at",
        "version",
        "period",
        "state",
        "field_result",
        "organising",
        "uniting",
        "employee_id",
        "assessed_by",
        "confirmed_by",
    ),
    computed("scoreHundredths", _score, nullable=True),
    order=("employee_id", "period", "period_start"),
    newest_first=True,
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "position": One("Position", by(id="position_id")),
        "assessedBy": One("Account", by(id="assessed_by")),
        "confirmedBy": One("Account", by(id="confirmed_by")),
        "results": Many("KpiResult", _results),
        "monthsScored": Many("Assessment", _months, paged=False),
        "payLines": Many("PayLine", _lines),
    },
    filters={
        **unit_filters(),
        "employeeId": of("Employee", "employee_id"),
        "period": equal("period"),
        "periodStart": equal("period_start"),
        "year": in_year("period_start"),
        "state": equal("state"),
    },
    counted_by="assessment.read",
)

CONDUCT_FINDING = view(
    "ConductFinding",
    ConductFinding,
    columns(ConductFinding, "year", "finding", "document", "employee_id"),
    order=("year", "id"),
    newest_first=True,
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
    },
)

VIEWS = (ASSESSMENT, CONDUCT_FINDING)
