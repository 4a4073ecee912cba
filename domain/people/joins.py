"""Who holds a position on the day, and which unit keeps a person's file on it."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func, or_, select

from domain.people.tables import GradeHolding, Occupancy
from domain.reading.columns import table_of
from domain.reading.joins import TODAY, in_force

position_of_employee = in_force(Occupancy, "employee_id", "position_id")
grade_of_employee = in_force(GradeHolding, "employee_id", "salary_step_id")


def holders_of_position(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """Employees who have held the position, and hold it on the day."""
    ever = table_of(Occupancy).alias()
    held = select(ever.c.employee_id).where(ever.c.position_id == source.c.id).correlate(source)
    return target.c.id.in_(held) & (position_of_employee(target) == source.c.id)


def file_unit(people: FromClause) -> ColumnElement[Any]:
    """The unit that keeps each person's file on the day."""
    return func.coalesce(case((people.c.moves_on <= TODAY, people.c.moves_to)), people.c.unit_id)


def kept_in(people: FromClause, units: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether it is one of these units; both columns are asked first, for they have an index."""
    either = or_(people.c.unit_id == units, people.c.moves_to == units)
    return either & (file_unit(people) == units)


def employees_of_unit(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """Employees whose file the unit keeps on the day."""
    return kept_in(target, source.c.id)
