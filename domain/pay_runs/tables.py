"""The run over pinned inputs, the rules it used, and one line for each person."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from domain.database.tables import MOMENT, MONEY, TEXT, WORD, Identified, Versioned
from domain.facts.period import KINDS as PERIODS

# Absent is NULL of the database, not that of JSON.
OR_NULL = JSON(none_as_null=True)
STATES = ("computing", "computed", "reviewed", "approved", "closed", "discarded")


class PayRun(Versioned, table=True):
    """A run of one unit and all below it, of a kind for a period. Who made it cannot approve it.

    `year` is that of `period_start`; `corrects_run_id` names the run whose lines it corrects, if it does.
    `release`: the release of Meritgrid that computed it; for information, like the versions of its models.
    `stand_ins`: what its models took and no table records, each as column, what is assumed (says) and until when; null
    for a run of before, which did not tell.
    """

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
        CheckConstraint(f"period in {PERIODS}", name="period_known"),
        CheckConstraint("year = extract(year from period_start)", name="year_of_the_period"),
        CheckConstraint(
            "extract(day from period_start) = 1 and (extract(month from period_start)::int - 1) % case period"
            " when 'year' then 12 when 'half_year' then 6 when 'quarter' then 3 else 1 end = 0",
            name="period_by_its_first_day",
        ),
        Index("ix_pay_run_unit_id_year", "unit_id", "year"),
        Index("ix_pay_run_period_start", "period_start", "id"),
    )

    unit_id: UUID = Field(foreign_key="unit.id")
    kind: str = Field(sa_type=TEXT)
    period: str = Field(sa_type=WORD)
    period_start: date
    year: int
    corrects_run_id: UUID | None = Field(default=None, foreign_key="pay_run.id")
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
    release: str | None = Field(default=None, sa_type=TEXT)
    stand_ins: list[dict[str, str]] | None = Field(default=None, sa_type=OR_NULL)


class PayRunRules(SQLModel, table=True):
    """The regulation that a part of the run followed: its models, their versions, every parameter in force.

    `model_id`, `model_version`: of the model that gives the amount. `parameters_hash` covers models and parameters,
    and no version. Without `model_id`, rules of before, whose hash covers the versions too, and whose lines say both.
    """

    __tablename__ = "pay_run_rules"

    pay_run_id: UUID = Field(foreign_key="pay_run.id", primary_key=True)
    number: int = Field(primary_key=True)
    regulation_id: UUID = Field(foreign_key="regulation.id")
    models: dict[str, str] = Field(sa_type=JSON)
    versions: dict[str, str] = Field(sa_type=JSON)
    parameters: dict[str, Any] = Field(sa_type=JSON)
    parameters_hash: str = Field(sa_type=TEXT)
    model_id: str | None = Field(default=None, sa_type=TEXT)
    model_version: str | None = Field(default=None, sa_type=TEXT)


class StepSentence(SQLModel, table=True):
    """How a step reads: its sentence, the text behind it, the parameters that it used. Written once for all runs.

    `hash`: the leaf over all that it says, its name (`domain.pay_runs.proof.sentences`). `unit` of its number, as the
    kernel calls it; `inputs` are the columns that it reads, with the steps that give them. Both are null of before.
    """

    __tablename__ = "step_sentence"
    __table_args__ = (CheckConstraint("(unit is null) = (inputs is null)", name="unit_with_inputs"),)

    hash: str = Field(primary_key=True, sa_type=TEXT)
    says: str = Field(sa_type=TEXT)
    certainty: str = Field(sa_type=TEXT)
    law: str = Field(sa_type=TEXT)
    agreement: str = Field(sa_type=TEXT)
    choice: str = Field(sa_type=TEXT)
    parameters: list[dict[str, Any]] = Field(sa_type=JSON)
    unit: str | None = Field(default=None, sa_type=TEXT)
    inputs: list[dict[str, Any]] | None = Field(default=None, sa_type=OR_NULL)


class PayRunStep(Identified, table=True):
    """A step of the run: its place in the order of computing, and how it read on the day of the run (`sentence`).

    `place`: where a line's values hold its own; none when the step is finer than a person (a month, a work item): of
    those values the run keeps a hash. Without `sentence`, a step of before, which says all by itself.
    """

    __tablename__ = "pay_run_step"
    __table_args__ = (
        UniqueConstraint("pay_run_id", "rules_number", "ordinal"),
        ForeignKeyConstraint(
            ["pay_run_id", "rules_number"], ["pay_run_rules.pay_run_id", "pay_run_rules.number"]
        ),
        CheckConstraint("(sentence is null) = (says is not null)", name="said_once"),
    )

    pay_run_id: UUID
    rules_number: int
    ordinal: int
    place: int | None = None
    model_id: str = Field(sa_type=TEXT)
    stage: str = Field(sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    says: str | None = Field(default=None, sa_type=TEXT)
    certainty: str | None = Field(default=None, sa_type=TEXT)
    law: str | None = Field(default=None, sa_type=TEXT)
    agreement: str | None = Field(default=None, sa_type=TEXT)
    choice: str | None = Field(default=None, sa_type=TEXT)
    parameters: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON)
    sentence: str | None = Field(default=None, foreign_key="step_sentence.hash", sa_type=TEXT)


class PayRunTrace(SQLModel, table=True):
    """The steps of one stage that are finer than a person, as a hash over their values and the number of rows.

    They are computed again from the run's inputs when somebody asks (`domain.pay_runs.proof.traces`). With `content`, a
    trace of before: a Parquet file, and its hash.
    """

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
    content: bytes | None = Field(default=None, sa_type=LargeBinary)


class PayRunColumns(SQLModel, table=True):
    """The value of every step of all lines as a Parquet file, a column a step: the machine's copy, for what-ifs.

    A row for each row of the people of the run's inputs, in their order.
    """

    __tablename__ = "pay_run_columns"

    pay_run_id: UUID = Field(foreign_key="pay_run.id", primary_key=True)
    name: str = Field(primary_key=True, sa_type=TEXT)
    sha256: str = Field(sa_type=TEXT)
    rows: int
    content: bytes = Field(sa_type=LargeBinary)


class PayRunExclusion(Identified, table=True):
    """Somebody of the run's units who has no line of a unit in it, and why: on hold, or paid by another run already."""

    __tablename__ = "pay_run_exclusion"
    __table_args__ = (
        UniqueConstraint("pay_run_id", "employee_id", "unit_id"),
        CheckConstraint("num_nulls(hold_id, paid_by_run_id) = 1", name="one_reason"),
    )

    pay_run_id: UUID = Field(foreign_key="pay_run.id")
    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id")
    hold_id: UUID | None = Field(default=None, foreign_key="payment_hold.id")
    paid_by_run_id: UUID | None = Field(default=None, foreign_key="pay_run.id")


class PayLine(Identified, table=True):
    """What one person gets for their work in one unit, and the leaf of it, which covers the value of every step.

    `place`: its number in the run, from 0 in the order of `employee_id` and `unit_id`, in which a run's lines are read;
    its values stand at that place of the run's `PayLineValues`. Without it, a line of before: `steps` are its values,
    JSON as text, and `leaf` their hash. What lines refer to is checked as a set when their run goes from computing to
    computed, instead of by six foreign keys per line.
    """

    __tablename__ = "pay_line"
    __table_args__ = (
        UniqueConstraint("pay_run_id", "employee_id", "unit_id"),
        Index("ix_pay_line_pay_run_id_amount", "pay_run_id", "amount_vnd"),
        CheckConstraint("(place is null) = (steps is not null)", name="values_once"),
    )

    pay_run_id: UUID
    rules_number: int
    employee_id: UUID = Field(index=True)
    unit_id: UUID
    position_id: UUID
    peer_group_id: UUID
    assessment_id: UUID | None = None
    rated: str = Field(sa_type=TEXT)
    amount_vnd: int = Field(sa_type=MONEY)
    steps: str | None = Field(default=None, sa_type=TEXT)
    model_id: str | None = Field(default=None, sa_type=TEXT)
    model_version: str | None = Field(default=None, sa_type=TEXT)
    parameters_hash: str | None = Field(default=None, sa_type=TEXT)
    leaf: bytes = Field(sa_type=LargeBinary)
    place: int | None = None


class PayLineValues(SQLModel, table=True):
    """The values of every step of 500 lines, in the order of their places: for each line the text that its leaf covers.

    JSON as text, kept byte for byte. Nobody reads a chunk: `values_of_line` opens the element of one line.
    """

    __tablename__ = "pay_line_values"
    __table_args__ = (
        CheckConstraint(
            "chunk >= 0 and array_ndims(content) = 1 and array_lower(content, 1) = 1"
            " and cardinality(content) between 1 and 500 and array_position(content, null) is null",
            name="in_order",
        ),
    )

    pay_run_id: UUID = Field(foreign_key="pay_run.id", primary_key=True)
    chunk: int = Field(primary_key=True)
    content: list[str] = Field(sa_type=ARRAY(TEXT))
