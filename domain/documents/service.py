"""Registers the documents of a client, finds one by its hash, and lists what a client has registered."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from domain.actor import SYSTEM
from domain.audit import service as audit
from domain.database.sessions import Database, ReadSession, WriteSession
from domain.documents.tables import ClientDocument
from domain.errors import Invalid, NotFound

OTHERS_HAVE = (
    "No documents of a client “{client}” are registered; these have some: {others}. Register some with"
    " `meritgrid documents register`."
)
NOBODY_HAS = (
    "No documents of a client “{client}” are registered; nobody has any yet. Register some with"
    " `meritgrid documents register`."
)


async def find(database: Database, hashed: str) -> str | None:
    """The registered document of a SHA-256 (hexadecimal); None when there is none."""
    async with database.reader() as connection:
        text: str | None = await connection.fetchval("select meritgrid_document($1)", hashed)
        return text


async def register(session: WriteSession, client: str, documents: Mapping[str, str], at: datetime) -> int:
    """Add what the client has not registered yet, as the owner; gives how many. `documents`: texts by their SHA-256.

    Raises Invalid for a text that its hash is not of: one id never stands for two texts.
    """
    for hashed, text in documents.items():
        if (own := sha256(text.encode()).hexdigest()) != hashed:
            raise Invalid(
                "document_hash",
                "The document with the id {hashed} has the hash {own}: an id stands for one text only, so that"
                " nobody's old page asks something new. Generate ids and documents together. Nothing was registered.",
                hashed=hashed,
                own=own,
            )
    known = set(
        await session.scalars(select(ClientDocument.sha256).where(col(ClientDocument.client) == client))
    )
    added = {hashed: text for hashed, text in documents.items() if hashed not in known}
    if added:
        rows = [
            {"client": client, "sha256": hashed, "text": text, "registered_at": at}
            for hashed, text in added.items()
        ]
        await session.execute(insert(ClientDocument).on_conflict_do_nothing(), rows)
        said = {"client": client, "documents": sorted(added)}
        await audit.tell(session, SYSTEM, "documents.registered", "Administration", after=said)
    return len(added)


async def remove(session: WriteSession, client: str) -> int:
    """Take back all that a client registered, as the owner; gives how many. Raises NotFound when there are none."""
    hashes = sorted(await registered(session, client))
    await session.execute(delete(ClientDocument).where(col(ClientDocument.client) == client))
    said = {"client": client, "documents": hashes}
    await audit.tell(session, SYSTEM, "documents.removed", "Administration", before=said)
    return len(hashes)


async def registered(session: ReadSession, client: str) -> Mapping[str, str]:
    """The texts of a client by their SHA-256, as the owner. Raises NotFound when it registered none."""
    wanted = (
        select(ClientDocument)
        .where(col(ClientDocument.client) == client)
        .order_by(col(ClientDocument.registered_at), col(ClientDocument.sha256))
    )
    found = {one.sha256: one.text for one in await session.scalars(wanted)}
    if not found:
        others = sorted(set(await session.scalars(select(ClientDocument.client))))
        raise NotFound("unknown_client", OTHERS_HAVE if others else NOBODY_HAS, client=client, others=others)
    return found
