"""What every table shares: one registry (metadata), names for constraints, and the columns that recur."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, DateTime, Text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """A UUIDv7: unique without asking anyone, and in the order of time, so indexes stay dense."""
    return uuids.uuid7()


class Identified(SQLModel):
    """A row that other rows and the API refer to."""

    # What refusals call it where its table's name is not the trade's: the stem of their codes, and the noun.
    stem: ClassVar[str] = ""
    noun: ClassVar[str] = ""

    id: UUID = Field(default_factory=new_id, primary_key=True)

    @classmethod
    def called(cls) -> tuple[str, str]:
        """The stem of codes and the noun: `pay_run`, "pay run"."""
        table = str(cls.__tablename__)
        return cls.stem or table, cls.noun or (cls.stem or table).replace("_", " ")


class Versioned(Identified):
    """A row whose changes are counted: who decides on it names the version that they have read."""

    version: int = 1


class Dated(Identified):
    """Valid from `effective_from` until the next row of the same key: no overlap or gap can be written."""

    effective_from: date


class Sourced(SQLModel):
    """A number of the law with the text it comes from and how sure we are of it."""

    source: str = Field(sa_type=Text)
    certainty: str = Field(sa_type=Text)


class Word(Text):
    """One of a few words of ours, which GraphQL shows as the values of an enum."""


# SQLModel takes types as arguments of Field; these four say what they hold.
MONEY = BigInteger
MOMENT = DateTime(timezone=True)
TEXT = Text
WORD = Word

__all__ = [
    "MOMENT",
    "MONEY",
    "TEXT",
    "WORD",
    "Dated",
    "Identified",
    "SQLModel",
    "Sourced",
    "Versioned",
    "datetime",
    "new_id",
]
