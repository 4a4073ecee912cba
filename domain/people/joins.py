"""Who holds a position on the day."""

from sqlalchemy import ColumnElement, FromClause, select

from domain.people.tables import GradeHolding, Occupancy
from domain.reading.columns import table_of
from domain.reading.joins import in_force

position_of_employee = in_force(Occupancy, "employee_id", "position_id")
grade_of_employee = in_force(GradeHolding, "employee_id", "salary_step_id")


def holders_of_position(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """Employees who have held the position, and hold it on the day."""
    ever = table_of(Occupancy).alias()
    held = select(ever.c.employee_id).where(ever.c.position_id == source.c.id).correlate(source)
    return target.c.id.in_(held) & (position_of_employee(target) == source.c.id)
