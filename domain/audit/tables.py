"""The trail: events with the hash of their own leaf, sealed in batches into linked roots."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.tables import MOMENT, TEXT, Identified


class AuditEvent(Identified, table=True):
    """Who did what to what and why, before and after. `before` and `after` are JSON kept byte for byte."""

    __tablename__ = "audit_event"

    at: datetime = Field(sa_type=MOMENT)
    actor_id: UUID = Field(index=True)
    happened: str = Field(sa_type=TEXT)
    subject: str = Field(sa_type=TEXT, index=True)
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    reason: str = Field(default="", sa_type=TEXT)
    before: str | None = Field(default=None, sa_type=TEXT)
    after: str | None = Field(default=None, sa_type=TEXT)
    leaf: bytes = Field(sa_type=LargeBinary)


class AuditSeal(SQLModel, table=True):
    """A batch of events closed: the root of their leaves, linked to the seal before."""

    __tablename__ = "audit_seal"

    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    events: int
    root: bytes = Field(sa_type=LargeBinary)
    link: bytes = Field(sa_type=LargeBinary)
    sealed_at: datetime = Field(sa_type=MOMENT)


class AuditSealEvent(SQLModel, table=True):
    """The place of an event in its seal."""

    __tablename__ = "audit_seal_event"
    __table_args__ = (UniqueConstraint("seal_number", "place"),)

    event_id: UUID = Field(foreign_key="audit_event.id", primary_key=True)
    seal_number: int = Field(foreign_key="audit_seal.number", sa_type=BigInteger)
    place: int


class AuditUnsealed(SQLModel, table=True):
    """An event that waits for its seal: a trigger puts it here, the sealer takes it away."""

    __tablename__ = "audit_unsealed"

    event_id: UUID = Field(primary_key=True)
