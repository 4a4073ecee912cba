"""What readers see of results."""

from dataclasses import replace

from sqlalchemy import ColumnElement, FromClause

from domain.reading.columns import columns, view
from domain.reading.filters import any_id_of, any_of, between
from domain.reading.joins import by
from domain.reading.sql.json_text import constant
from domain.reading.units import unit_filters
from domain.reading.view import Many, One
from domain.results.tables import KpiResult, Target


def _assessment_of_the_month(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    monthly = (target.c.period == constant("month")) & (target.c.period_start == source.c.month)
    return (target.c.employee_id == source.c.employee_id) & monthly


def _same_work(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """The same product of the same person and month: what was assigned beside what came of it."""
    same = (target.c.employee_id == source.c.employee_id) & (target.c.month == source.c.month)
    return same & (target.c.product_id == source.c.product_id)


KPI_RESULT = replace(
    view(
        "KpiResult",
        KpiResult,
        columns(
            KpiResult,
            "month",
            "assigned",
            "completed",
            "quality_failures",
            "delays",
            "source_system",
            "evidence",
            "version",
            "kind",
            "employee_id",
        ),
        order=("employee_id", "month", "product_id", "kind"),
        newest_first=True,
        relations={
            "employee": One("Employee", by(id="employee_id")),
            "unit": One("Unit", by(id="unit_id"), required=True),
            "position": One("Position", by(id="position_id"), required=True),
            "kpi": One("Kpi", by(id="kpi_id"), required=True),
            "product": One("Product", by(id="product_id"), required=True),
            "assessment": One("Assessment", _assessment_of_the_month),
            "target": One("Target", _same_work),
        },
        filters={
            **unit_filters(),
            "employeeIds": any_id_of("Employee", "employee_id"),
            "kpiIds": any_id_of("Kpi", "kpi_id"),
            "productIds": any_id_of("Product", "product_id"),
            **between("month", "month"),
            "kinds": any_of("kind"),
        },
        orders={"EMPLOYEE": ("employee_id",), "MONTH": ("month",)},
    ),
    counted_by="results.read",
)

TARGET = view(
    "Target",
    Target,
    columns(Target, "month", "quantity", "due_on", "late_reason", "version", "employee_id"),
    order=("employee_id", "month", "product_id"),
    newest_first=True,
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "position": One("Position", by(id="position_id"), required=True),
        "product": One("Product", by(id="product_id"), required=True),
        "results": Many("KpiResult", _same_work),
    },
    filters={
        **unit_filters(),
        "employeeIds": any_id_of("Employee", "employee_id"),
        "productIds": any_id_of("Product", "product_id"),
        **between("month", "month"),
    },
    orders={"EMPLOYEE": ("employee_id",), "MONTH": ("month",), "DUE_ON": ("due_on",)},
)

# What results say of other areas' types.
RELATIONS = {"Employee": {"targets": Many("Target", by(employee_id="id"))}}
VIEWS = (KPI_RESULT, TARGET)
