"""Translations: each text of the catalogues by the hash of its English."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from domain.database.tables import TEXT


class Translation(SQLModel, table=True):
    """What a text says in a language. `source`: the MD5 of the English text, which is only a key here.

    Migrations fill it from the catalogues of the pay models and of the domain.
    """

    __tablename__ = "translation"

    language: str = Field(primary_key=True, sa_type=TEXT)
    source: UUID = Field(primary_key=True)
    text: str = Field(sa_type=TEXT)
