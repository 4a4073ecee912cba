"""Jobs as people see them; the queue itself is pgqueuer's, in the schema `queue`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from domain.database.tables import MOMENT, WORD, Identified

STATES = ("waiting", "running", "done", "refused", "cancelled", "held")
OVER = ("done", "refused", "cancelled", "held")


class Job(Identified, table=True):
    """Work that somebody asked for. `done` of `total`, in what its kind counts; a total of 0 is not known yet.

    `starts`: how often a worker began it. `outcome`: what it gave; `problem`: why it was refused, a text by language.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_asked_by", "asked_by", "id"),
        CheckConstraint(f"state in {STATES}", name="state_known"),
        CheckConstraint("(ended_at is null) = (state in ('waiting', 'running'))", name="ended_when_over"),
        CheckConstraint(
            "(problem is not null) = (state in ('refused', 'held'))", name="refused_with_a_problem"
        ),
        CheckConstraint("done >= 0 and total >= 0", name="counts_from_nothing"),
    )

    kind: str = Field(sa_type=WORD)
    asked_by: UUID = Field(foreign_key="account.id")
    arguments: Any = Field(sa_type=JSONB, sa_column_kwargs={"nullable": False})
    state: str = Field(default="waiting", sa_type=WORD)
    done: int = 0
    total: int = 0
    starts: int = 0
    outcome: Any = Field(default=None, sa_type=JSONB(none_as_null=True), sa_column_kwargs={"nullable": True})
    problem: Any = Field(default=None, sa_type=JSONB(none_as_null=True), sa_column_kwargs={"nullable": True})
    asked_at: datetime = Field(sa_type=MOMENT)
    began_at: datetime | None = Field(default=None, sa_type=MOMENT)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)
