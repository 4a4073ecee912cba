"""Delegation: a right of one's own that somebody else uses for a time, such as during an absence."""

from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.access import grants
from domain.access.rights import GRANTING, Right, refuse_right
from domain.access.service import refuse_without
from domain.access.tables import AccessGrant
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden
from domain.language.rights import named
from domain.language.text import Text
from domain.locking import locked, seen
from domain.reading.units import UNIT_CLOSURE

DELEGATING = "access.delegate"


async def delegate(
    session: WriteSession, actor: Actor, asked: Right, reason: str, today: date
) -> AccessGrant:
    """Let an account use a right of the actor's own until a day; it ends with that right at the latest.

    Raises what `refuse_right` raises, Forbidden (`forbidden`, `not_delegable`, `not_yours`), Conflict
    (`beyond_own_right`).
    """
    await refuse_right(session, actor, asked, today)
    if asked.verb in (GRANTING, DELEGATING):
        raise Forbidden(
            "not_delegable",
            "Whom others let grant or delegate is for two people to decide: ask with requestRight.",
            "input.verb",
        )
    await refuse_without(session, actor, DELEGATING, asked.unit_id)
    own = await _own(session, actor, asked)
    right = AccessGrant(
        id=new_id(),
        account_id=asked.account_id,
        verb=asked.verb,
        unit_id=asked.unit_id,
        effective_from=asked.effective_from,
        effective_until=asked.effective_until,
        given_by=actor.id,
        delegates_id=own.id,
    )
    session.add(right)
    await audit.record(session, actor, "right.delegated", right, reason=reason)
    return right


async def end(session: WriteSession, actor: Actor, grant_id: UUID, reason: str, today: date) -> AccessGrant:
    """End today what the actor delegated.

    Raises NotFound, Forbidden (`not_yours`), Conflict (`already_ended`).
    """
    found = await seen(session, AccessGrant, grant_id)
    if found.delegates_id is None or found.given_by != actor.id:
        raise Forbidden(
            "not_yours",
            "This is no right of yours that somebody else uses: whoever grants rights there ends it (revokeRight).",
            "id",
        )
    right = await locked(session, AccessGrant, grant_id, Text("end it"))
    grants.refuse_ended(right, today)
    await grants.end(session, actor, right, reason, today, "right.returned")
    return right


async def _own(session: WriteSession, actor: Actor, asked: Right) -> AccessGrant:
    """The actor's own right, not itself delegated, that lasts the longest of those that cover the unit."""
    found = list(await session.scalars(_covering(actor.id, asked)))
    if not found:
        raise Forbidden(
            "not_yours",
            "You do not hold the right to {right} there from {day} on yourself, or only because somebody delegated it"
            " to you: what you delegate is a right of your own.",
            "input.verb",
            right=named(asked.verb),
            day=asked.effective_from,
        )
    last = found[0].effective_until
    if last is not None and asked.effective_until is not None and asked.effective_until > last:
        raise Conflict(
            "beyond_own_right",
            "Your own right ends on {day}: delegate it until then at most.",
            "input.effectiveUntil",
            day=last,
        )
    return found[0]


def _covering(actor_id: UUID, asked: Right) -> SelectOfScalar[AccessGrant]:
    above = select(UNIT_CLOSURE.c.ancestor_id).where(UNIT_CLOSURE.c.unit_id == asked.unit_id)
    last = col(AccessGrant.effective_until)
    return (
        select(AccessGrant)
        .where(col(AccessGrant.account_id) == actor_id, col(AccessGrant.verb) == asked.verb)
        .where(col(AccessGrant.unit_id).in_(above), col(AccessGrant.delegates_id).is_(None))
        .where(col(AccessGrant.effective_from) <= asked.effective_from)
        .where(func.coalesce(last > asked.effective_from, True))
        .order_by(last.desc().nulls_first(), col(AccessGrant.id))
    )
