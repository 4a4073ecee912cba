"""Sessions of the pages: begun by whoever signs in, found by the hash of their secret, ended at any time.

The trail tells each beginning and each end that somebody brings about (`session.started`, `session.ended`); a session
that goes on, or runs out, is no event.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain.access.tables import Account
from domain.actor import Actor
from domain.database.sessions import Database, WriteSession
from domain.database.tables import new_id
from domain.errors import NotFound

_BEGIN = text("select begin_session(:event, :hash, :proven, :moment, :idle, :longest)")
_SEE = text("select see_session(:hash, :moment)")
_END = text("select end_sessions(:event, :account, :hash, :moment, :how)")


class End(StrEnum):
    """How a session ended, as the trail tells it; `REPLACED`: somebody signed in anew in the same browser."""

    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    REPLACED = "replaced"
    BY_ADMINISTRATOR = "by_administrator"
    ACCOUNT_CLOSED = "account_closed"  # told by the database, in the transaction that closes it


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts without a request, and at the longest."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Whose it is, and when it ends unless they go on."""

    actor: Actor
    ends_at: datetime


async def start(
    session: WriteSession, hashed: bytes, signed_in_at: datetime, now: datetime, limits: Limits
) -> None:
    """Begin a session of whoever acts. `hashed`: its secret by SHA-256; `signed_in_at`: when they proved it."""
    await session.execute(
        _BEGIN,
        {
            "event": new_id(),
            "hash": hashed,
            "proven": signed_in_at,
            "moment": now,
            "idle": int(limits.idle.total_seconds()),
            "longest": int(limits.longest.total_seconds()),
        },
    )


async def find(database: Database, hashed: bytes, now: datetime) -> OpenSession | None:
    """The session of a hash, which goes on by this; None when it is over, or never was."""
    async with database.reader() as connection:
        found = await connection.fetchrow("select * from session_account($1, $2)", hashed, now)
    if found is None:
        return None
    actor = Actor(found["id"], found["name"], found["reads"], found["signed_in_at"], found["is_program"])
    if found["rests"]:
        async with database.writing(actor) as session:
            await session.execute(_SEE, {"hash": hashed, "moment": now})
    return OpenSession(actor, found["ends_at"])


async def end(session: WriteSession, actor: Actor, hashed: bytes, now: datetime, how: End) -> None:
    """End a session of whoever acts; one that is over stays so."""
    await _end(session, actor.id, hashed, now, how)


async def end_all(session: WriteSession, actor: Actor, now: datetime) -> int:
    """End every session of whoever acts; gives how many were open."""
    return await _end(session, actor.id, None, now, End.SIGNED_OUT_EVERYWHERE)


async def end_of(session: WriteSession, subject: str, now: datetime) -> int:
    """End every open session of a subject's account, as the owner; gives how many. Raises NotFound (`no_account`)."""
    account_id = await session.scalar(select(Account.id).where(col(Account.subject) == subject))
    if account_id is None:
        raise NotFound(
            "no_account", "No account has the subject {subject}: it is <issuer>|<sub>.", subject=subject
        )
    return await _end(session, account_id, None, now, End.BY_ADMINISTRATOR)


async def _end(session: WriteSession, account: UUID, hashed: bytes | None, now: datetime, how: End) -> int:
    ended = {"event": new_id(), "account": account, "hash": hashed, "moment": now, "how": how.value}
    return int(await session.scalar(_END, ended) or 0)
