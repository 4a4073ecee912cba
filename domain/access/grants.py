"""Rights given to others and ended again: a verb on a unit and all below it, from a day to a day."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, text, true
from sqlmodel import col, select

from domain.access.rights import GRANTING, Right, refuse_oneself, refuse_right
from domain.access.tables import AccessGrant, AccessRequest
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden
from domain.language.rights import all_named, named
from domain.language.text import Text
from domain.locking import locked, seen

# As the database's own guard of it does: of two who let somebody in alone at once, the second sees the first.
_ALONE = text("select pg_advisory_xact_lock(hashtextextended('access.grant', 0))")


async def grant(session: WriteSession, actor: Actor, asked: Right, reason: str, today: date) -> AccessGrant:
    """Let an account do something. Whoever alone grants lets one other grant, which the trail tells as such.

    Raises Forbidden (`own_rights`, `rights_of_the_system`, `not_yours_to_pass_on`), Invalid (`unknown_verb`,
    `passes_on_nothing`, `in_the_past`, `out_of_reach`, `ends_before_it_begins`), Conflict (`needs_two_people`,
    `second_giver_first`).
    """
    await _refuse(session, actor, asked, today)
    if asked.verb != GRANTING:
        return await _give(session, actor, asked, reason)
    await session.execute(_ALONE)
    await _refuse_alone(session, actor, asked, today)
    return await _give(session, actor, asked, reason, happened="right.granted_alone")


async def request(
    session: WriteSession, actor: Actor, asked: Right, reason: str, today: date
) -> AccessRequest:
    """Ask that an account may do something, for another person who grants rights to confirm.

    Raises what `grant` raises but `needs_two_people`. What is not confirmed before its first day lapses.
    """
    await _refuse(session, actor, asked, today)
    made = AccessRequest(id=new_id(), **asdict(asked), asked_by=actor.id)
    session.add(made)
    await audit.record(session, actor, "right.requested", made, reason=reason)
    return made


async def confirm(
    session: WriteSession, actor: Actor, request_id: UUID, reason: str, today: date
) -> AccessGrant:
    """Give the right that somebody else asked for, as it stands.

    Raises NotFound, Forbidden (`own_request`, `request_lapsed` and what `grant` raises), Invalid (`in_the_past`: it
    has lapsed), Conflict (`already_confirmed`).
    """
    asked = await seen(session, AccessRequest, request_id)
    if asked.asked_by == actor.id:
        raise Forbidden(
            "own_request", "You asked for it, so somebody else who grants rights must confirm.", "id"
        )
    given = select(func.count()).where(col(AccessGrant.request_id) == request_id)
    if await session.scalar(given):
        raise Conflict(
            "already_confirmed",
            "This request was confirmed already: the right is given, and ends with revokeRight.",
            "id",
        )
    right = Right(**asked.model_dump(exclude={"id", "asked_by"}))
    await _refuse(session, actor, right, today)
    if not await _may_pass_on(session, asked.asked_by, right):
        raise Forbidden(
            "request_lapsed",
            "Whoever asked for it may not pass it on any more: ask for it anew, for somebody else to confirm.",
            "id",
        )
    return await _give(session, actor, right, reason, request_id)


async def _give(
    session: WriteSession,
    actor: Actor,
    asked: Right,
    reason: str,
    request_id: UUID | None = None,
    happened: str = "right.granted",
) -> AccessGrant:
    right = AccessGrant(id=new_id(), **asdict(asked), request_id=request_id, given_by=actor.id)
    session.add(right)
    await audit.record(session, actor, happened, right, reason=reason)
    return right


async def revoke(
    session: WriteSession, actor: Actor, grant_id: UUID, reason: str, today: date
) -> AccessGrant:
    """End a right today, and what its holder delegated of it; one that has not begun never does.

    Raises NotFound, Forbidden (`own_rights`, `forbidden`), Conflict
    (`already_ended`).
    """
    refuse_oneself(actor, (await seen(session, AccessGrant, grant_id)).account_id, "id")
    right = await locked(session, AccessGrant, grant_id, Text("end it"))
    refuse_ended(right, today)
    for each in [*await delegated(session, right, today), right]:
        await end(session, actor, each, reason, today)
    return right


async def end(
    session: WriteSession,
    actor: Actor,
    right: AccessGrant,
    reason: str,
    today: date,
    happened: str = "right.revoked",
) -> None:
    """End a right that is locked, on the record."""
    before: dict[str, Any] = right.model_dump()
    right.effective_until = max(today, right.effective_from)
    await audit.record(session, actor, happened, right, before=before, reason=reason)


async def delegated(session: WriteSession, right: AccessGrant, today: date) -> list[AccessGrant]:
    """What is delegated of a right, and has not ended: locked."""
    last = col(AccessGrant.effective_until)
    running = last > func.greatest(col(AccessGrant.effective_from), today)
    found = select(AccessGrant).where(col(AccessGrant.delegates_id) == right.id, running)
    return list(await session.scalars(found.order_by(col(AccessGrant.id)).with_for_update()))


def refuse_ended(right: AccessGrant, today: date) -> None:
    """Raise Conflict (`already_ended`) for a right that lasts no longer than today anyway."""
    if right.effective_until is None or right.effective_until > max(today, right.effective_from):
        return
    if right.effective_until <= right.effective_from:
        raise Conflict(
            "already_ended",
            "This right was ended before it began. Nothing is left to end; grant another where one is needed.",
            "id",
        )
    raise Conflict(
        "already_ended",
        "This right ended on {day}. Nothing is left to end; grant another where one is needed.",
        "id",
        day=right.effective_until,
    )


async def _refuse(session: WriteSession, actor: Actor, asked: Right, today: date) -> None:
    """What the database refuses too, in words."""
    await refuse_right(session, actor, asked, today)
    if not await _may_pass_on(session, actor.id, asked):
        raise Forbidden(
            "not_yours_to_pass_on",
            "You may not pass the right to {rights} on for this unit and so long: your own"
            " right to {granting} says which, where and until when. Ask whoever gave it to you.",
            "input.verb",
            rights=all_named((asked.verb, *asked.passes_on)),
            granting=named(GRANTING),
        )


async def _may_pass_on(session: WriteSession, giver_id: UUID, asked: Right) -> bool:
    may = func.may_pass_on(giver_id, asked.verb, asked.unit_id, asked.effective_until, asked.passes_on)
    return bool(await session.scalar(select(may)))


async def _refuse_alone(session: WriteSession, actor: Actor, asked: Right, today: date) -> None:
    """Refuse to let one more grant, but for the second, who grants where the first does."""
    if int(await session.scalar(select(func.givers_on(asked.unit_id, asked.account_id))) or 0) > 1:
        raise Conflict(
            "needs_two_people",
            "Two people or more may grant rights here, so it takes two to let another one do it: ask with"
            " requestRight, and another of them confirms with confirmRight.",
            "input.verb",
        )
    own = select(AccessGrant.id).where(
        col(AccessGrant.account_id) == actor.id,
        col(AccessGrant.verb) == GRANTING,
        col(AccessGrant.unit_id) == asked.unit_id,
        col(AccessGrant.effective_from) <= today,
        func.coalesce(col(AccessGrant.effective_until) > today, true()),
    )
    if await session.scalar(own.limit(1)) is None:
        raise Conflict(
            "second_giver_first",
            "So far you are the only one who grants rights here. First let a second person grant them on the unit"
            " that your own right is on; from then on the two of you let others grant, also below it: one asks"
            " (requestRight), the other confirms (confirmRight).",
            "input.unitId",
        )
