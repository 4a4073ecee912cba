"""Rights given to others and ended again: a verb on a unit and all below it, from a day to a day."""

from dataclasses import asdict, dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from domain import gate
from domain.access.tables import AccessGrant, AccessRequest
from domain.access.verbs import VERBS
from domain.actor import SYSTEM, Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.language.text import Text
from domain.locking import locked, seen
from domain.organisation import service as organisation
from domain.reading.ids import global_id

# The verb whose holder lets others do things.
GRANTING = "access.grant"
# How like a verb a slip of the pen is, of 1; what is less like any is no slip, and gets the whole list.
NEAR = 0.7


@dataclass(frozen=True, slots=True)
class Right:
    """A verb of an account on a unit and all below it; `effective_until` is the first day without it.

    `passes_on`: what the account may grant to others, with the verb `access.grant` only.
    """

    account_id: UUID
    verb: str
    unit_id: UUID
    effective_from: date
    effective_until: date | None
    passes_on: list[str] = field(default_factory=list)


async def grant(session: WriteSession, actor: Actor, asked: Right, reason: str, today: date) -> AccessGrant:
    """Let an account do something.

    Raises Forbidden (`own_rights`, `rights_of_the_system`, `not_yours_to_pass_on`), Invalid (`unknown_verb`,
    `passes_on_nothing`, `in_the_past`, `out_of_reach`, `ends_before_it_begins`), Conflict (`needs_two_people`).
    """
    await _refuse(session, actor, asked, today)
    if asked.verb == GRANTING and await _givers(session, asked) > 1:
        raise Conflict(
            "needs_two_people",
            "Two people or more may grant rights here, so it takes two to let another one do it: ask with"
            " requestRight, and another of them confirms with confirmRight.",
            "input.verb",
        )
    return await _give(session, actor, asked, reason, None)


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
    session: WriteSession, actor: Actor, asked: Right, reason: str, request_id: UUID | None
) -> AccessGrant:
    right = AccessGrant(id=new_id(), **asdict(asked), request_id=request_id)
    session.add(right)
    await audit.record(session, actor, "right.granted", right, reason=reason)
    return right


async def revoke(
    session: WriteSession, actor: Actor, grant_id: UUID, reason: str, today: date
) -> AccessGrant:
    """End a right today; one that has not begun never does.

    Raises NotFound, Forbidden (`own_rights`, `forbidden`), Conflict (`already_ended`).
    """
    _refuse_oneself(actor, (await seen(session, AccessGrant, grant_id)).account_id, "id")
    right = await locked(session, AccessGrant, grant_id, Text("end it"))
    _refuse_ended(right, today)
    before: dict[str, Any] = right.model_dump()
    right.effective_until = max(today, right.effective_from)
    await audit.record(session, actor, "right.revoked", right, before=before, reason=reason)
    return right


def _refuse_ended(right: AccessGrant, today: date) -> None:
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
    _refuse_oneself(actor, asked.account_id, "input.accountId")
    if asked.account_id == SYSTEM.id:
        raise Forbidden(
            "rights_of_the_system",
            "The system acts by itself and takes no rights: name a person.",
            "input.accountId",
        )
    _refuse_unknown(asked.verb, "input.verb")
    for number, verb in enumerate(asked.passes_on):
        _refuse_unknown(verb, f"input.passesOn.{number}")
    if asked.passes_on and asked.verb != GRANTING:
        raise Invalid(
            "passes_on_nothing",
            "Only {granting} lets its holder pass rights on: leave the list empty.",
            "input.passesOn",
            granting=GRANTING,
        )
    _refuse_days(asked.effective_from, asked.effective_until, today)
    units = organisation.codes()
    if await session.scalar(select(units.c.code).where(units.c.unit_id == asked.unit_id)) is None:
        raise NotFound(
            "unit_not_found",
            "There is no unit {unit}: send one that this API gave.",
            "input.unitId",
            unit=global_id("Unit", asked.unit_id),
        )
    if not await _may_pass_on(session, actor.id, asked):
        raise Forbidden(
            "not_yours_to_pass_on",
            "You may not pass {verbs} on for this unit and so long: your own"
            " {granting} says which rights, where and until when. Ask whoever gave it to you.",
            "input.verb",
            verbs=(asked.verb, *asked.passes_on),
            granting=GRANTING,
        )


async def _may_pass_on(session: WriteSession, giver_id: UUID, asked: Right) -> bool:
    may = func.may_pass_on(giver_id, asked.verb, asked.unit_id, asked.effective_until, asked.passes_on)
    return bool(await session.scalar(select(may)))


async def _givers(session: WriteSession, asked: Right) -> int:
    return int(await session.scalar(select(func.givers_on(asked.unit_id, asked.account_id))) or 0)


def _refuse_oneself(actor: Actor, account_id: UUID, path: str) -> None:
    if actor.id == account_id:
        raise Forbidden(
            "own_rights", "Nobody changes their own rights: somebody else who grants rights must.", path
        )


def _refuse_unknown(verb: str, path: str) -> None:
    if verb not in VERBS:
        near = get_close_matches(verb, VERBS, 3, NEAR)
        if near:
            raise Invalid(
                "unknown_verb", "There is no right {verb!r}; perhaps: {near}.", path, verb=verb, near=near
            )
        raise Invalid(
            "unknown_verb",
            "There is no right {verb!r}; there are: {verbs}.",
            path,
            verb=verb,
            verbs=sorted(VERBS),
        )


def _refuse_days(effective_from: date, effective_until: date | None, today: date) -> None:
    gate.day(effective_from, today, "input.effectiveFrom")
    if effective_until is not None:
        gate.day(effective_until, today, "input.effectiveUntil")
    if effective_from < today:
        raise Invalid(
            "in_the_past",
            "A right begins today ({today}) or later, not on {effective_from}: what was done without it stays so.",
            "input.effectiveFrom",
            today=today,
            effective_from=effective_from,
        )
    if effective_until is not None and effective_until <= effective_from:
        raise Invalid(
            "ends_before_it_begins",
            "It would end on {effective_until}, before a day with it: choose a day after {effective_from}.",
            "input.effectiveUntil",
            effective_until=effective_until,
            effective_from=effective_from,
        )
