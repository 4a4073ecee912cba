"""How far the trail is sealed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from domain.audit.tables import AuditSeal, AuditUnsealed
from domain.database.sessions import ReadSession


@dataclass(frozen=True, slots=True)
class Status:
    """`link` is the last seal's, in hexadecimal: whoever keeps it can tell later whether the trail was replaced."""

    seals: int
    sealed_events: int
    waiting_events: int
    link: str | None
    sealed_at: datetime | None


async def status(session: ReadSession) -> Status:
    """Counts of the whole trail, which anybody who is signed in may know."""
    seals, events = (
        await session.execute(select(func.count(), func.coalesce(func.sum(col(AuditSeal.events)), 0)))
    ).one()
    last = await session.scalar(select(AuditSeal).order_by(col(AuditSeal.number).desc()).limit(1))
    waiting = await session.scalar(select(func.count()).select_from(AuditUnsealed))
    return Status(
        seals=seals,
        sealed_events=events,
        waiting_events=waiting or 0,
        link=None if last is None else last.link.hex(),
        sealed_at=None if last is None else last.sealed_at,
    )
