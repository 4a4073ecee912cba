"""Kept counts: a narrow table of deltas, written with the rows that it counts."""

from uuid import UUID

from sqlalchemy import BigInteger, Identity
from sqlmodel import Field

from domain.database.tables import TEXT, SQLModel


class RowCount(SQLModel, table=True):
    """How many rows of a table and unit one statement added or took; all of a table and unit sum to what is there.

    Only ever added to, so that writers of one unit never wait for one another; sealing the trail sums up what has
    gathered. Triggers write it: see `counted` of `domain.database.state.policy.Rule`.
    """

    __tablename__ = "row_count"

    number: int = Field(sa_type=BigInteger, primary_key=True, sa_column_args=(Identity(always=True),))
    table_name: str = Field(sa_type=TEXT)
    unit_id: UUID
    delta: int
