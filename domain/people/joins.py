"""Who holds a position on the day."""

from sqlalchemy import ColumnElement, FromClause, select

from domain.people.tables import Occupancy
from domain.reading.declare import table_of
from domain.reading.relate import in_force

POSITION_OF_EMPLOYEE = in_force(Occupancy, "employee_id", "position_id")


def HOLDERS_OF_POSITION(target: FromClause, source: FromClause) -> ColumnElement[bool]:  # noqa: N802 - a Join by value
    """Employees who have held the position, and hold it on the day."""
    ever = table_of(Occupancy).alias()
    held = select(ever.c.employee_id).where(ever.c.position_id == source.c.id).correlate(source)
    return target.c.id.in_(held) & (POSITION_OF_EMPLOYEE(target) == source.c.id)
