"""Holds: one person is not paid for a period for now, with a reason, while everybody else is."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from domain.database.tables import MOMENT, TEXT, WORD, Versioned
from domain.facts.period import KINDS as PERIODS


class PaymentHold(Versioned, table=True):
    """Whoever it names has no line in a run of the kind for the period, until it is released.

    `unit_id`: the unit, where the person works or worked, for which it was put on record.
    """

    noun: ClassVar[str] = "hold"
    stem: ClassVar[str] = "hold"

    __tablename__ = "payment_hold"
    __table_args__ = (
        CheckConstraint(f"period in {PERIODS}", name="period_known"),
        CheckConstraint(
            "num_nulls(released_by, released_at, release_reason) in (0, 3)", name="released_whole"
        ),
        Index(
            "uq_payment_hold_unreleased",
            "employee_id",
            "kind",
            "period_start",
            unique=True,
            postgresql_where=text("released_by is null"),
        ),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    kind: str = Field(sa_type=TEXT)
    period: str = Field(sa_type=WORD)
    period_start: date
    reason: str = Field(sa_type=TEXT)
    held_by: UUID
    held_at: datetime = Field(sa_type=MOMENT)
    released_by: UUID | None = None
    released_at: datetime | None = Field(default=None, sa_type=MOMENT)
    release_reason: str | None = Field(default=None, sa_type=TEXT)
