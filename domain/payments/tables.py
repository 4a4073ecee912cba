"""Who is paid for which year: a key that takes nobody twice."""

from uuid import UUID

from sqlmodel import Field

from domain.database.tables import SQLModel


class PaidPeriod(SQLModel, table=True):
    """Who is paid for which year by which run: a row for each line of an approved or closed run, and no other.

    Its key is what keeps anybody from being paid twice. Written by the approval and taken away by its withdrawal,
    in the database; nobody else reads or writes it.
    """

    __tablename__ = "paid_period"

    employee_id: UUID = Field(primary_key=True)
    year: int = Field(primary_key=True)
    pay_run_id: UUID
