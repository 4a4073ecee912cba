"""Sessions of the pages: begun by whoever signs in, found by the hash of their secret, ended at any time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text, update
from sqlmodel import col, select

from domain.access.tables import Account, AccountSession
from domain.actor import Actor
from domain.database.sessions import Database, WriteSession
from domain.errors import NotFound

_BEGIN = text("select begin_session(:hash, :proven, :moment, :idle, :longest)")
_SEE = text("select see_session(:hash, :moment)")
_END = text("select end_sessions(:hash, :moment)")


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


async def end(session: WriteSession, hashed: bytes, now: datetime) -> None:
    """End a session of whoever acts; one that is over stays so."""
    await session.execute(_END, {"hash": hashed, "moment": now})


async def end_all(session: WriteSession, now: datetime) -> int:
    """End every session of whoever acts; gives how many were open."""
    return int(await session.scalar(_END, {"hash": None, "moment": now}) or 0)


async def end_of(session: WriteSession, subject: str, now: datetime) -> int:
    """End every open session of a subject's account, as the owner; gives how many. Raises NotFound (`no_account`)."""
    account_id = await session.scalar(select(Account.id).where(col(Account.subject) == subject))
    if account_id is None:
        raise NotFound(
            "no_account", "No account has the subject {subject}: it is <issuer>|<sub>.", subject=subject
        )
    open_ones = (
        update(AccountSession)
        .where(col(AccountSession.account_id) == account_id)
        .where(col(AccountSession.ended_at).is_(None), col(AccountSession.ends_at) > now)
        .values(ended_at=now)
        .returning(col(AccountSession.secret_hash))
    )
    return len((await session.execute(open_ones)).all())
