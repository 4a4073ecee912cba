"""The run over pinned inputs, the rules it used, and one line for each person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.database.tables import MOMENT, MONEY, TEXT, WORD, Identified, Versioned

STATES = ("computing", "computed", "reviewed", "approved", "closed", "discarded")


class PayRun(Versioned, table=True):
    """A bonus run of one unit and all below it. Who made it cannot approve it."""

    __tablename__ = "pay_run"
    __table_args__ = (
        CheckConstraint(f"state in {STATES}", name="state_known"),
        CheckConstraint("approved_by <> made_by", name="approved_by_another"),
        CheckConstraint(
            "state not in ('approved', 'closed') or approved_by is not null", name="approved_by_someone"
        ),
        CheckConstraint(
            "state not in ('reviewed', 'approved', 'closed') or reviewed_by is not null",
            name="reviewed_by_someone",
        ),
        CheckConstraint(
            "withdrawal_asked_by is null or state = 'approved'", name="withdrawal_of_an_approval"
        ),
        CheckConstraint(
            "(withdrawal_asked_by is null) = (withdrawal_asked_at is null)", name="withdrawal_asked_at_a_time"
        ),
        Index("ix_pay_run_unit_id_year", "unit_id", "year"),
    )

    unit_id: UUID = Field(foreign_key="unit.id")
    year: int
    title: str = Field(sa_type=TEXT)
    state: str = Field(default="computing", sa_type=WORD)
    snapshot_hash: str = Field(foreign_key="snapshot.hash", sa_type=TEXT)
    rules_hash: str = Field(sa_type=TEXT)
    lines_root: str = Field(sa_type=TEXT)
    people: int
    total_vnd: int = Field(sa_type=MONEY)
    made_by: UUID
    made_at: datetime = Field(sa_type=MOMENT)
    reviewed_by: UUID | None = None
    reviewed_at: datetime | None = Field(default=None, sa_type=MOMENT)
    approved_by: UUID | None = None
    approved_at: datetime | None = Field(default=None, sa_type=MOMENT)
    closed_by: UUID | None = None
    closed_at: datetime | None = Field(default=None, sa_type=MOMENT)
    withdrawal_asked_by: UUID | None = None
    withdrawal_asked_at: datetime | None = Field(default=None, sa_type=MOMENT)


class PayRunRules(SQLModel, table=True):
    """The regulation that a part of the run followed: its models, their versions, every parameter."""

    __tablename__ = "pay_run_rules"

    pay_run_id: UUID = Field(foreign_key="pay_run.id", primary_key=True)
    number: int = Field(primary_key=True)
    regulation_id: UUID = Field(foreign_key="regulation.id")
    models: dict[str, str] = Field(sa_type=JSON)
    versions: dict[str, str] = Field(sa_type=JSON)
    parameters: dict[str, Any] = Field(sa_type=JSON)
    parameters_hash: str = Field(sa_type=TEXT)


class PayRunStep(Identified, table=True):
    """A step as it read on the day of the run: its sentence, its law, the parameters it used.

    `place`: where a line's `steps` hold its value; none when the step is finer than a person (a month, a work
    item) and its values stand in the run's trace.
    """

    __tablename__ = "pay_run_step"
    __table_args__ = (
        UniqueConstraint("pay_run_id", "rules_number", "ordinal"),
        ForeignKeyConstraint(
            ["pay_run_id", "rules_number"], ["pay_run_rules.pay_run_id", "pay_run_rules.number"]
        ),
    )

    pay_run_id: UUID
    rules_number: int
    ordinal: int
    place: int | None = None
    model_id: str = Field(sa_type=TEXT)
    stage: str = Field(sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    says: str = Field(sa_type=TEXT)
    certainty: str = Field(sa_type=TEXT)
    law: str = Field(default="", sa_type=TEXT)
    agreement: str = Field(default="", sa_type=TEXT)
    choice: str = Field(default="", sa_type=TEXT)
    parameters: list[dict[str, Any]] = Field(sa_type=JSON)


class PayRunTrace(SQLModel, table=True):
    """The filled table of one stage, for the steps that are finer than a person, as a Parquet file."""

    __tablename__ = "pay_run_trace"
    __table_args__ = (
        ForeignKeyConstraint(
            ["pay_run_id", "rules_number"], ["pay_run_rules.pay_run_id", "pay_run_rules.number"]
        ),
    )

    pay_run_id: UUID = Field(primary_key=True)
    rules_number: int = Field(primary_key=True)
    model_id: str = Field(primary_key=True, sa_type=TEXT)
    stage: str = Field(primary_key=True, sa_type=TEXT)
    sha256: str = Field(sa_type=TEXT)
    rows: int
    content: bytes = Field(sa_type=LargeBinary)


class PayLine(Identified, table=True):
    """What one person gets, with the value of every step in the order of the run's steps.

    `steps` is JSON as text, kept byte for byte, because `leaf` is its hash. What lines refer to is checked as a
    set when their run goes from computing to computed, instead of by six foreign keys per line. Written in the
    order of `employee_id`, which is also the order in which a run's lines are read.
    """

    __tablename__ = "pay_line"
    __table_args__ = (UniqueConstraint("pay_run_id", "employee_id"),)

    pay_run_id: UUID
    rules_number: int
    employee_id: UUID = Field(index=True)
    unit_id: UUID
    position_id: UUID
    peer_group_id: UUID
    assessment_id: UUID | None = None
    rated: str = Field(sa_type=TEXT)
    amount_vnd: int = Field(sa_type=MONEY)
    steps: str = Field(sa_type=TEXT)
    model_id: str = Field(sa_type=TEXT)
    model_version: str = Field(sa_type=TEXT)
    parameters_hash: str = Field(sa_type=TEXT)
    leaf: bytes = Field(sa_type=LargeBinary)
