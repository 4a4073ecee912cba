"""What readers see of employees, the positions they hold and the grades they are paid by."""

from functools import partial
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, FromClause, Text, Uuid, any_, cast, func, literal_column, select

from domain.people.joins import (
    employees_of_unit,
    file_unit,
    grade_of_employee,
    holders_of_position,
    kept_in,
    position_of_employee,
)
from domain.people.names import sought
from domain.people.tables import Allowance, ContractPay, Employee, GradeHolding, Leave, Occupancy
from domain.reading.columns import columns, table_of, view
from domain.reading.filters import (
    any_given,
    any_id_of,
    any_of,
    beginning,
    between,
    comparable,
    equal,
    present,
)
from domain.reading.ids import uuid_of
from domain.reading.joins import TODAY, by
from domain.reading.objects.quantities import quantities
from domain.reading.units import below, unit_filters
from domain.reading.view import Filter, Many, One


def _found(typed: ColumnElement[Any]) -> ColumnElement[Any]:
    # A search of words may not use its index under row security; the function asks for the right itself.
    return func.meritgrid_people_found(cast(typed, ARRAY(Text)), type_=ARRAY(Uuid))


def _holding(rows: FromClause, position: ColumnElement[Any]) -> ColumnElement[bool]:
    ever = table_of(Occupancy).alias()
    held = select(ever.c.employee_id).where(ever.c.position_id == position)
    return rows.c.id.in_(held) & (position_of_employee(rows) == position)


def _paid_by(rows: FromClause, step: ColumnElement[Any]) -> ColumnElement[bool]:
    ever = table_of(GradeHolding).alias()
    held = select(ever.c.employee_id).where(ever.c.salary_step_id == step)
    return rows.c.id.in_(held) & (grade_of_employee(rows) == step)


def _vacant(rows: FromClause) -> ColumnElement[bool]:
    people = table_of(Employee).alias()
    return ~select(people.c.id).where(holders_of_position(people, rows)).correlate(rows).exists()


def _newest(rows: FromClause) -> ColumnElement[bool]:
    """Whether an allowance has begun, is none that ends its kind, and no later one of the kind has begun."""
    later = table_of(Allowance).alias()
    same = (later.c.employee_id == rows.c.employee_id) & (later.c.kind == rows.c.kind)
    begun = (later.c.effective_from > rows.c.effective_from) & (later.c.effective_from <= TODAY)
    ended = select(later.c.id).where(same & begun).correlate(rows).exists()
    return (rows.c.effective_from <= TODAY) & (rows.c.value > literal_column("0")) & ~ended


def _among(rows: FromClause, ids: ColumnElement[Any]) -> ColumnElement[bool]:
    # The cast says that it is one array, and no rows to compare with.
    return rows.c.id == any_(cast(ids, ARRAY(Uuid)))


ACT = ("act_number", "act_dated_on", "act_issuer")
EMPLOYEE = view(
    "Employee",
    Employee,
    columns(Employee, "code", "full_name", "born_on", "joined_on"),
    order=("name_sort_key", "code"),
    orders={"NAME": ("name_sort_key",), "CODE": ("code",), "JOINED_ON": ("joined_on",)},
    relations={
        "unit": One("Unit", by(id=file_unit), required=True),
        "position": One("Position", by(id=position_of_employee)),
        "occupancy": One("Occupancy", by(employee_id="id"), latest="effective_from"),
        "occupancies": Many("Occupancy", by(employee_id="id")),
        "grade": One("GradeHolding", by(employee_id="id"), latest="effective_from"),
        "gradeHistory": Many("GradeHolding", by(employee_id="id")),
        "contractPay": Many("ContractPay", by(employee_id="id")),
        "allowances": Many("Allowance", by(employee_id="id")),
        "leaves": Many("Leave", by(employee_id="id")),
        "results": Many("KpiResult", by(employee_id="id")),
        "assessments": Many("Assessment", by(employee_id="id")),
        "conductFindings": Many("ConductFinding", by(employee_id="id")),
        "payLines": Many("PayLine", by(employee_id="id")),
        "account": One("Account", by(id="id")),
    },
    filters={
        "unitIds": any_given(kept_in, partial(uuid_of, "Unit")),
        "subtreeOf": below(file_unit),
        "codes": any_of("code"),
        "codePrefix": beginning("code"),
        "positionIds": any_given(_holding, partial(uuid_of, "Position")),
        "salaryStepIds": any_given(_paid_by, partial(uuid_of, "SalaryStep")),
        "hasPosition": present(lambda rows: position_of_employee(rows).is_not(None)),
        "hasGrade": present(lambda rows: grade_of_employee(rows).is_not(None)),
        **between("joinedOn", "joined_on"),
        "search": Filter(_among, lambda typed: sought(comparable(typed)), _found),
    },
)

OCCUPANCY = view(
    "Occupancy",
    Occupancy,
    columns(Occupancy, "effective_from", "acting", "seconded", "employee_id", *ACT),
    quantities(Occupancy, "share_bp"),
    order=("employee_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**unit_filters(), **between("effectiveFrom", "effective_from"), "acting": equal("acting")},
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
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        **between("effectiveFrom", "effective_from"),
        "salaryStepIds": any_id_of("SalaryStep", "salary_step_id"),
    },
)

CONTRACT_PAY = view(
    "ContractPay",
    ContractPay,
    columns(ContractPay, "effective_from", "employee_id", *ACT),
    quantities(ContractPay, "monthly_vnd"),
    order=("employee_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**unit_filters(), **between("effectiveFrom", "effective_from")},
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
    },
)

ALLOWANCE = view(
    "Allowance",
    Allowance,
    columns(Allowance, "effective_from", "kind", "value", "leadership_code", "employee_id", *ACT),
    order=("employee_id", "kind", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        **between("effectiveFrom", "effective_from"),
        "kinds": any_of("kind"),
        "inForce": present(_newest),
    },
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
    },
)

LEAVE = view(
    "Leave",
    Leave,
    columns(Leave, "effective_from", "effective_until", "kind", "employee_id", *ACT),
    order=("employee_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={**unit_filters(), **between("effectiveFrom", "effective_from"), "kinds": any_of("kind")},
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
    },
)

# What people say of other areas' types.
RELATIONS = {
    "Position": {"holders": Many("Employee", holders_of_position)},
    "Unit": {"employees": Many("Employee", employees_of_unit)},
}
FILTERS = {"Position": {"vacant": present(_vacant)}}
VIEWS = (EMPLOYEE, OCCUPANCY, GRADE_HOLDING, CONTRACT_PAY, ALLOWANCE, LEAVE)
