"""What readers see of employees, the positions they hold and the grades they are paid by."""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, FromClause, Text, Uuid, any_, cast, func

from domain.people.joins import holders_of_position, position_of_employee
from domain.people.names import sought
from domain.people.tables import Employee, GradeHolding, Occupancy
from domain.reading.columns import columns, view
from domain.reading.filters import beginning, comparable, equal, of
from domain.reading.joins import by
from domain.reading.units import unit_filters
from domain.reading.view import Filter, Many, One


def _found(typed: ColumnElement[Any]) -> ColumnElement[Any]:
    # A search of words may not use its index under row security; the function asks for the right itself.
    return func.meritgrid_people_found(cast(typed, ARRAY(Text)), type_=ARRAY(Uuid))


def _among(rows: FromClause, ids: ColumnElement[Any]) -> ColumnElement[bool]:
    # The cast says that it is one array, and no rows to compare with.
    return rows.c.id == any_(cast(ids, ARRAY(Uuid)))


EMPLOYEE = view(
    "Employee",
    Employee,
    columns(Employee, "code", "full_name", "born_on", "joined_on"),
    order=("name_sort_key", "code"),
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "position": One("Position", by(id=position_of_employee)),
        "occupancy": One("Occupancy", by(employee_id="id"), latest="effective_from"),
        "occupancies": Many("Occupancy", by(employee_id="id"), paged=False),
        "grade": One("GradeHolding", by(employee_id="id"), latest="effective_from"),
        "gradeHistory": Many("GradeHolding", by(employee_id="id"), paged=False),
        "results": Many("KpiResult", by(employee_id="id")),
        "assessments": Many("Assessment", by(employee_id="id")),
        "conductFindings": Many("ConductFinding", by(employee_id="id"), paged=False),
        "payLines": Many("PayLine", by(employee_id="id")),
        "account": One("Account", by(id="id")),
    },
    filters={
        **unit_filters(),
        "code": equal("code"),
        "codePrefix": beginning("code"),
        "search": Filter(_among, lambda typed: sought(comparable(typed)), _found),
    },
)

OCCUPANCY = view(
    "Occupancy",
    Occupancy,
    columns(Occupancy, "effective_from", "share_bp", "acting", "employee_id"),
    order=("employee_id", "effective_from"),
    newest_first=True,
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "position": One("Position", by(id="position_id")),
    },
)

GRADE_HOLDING = view(
    "GradeHolding",
    GradeHolding,
    columns(GradeHolding, "effective_from", "step_since", "employee_id"),
    order=("employee_id", "effective_from"),
    newest_first=True,
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "salaryStep": One("SalaryStep", by(id="salary_step_id"), required=True),
    },
    filters={**unit_filters(), "salaryStepId": of("SalaryStep", "salary_step_id")},
)

# What people say of other areas' types.
RELATIONS = {"Position": {"holders": Many("Employee", holders_of_position)}}
VIEWS = (EMPLOYEE, OCCUPANCY, GRADE_HOLDING)
