"""Accounts, what each may do where and when, and the requests already answered."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, UniqueConstraint, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from domain.database.tables import MOMENT, TEXT, Identified, Versioned


class Account(Versioned, table=True):
    """Who can sign in. An employee's account has the employee's id, so that a CHECK can compare the two.

    `is_program`: a service account, that of a program, which approves nothing. `unit_id`: the unit that keeps it; none
    is kept by the unit above all. `closed_on`: the day from which nobody signs in to it.
    """

    __tablename__ = "account"

    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    subject: str = Field(sa_type=TEXT, unique=True)
    name: str = Field(sa_type=TEXT)
    is_program: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    closed_on: date | None = None


class Preference(SQLModel, table=True):
    """What an account chose for itself. `language`: in which it reads; None leaves it to what each request says."""

    __tablename__ = "preference"
    __table_args__ = (CheckConstraint("language in ('en', 'vi')", name="language_known"),)

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    language: str | None = Field(default=None, sa_type=TEXT)


class AccountSession(SQLModel, table=True):
    """A session of the pages by the SHA-256 of its secret; the secret itself is in the browser's cookie only.

    It ends at `ends_at`, `idle_seconds` after it was last seen, or when somebody ends it. `signed_in_at`: when the
    provider saw the person prove who they are.
    """

    __tablename__ = "account_session"
    __table_args__ = (CheckConstraint("octet_length(secret_hash) = 32", name="hash_of_a_secret"),)

    secret_hash: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    signed_in_at: datetime = Field(sa_type=MOMENT)
    seen_at: datetime = Field(sa_type=MOMENT)
    idle_seconds: int
    ends_at: datetime = Field(sa_type=MOMENT)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)


class AccessGrant(Identified, table=True):
    """A verb on a unit and all below it, from a day to a day.

    `passes_on`: what the holder of `access.grant` may grant to others. `request_id`: what a second person confirmed.
    `given_by`: who gave it; none for what the owner of the database gave. `delegates_id`: a right of the giver that
    this one lets somebody else use for a time.
    """

    __tablename__ = "access_grant"
    stem, noun = "grant", "right"
    __table_args__ = (
        Index("ix_access_grant_account_id_verb", "account_id", "verb"),
        CheckConstraint("effective_until >= effective_from", name="ends_no_sooner_than_it_begins"),
        CheckConstraint("verb = 'access.grant' or passes_on = '{}'", name="only_who_grants_passes_on"),
        CheckConstraint("given_by <> account_id", name="given_by_another"),
        CheckConstraint("delegates_id is null or effective_until is not null", name="delegation_ends"),
        CheckConstraint("delegates_id is null or verb <> 'access.grant'", name="delegates_no_granting"),
        CheckConstraint("delegates_id is null or given_by is not null", name="delegated_by_somebody"),
        UniqueConstraint("request_id"),
    )

    account_id: UUID = Field(foreign_key="account.id")
    verb: str = Field(sa_type=TEXT)
    unit_id: UUID = Field(foreign_key="unit.id")
    effective_from: date
    effective_until: date | None = None
    passes_on: list[str] = Field(
        default_factory=list, sa_type=ARRAY(Text), sa_column_kwargs={"server_default": "{}"}
    )
    request_id: UUID | None = Field(default=None, foreign_key="access_request.id")
    given_by: UUID | None = Field(default=None, foreign_key="account.id")
    delegates_id: UUID | None = Field(default=None, foreign_key="access_grant.id", index=True)


class AccessRequest(Identified, table=True):
    """A right that one person asks for somebody and another confirms."""

    __tablename__ = "access_request"
    stem = "request"
    __table_args__ = (
        CheckConstraint("effective_until > effective_from", name="lasts_a_day"),
        CheckConstraint("asked_by <> account_id", name="asked_for_somebody_else"),
    )

    account_id: UUID = Field(foreign_key="account.id")
    verb: str = Field(sa_type=TEXT)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    effective_from: date
    effective_until: date | None = None
    passes_on: list[str] = Field(
        default_factory=list, sa_type=ARRAY(Text), sa_column_kwargs={"server_default": "{}"}
    )
    asked_by: UUID = Field(foreign_key="account.id")


class AnsweredRequest(SQLModel, table=True):
    """An idempotency key, what it was used for, and the answer it got: global ids as JSON."""

    __tablename__ = "answered_request"

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    key: str = Field(primary_key=True, sa_type=TEXT)
    operation: str = Field(sa_type=TEXT)
    input_hash: str = Field(sa_type=TEXT)
    answer: Any = Field(sa_type=JSONB, sa_column_kwargs={"nullable": False})
    answered_at: datetime = Field(sa_type=MOMENT)
