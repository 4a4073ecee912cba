"""Pinned inputs of runs: tables as Parquet, named by their content."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from domain.database.tables import MOMENT, TEXT


class Snapshot(SQLModel, table=True):
    """The inputs of a run, named by the hash of their content and kept as long as the run."""

    __tablename__ = "snapshot"

    hash: str = Field(primary_key=True, sa_type=TEXT)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    year: int
    people: int
    taken_by: UUID
    taken_at: datetime = Field(sa_type=MOMENT)


class SnapshotFrame(SQLModel, table=True):
    """One table of a snapshot as a Parquet file."""

    __tablename__ = "snapshot_frame"

    snapshot_hash: str = Field(foreign_key="snapshot.hash", primary_key=True, sa_type=TEXT)
    name: str = Field(primary_key=True, sa_type=TEXT)
    sha256: str = Field(sa_type=TEXT)
    rows: int
    content: bytes = Field(sa_type=LargeBinary)
