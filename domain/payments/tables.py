"""Who is paid what for which period: a key that takes nobody twice."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from domain.database.tables import TEXT, SQLModel


class PaidPeriod(SQLModel, table=True):
    """Who is paid what for which period from which unit by which run: a row for each line of an approved or closed run.

    Its key is what keeps anybody from being paid twice. Written by the approval and taken away by its withdrawal,
    in the database; nobody else reads or writes it.
    """

    __tablename__ = "paid_period"

    employee_id: UUID = Field(primary_key=True)
    kind: str = Field(primary_key=True, sa_type=TEXT)
    period: str = Field(primary_key=True, sa_type=TEXT)
    period_start: date = Field(primary_key=True)
    unit_id: UUID = Field(primary_key=True)
    pay_run_id: UUID
