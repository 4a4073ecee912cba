"""Employees, the positions they hold, the grade and step they are paid by."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Computed, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field

from domain.database.tables import TEXT, Dated, Identified
from domain.people.names import SEARCH_WORDS, SORT_KEY


class Employee(Identified, table=True):
    """A person on a pay list. `unit_id`: the unit that keeps the file now.

    `name_words` and `name_sort_key` are the database's: it computes them from `full_name`.
    """

    __tablename__ = "employee"
    __table_args__ = (
        Index("ix_employee_unit_id_name_sort_key_code", "unit_id", "name_sort_key", "code"),
        Index("ix_employee_name_sort_key_code", "name_sort_key", "code"),
        Index("ix_employee_joined_on", "joined_on"),
        Index("ix_employee_name_words", "name_words", postgresql_using="gin"),
        Index("ix_employee_code_beginning", "code", postgresql_ops={"code": "text_pattern_ops"}),
    )

    code: str = Field(sa_type=TEXT, unique=True)
    full_name: str = Field(sa_type=TEXT)
    born_on: date
    joined_on: date
    unit_id: UUID = Field(foreign_key="unit.id")
    name_words: str = Field(
        default=None, sa_column=Column(TSVECTOR, Computed(SEARCH_WORDS, persisted=True), nullable=False)
    )
    name_sort_key: str = Field(
        default=None,
        sa_column=Column(Text(collation="C"), Computed(SORT_KEY, persisted=True), nullable=False),
    )


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
    stem, noun = "grade", "grade holding"
    __table_args__ = (
        UniqueConstraint("employee_id", "effective_from"),
        Index("ix_grade_holding_step", "salary_step_id", "employee_id", "effective_from"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    salary_step_id: UUID = Field(foreign_key="salary_step.id")
    step_since: date
