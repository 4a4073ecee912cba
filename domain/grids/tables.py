"""Salary grid, base salary, leadership allowance: dated, sourced numbers of the law."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.database.tables import MONEY, TEXT, WORD, Dated, Identified, Sourced


class SalaryStep(Identified, table=True):
    """A cell of the grid: table, grade and step."""

    __tablename__ = "salary_step"
    __table_args__ = (UniqueConstraint("grid_table", "grade_code", "step"),)

    grid_table: int
    grade_code: str = Field(sa_type=TEXT)
    step: int


class SalaryCoefficient(Dated, Sourced, table=True):
    """The coefficient of a cell from a day on, in hundredths."""

    __tablename__ = "salary_coefficient"
    __table_args__ = (
        UniqueConstraint("salary_step_id", "effective_from"),
        CheckConstraint("coefficient_hundredths > 0", name="coefficient_positive"),
    )

    salary_step_id: UUID = Field(foreign_key="salary_step.id")
    coefficient_hundredths: int


class BaseSalary(Sourced, SQLModel, table=True):
    """Dong a month for a coefficient of one, from a day on."""

    __tablename__ = "base_salary"

    effective_from: date = Field(primary_key=True)
    amount_vnd: int = Field(sa_type=MONEY)


class LeadershipAllowance(Dated, Sourced, table=True):
    """The leadership coefficient of a kind of post from a day on, in hundredths."""

    __tablename__ = "leadership_allowance"
    __table_args__ = (UniqueConstraint("code", "effective_from"),)

    code: str = Field(sa_type=TEXT)
    level: str = Field(sa_type=TEXT)
    unit_type: str = Field(sa_type=TEXT)
    position_title: str = Field(sa_type=TEXT)
    variant: str = Field(sa_type=TEXT)
    coefficient_hundredths: int


class NationalGrade(Identified, Sourced, table=True):
    """A grade by its national code, such as 01.003, and where it stands in the grid; how long one waits for a step."""

    __tablename__ = "national_grade"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("waiting_months > 0", name="months_are_waited"),
    )

    code: str = Field(sa_type=TEXT)
    title: str = Field(sa_type=TEXT)
    kind: str = Field(sa_type=WORD)
    grid_table: int
    grade_code: str = Field(sa_type=TEXT)
    waiting_months: int
