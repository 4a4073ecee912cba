"""A right to give: what nobody gives to anybody is refused here in words, as the database refuses it too."""

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from uuid import UUID

from sqlmodel import select

from domain import gate
from domain.access.tables import Account
from domain.access.verbs import VERBS
from domain.actor import SYSTEM, Actor
from domain.database.sessions import WriteSession
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.language.rights import named
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


async def refuse_right(session: WriteSession, actor: Actor, asked: Right, today: date) -> None:
    """Refuse what nobody gives to anybody: one's own, the system's, unknown verbs and units, days that cannot be.

    Raises Forbidden (`own_rights`, `rights_of_the_system`), Conflict (`account_closed`), Invalid (`unknown_verb`,
    `passes_on_nothing`, `in_the_past`, `out_of_reach`, `ends_before_it_begins`), NotFound (`unit_not_found`).
    """
    refuse_oneself(actor, asked.account_id, "input.accountId")
    if asked.account_id == SYSTEM.id:
        raise Forbidden(
            "rights_of_the_system",
            "The system acts by itself and takes no rights: name a person.",
            "input.accountId",
        )
    await _refuse_closed(session, asked.account_id)
    _refuse_unknown(asked.verb, "input.verb")
    for number, verb in enumerate(asked.passes_on):
        _refuse_unknown(verb, f"input.passesOn.{number}")
    if asked.passes_on and asked.verb != GRANTING:
        raise Invalid(
            "passes_on_nothing",
            "Only the right to {granting} lets its holder pass rights on: leave the list empty.",
            "input.passesOn",
            granting=named(GRANTING),
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


async def _refuse_closed(session: WriteSession, account_id: UUID) -> None:
    """Refuse what is for an account that is seen to be closed."""
    account = await session.get(Account, account_id)
    if account is not None and (day := account.closed_on) is not None:
        raise Conflict(
            "account_closed",
            "This account was closed on {day}: reopen it first (reopenAccount), or name another one.",
            "input.accountId",
            day=day,
        )


def refuse_oneself(actor: Actor, account_id: UUID, path: str) -> None:
    """Raise Forbidden (`own_rights`) for a right of the actor's own."""
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
