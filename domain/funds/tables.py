"""The bonus fund of a unit for a year."""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from domain.database.tables import MONEY, TEXT, WORD, Identified


class BonusFund(Identified, table=True):
    """A tenth of the salary fund without allowances (Decree 161/2026 art. 4), as the model computed it.

    `spent_vnd`: what the lines of approved and closed runs take from it; the approval itself writes it.
    """

    __tablename__ = "bonus_fund"
    __table_args__ = (
        UniqueConstraint("unit_id", "year"),
        CheckConstraint("amount_vnd between 0 and salary_fund_vnd", name="amount_within_the_salary_fund"),
        CheckConstraint("spent_vnd between 0 and amount_vnd", name="spends_at_most_the_fund"),
        CheckConstraint("state in ('open', 'closed')", name="state_known"),
    )

    unit_id: UUID = Field(foreign_key="unit.id")
    year: int
    salary_fund_vnd: int = Field(sa_type=MONEY)
    amount_vnd: int = Field(sa_type=MONEY)
    model_id: str = Field(sa_type=TEXT)
    model_version: str = Field(sa_type=TEXT)
    parameters_hash: str = Field(sa_type=TEXT)
    spent_vnd: int = Field(default=0, sa_type=MONEY, sa_column_kwargs={"server_default": text("0")})
    state: str = Field(default="open", sa_type=WORD)
