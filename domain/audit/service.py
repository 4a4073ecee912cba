"""Writes the trail: an event in the transaction of each change, and seals over what was committed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain import clock
from domain.actor import SYSTEM, Actor
from domain.audit import events, seals
from domain.audit.tables import AuditEvent, AuditSeal
from domain.database import Database, WriteSession, raw
from domain.tables import new_id


async def record(
    session: WriteSession,
    actor: Actor,
    happened: str,
    subject: str,
    *,
    unit_id: UUID | None = None,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> UUID:
    """Tell the trail who did what to what and why, in the caller's transaction; gives the event's id.

    `happened`: `subject.happened`, as "pay_run.approved". `subject`: a global id, as "PayRun_0192...".
    `before` and `after`: what JSON can say exactly, also ids, days and moments.
    """
    event_id = new_id()
    event: dict[str, Any] = {
        "id": event_id, "at": clock.now(), "actor_id": actor.id, "happened": events.named(happened),
        "subject": subject, "unit_id": unit_id, "reason": reason, "before": events.state(before),
        "after": events.state(after),
    }  # fmt: skip
    session.add(AuditEvent(**event, leaf=events.leaf(event)))
    await session.flush()
    return event_id


_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('audit_seal'))"
_LAST = "select number, link from audit_seal order by number desc limit 1"
_TAKE = """
    with taken as (
        delete from audit_unsealed
        where event_id in (select event_id from audit_unsealed order by event_id limit $1)
        returning event_id
    )
    select e.id, e.leaf from taken join audit_event e on e.id = taken.event_id order by e.id
"""
_PLACE = """
    insert into audit_seal_event (event_id, seal_number, place)
    select e.id, $1, e.place - 1 from unnest($2::uuid[]) with ordinality as e (id, place)
"""


async def seal(database: Database) -> AuditSeal | None:
    """Seal up to 65,536 committed events, the oldest first; none when there is nothing to seal.

    Only sealers wait for one another: writers put their events into a queue that no sealer locks.
    """
    async with database.writing(SYSTEM) as session:
        connection = await raw(session)
        await connection.execute(_ONE_AT_A_TIME)
        taken = await connection.fetch(_TAKE, seals.LARGEST)
        if not taken:
            return None
        last = await connection.fetchrow(_LAST)
        number, link = last or (0, seals.FIRST_LINK)
        sealed = seals.over(number + 1, link, [row["leaf"] for row in taken], clock.now())
        session.add(sealed)
        await session.flush()
        await connection.execute(_PLACE, sealed.number, [row["id"] for row in taken])
        return sealed
