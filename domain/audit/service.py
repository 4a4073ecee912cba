"""Writes the trail: an event in the transaction of each change, and seals over what was committed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias
from uuid import UUID

import orjson
from sqlalchemy import text

from domain.actor import SYSTEM, Actor
from domain.audit import seals
from domain.audit.hashing import events
from domain.audit.tables import AuditSeal
from domain.database.sessions import Database, WriteSession, raw
from domain.database.tables import new_id
from domain.reading.ids import Row, id_of

State: TypeAlias = Mapping[str, Any]

_RECORD_MANY = text("select meritgrid_record_many(:actor, cast(:events as jsonb))")
_RECORD = text(
    "select meritgrid_record(:id, :actor, :happened, :subject, :unit_id, :reason, :before, :after)"
)


class OfUnit(Row, Protocol):
    """A row of a unit, which its events are filed under."""

    unit_id: UUID

    def model_dump(self) -> dict[str, Any]:
        """All its columns."""
        ...


async def record(
    session: WriteSession,
    actor: Actor,
    happened: str,
    row: OfUnit,
    *,
    before: State | None = None,
    after: State | None = None,
    reason: str = "",
) -> UUID:
    """Tell the trail what was done to a row, in the caller's transaction; gives the event's id.

    Subject and unit are the row's, `after` is by default all that it says now. The rest is as `tell` says.
    """
    after = row.model_dump() if after is None else after
    return await tell(
        session, actor, happened, id_of(row), unit_id=row.unit_id, before=before, after=after, reason=reason
    )


async def tell(
    session: WriteSession,
    actor: Actor,
    happened: str,
    subject: str,
    *,
    unit_id: UUID | None = None,
    before: State | None = None,
    after: State | None = None,
    reason: str = "",
) -> UUID:
    """The same for a subject that is no single row, or is gone: `subject` is its global id, as "PayRun_0192...".

    `happened`: `subject.happened`, as "pay_run.approved", declared in `events.py` of its area with its right and with
    the tables whose changes it names. All of theirs since the event before it become this event's, so record it
    right after the change that it tells. The database refuses a commit that changed a row of money, score or grant
    without its event, an event without the actor's right or without a change, and one whose `after` contradicts
    the row. `before` and `after`: what JSON can say exactly, also ids, days and moments; `after` names columns as the
    table does.
    """
    await session.flush()
    event_id = new_id()
    await session.execute(
        _RECORD,
        {
            "id": event_id, "actor": actor.id, "happened": events.named(happened), "subject": subject,
            "unit_id": unit_id, "reason": reason, "before": events.state(before), "after": events.state(after),
        },
    )  # fmt: skip
    return event_id


@dataclass(frozen=True, slots=True)
class BatchEvent:
    """One of many events: what happened to the subject of a unit; it names the changes of `rows` and no other's."""

    happened: str
    subject: str
    unit_id: UUID
    rows: Sequence[UUID]
    before: State | None = None
    after: State | None = None
    reason: str = ""

    def written(self) -> dict[str, Any]:
        """The same for the database."""
        return {
            "id": str(new_id()), "happened": events.named(self.happened), "subject": self.subject,
            "unit_id": str(self.unit_id), "reason": self.reason, "before": events.state(self.before),
            "after": events.state(self.after), "rows": [str(row) for row in self.rows],
        }  # fmt: skip


async def record_many(session: WriteSession, actor: Actor, told: Sequence[BatchEvent]) -> None:
    """Tell the trail of a batch by one statement, right after the change; each event as `tell` says.

    The notes of its tables are kept for each unit (`note_changes`), so rows of one event are whole notes.
    """
    await session.flush()
    written = orjson.dumps([event.written() for event in told]).decode()
    await session.execute(_RECORD_MANY, {"actor": actor.id, "events": written})


async def seal(database: Database) -> AuditSeal | None:
    """Seal up to 65,536 committed events, the oldest first; none when there is nothing to seal.

    The database takes them and makes the root and the link. Only sealers wait for one another: writers put their
    events into a queue that no sealer locks.
    """
    async with database.writing(SYSTEM) as session:
        connection = await raw(session)
        sealed = await connection.fetchrow("select * from meritgrid_seal($1)", seals.LARGEST)
        return None if sealed is None else AuditSeal(**dict(sealed))
