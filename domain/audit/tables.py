"""The trail: events with the hash of their own leaf, sealed in batches into linked roots."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Identity, Index, LargeBinary, UniqueConstraint, Uuid, text
from sqlmodel import Field, SQLModel

from domain.database.tables import MOMENT, TEXT, Identified


class AuditEvent(Identified, table=True):
    """Who did what to what and why, before and after. `before` and `after` are JSON kept byte for byte.

    `at` is the database's own clock, `day` the administration's. `tables`, `rows`, `rows_root`: which rows it names,
    how many, and the root over the leaves that `AuditSet` keeps; none when it names no row. `follows`: the latest
    event that waited for its seal then, so that one taken away is missed by the next. `secret_of`: the person whom it
    is about, else the administration: whose `Secret` salts its leaf. Without it, an event of before: see
    `domain.audit.hashing.events`.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_happened_id", "happened", "id"),
        Index("ix_audit_event_actor_id_id", "actor_id", "id"),
        Index("ix_audit_event_subject_id", "subject", "id"),
        Index("ix_audit_event_unit_id_id", "unit_id", "id"),
    )

    at: datetime = Field(sa_type=MOMENT)
    actor_id: UUID
    happened: str = Field(sa_type=TEXT)
    subject: str = Field(sa_type=TEXT)
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    reason: str = Field(default="", sa_type=TEXT)
    before: str | None = Field(default=None, sa_type=TEXT)
    after: str | None = Field(default=None, sa_type=TEXT)
    leaf: bytes = Field(sa_type=LargeBinary)
    day: date | None = None
    tables: str | None = Field(default=None, sa_type=TEXT)
    rows: int | None = None
    rows_root: bytes | None = Field(default=None, sa_type=LargeBinary)
    follows: UUID | None = None
    secret_of: UUID | None = None


class Secret(SQLModel, table=True):
    """What salts the leaves of an employee's lines and events, or of the administration's: of the system's account.

    Both keys of HMAC-SHA256 (RFC 2104), ready padded, made by the database and known to it alone. Whoever deletes one
    erases: what its leaves cover can never again be told from anything else, while the roots over them still stand.
    The row stays without its keys, so that what is erased is told from what was forged.
    """

    __tablename__ = "secret"

    owner_id: UUID = Field(primary_key=True)
    inner_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    outer_key: bytes | None = Field(default=None, sa_type=LargeBinary)


class AuditSet(SQLModel, table=True):
    """The rows that one statement changed, in the order of their ids, 32 bytes of `leaves` each, and their event.

    A leaf covers the row's `columns` as they became; zeros stand for a row that is gone.
    """

    __tablename__ = "audit_set"
    __table_args__ = (Index("ix_audit_set_untold", "number", postgresql_where=text("event_id is null")),)

    number: int = Field(sa_type=BigInteger, primary_key=True, sa_column_args=(Identity(always=True),))
    table_name: str = Field(sa_type=TEXT)
    rows: int
    ids: list[UUID] = Field(sa_type=ARRAY(Uuid))
    leaves: bytes = Field(sa_type=LargeBinary)
    columns: list[str] = Field(sa_type=ARRAY(TEXT))
    event_id: UUID | None = Field(default=None, index=True)


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
    number: int = Field(sa_type=BigInteger, sa_column_args=(Identity(always=True),), unique=True)
