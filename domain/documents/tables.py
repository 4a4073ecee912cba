"""The documents that clients have registered: what they ask, known before they ask it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from domain.database.tables import MOMENT, TEXT


class ClientDocument(SQLModel, table=True):
    """A document of a client (a program, such as "hr-portal") by the SHA-256 of its text, 64 hexadecimal digits."""

    __tablename__ = "client_document"
    __table_args__ = (
        CheckConstraint("sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')", name="hash_of_the_text"),
        Index("ix_client_document_sha256", "sha256"),
    )

    client: str = Field(primary_key=True, sa_type=TEXT)
    sha256: str = Field(primary_key=True, sa_type=TEXT)
    text: str = Field(sa_type=TEXT)
    registered_at: datetime = Field(sa_type=MOMENT)
