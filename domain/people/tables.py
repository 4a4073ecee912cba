"""Employees, the positions they hold, the grade and step they are paid by."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from domain.tables import TEXT, Dated, Identified


class Employee(Identified, table=True):
    """A person on a pay list. `unit_id`: the unit that keeps the file now."""

    __tablename__ = "employee"
    __table_args__ = (Index("ix_employee_unit_id_code", "unit_id", "code"),)

    code: str = Field(sa_type=TEXT, unique=True)
    full_name: str = Field(sa_type=TEXT)
    born_on: date
    joined_on: date
    unit_id: UUID = Field(foreign_key="unit.id")


class Occupancy(Dated, table=True):
    """Who holds which position from a day on; no position: the person has left."""

    __tablename__ = "occupancy"
    __table_args__ = (
        UniqueConstraint("employee_id", "effective_from"),
        CheckConstraint("share_bp between 1 and 10000", name="share_of_a_full_post"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    position_id: UUID | None = Field(default=None, foreign_key="position.id", index=True)
    share_bp: int = 10_000
    acting: bool = False


class GradeHolding(Dated, table=True):
    """The grade and step a person is paid by from a day on; `step_since` counts towards the next step."""

    __tablename__ = "grade_holding"
    __table_args__ = (UniqueConstraint("employee_id", "effective_from"),)

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    salary_step_id: UUID = Field(foreign_key="salary_step.id", index=True)
    step_since: date
