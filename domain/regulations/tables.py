"""A unit's published document that picks the models and sets their parameters."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from domain.database.tables import MOMENT, TEXT, Versioned


class Regulation(Versioned, table=True):
    """In force for its unit, and for each unit below without one of its own, from a day on."""

    __tablename__ = "regulation"
    __table_args__ = (
        Index(
            "uq_regulation_published",
            "unit_id",
            "effective_from",
            unique=True,
            postgresql_where=text("published_by is not null"),
        ),
        CheckConstraint("published_by <> drafted_by", name="published_by_another"),
    )

    unit_id: UUID = Field(foreign_key="unit.id")
    effective_from: date
    title: str = Field(sa_type=TEXT)
    models: dict[str, Any] = Field(sa_type=JSON)
    parameters: dict[str, dict[str, Any]] = Field(sa_type=JSON)
    drafted_by: UUID
    published_by: UUID | None = None
    published_at: datetime | None = Field(default=None, sa_type=MOMENT)
