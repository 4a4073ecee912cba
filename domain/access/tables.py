"""Accounts, what each may do where and when, and the requests already answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from domain.tables import MOMENT, TEXT, Identified


class Account(Identified, table=True):
    """Who can sign in. An employee's account has the employee's id, so that a CHECK can compare the two."""

    __tablename__ = "account"

    subject: str = Field(sa_type=TEXT, unique=True)
    name: str = Field(sa_type=TEXT)


class AccessGrant(Identified, table=True):
    """A verb on a unit and all below it, from a day to a day."""

    __tablename__ = "access_grant"
    __table_args__ = (
        Index("ix_access_grant_account_id_verb", "account_id", "verb"),
        CheckConstraint("effective_until >= effective_from", name="ends_no_sooner_than_it_begins"),
    )

    account_id: UUID = Field(foreign_key="account.id")
    verb: str = Field(sa_type=TEXT)
    unit_id: UUID = Field(foreign_key="unit.id")
    effective_from: date
    effective_until: date | None = None


class AnsweredRequest(SQLModel, table=True):
    """An idempotency key, what it was used for, and the answer it got."""

    __tablename__ = "answered_request"

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    key: str = Field(primary_key=True, sa_type=TEXT)
    operation: str = Field(sa_type=TEXT)
    input_hash: str = Field(sa_type=TEXT)
    answer_id: UUID
    answered_at: datetime = Field(sa_type=MOMENT)
