"""Rights given to others and ended again: a verb on a unit and all below it, from a day to a day."""

from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain import gate
from domain.access.tables import AccessGrant
from domain.access.verbs import VERBS
from domain.actor import Actor
from domain.audit import service as audit
from domain.database import WriteSession
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.tables import new_id


@dataclass(frozen=True, slots=True)
class Right:
    """A verb of an account on a unit and all below it; `effective_until` is the first day without it."""

    account_id: UUID
    verb: str
    unit_id: UUID
    effective_from: date
    effective_until: date | None


async def grant(session: WriteSession, actor: Actor, asked: Right, reason: str, today: date) -> AccessGrant:
    """Let an account do something.

    Raises Forbidden (`own_rights`), Invalid (`unknown_verb`, `in_the_past`, `out_of_reach`,
    `ends_before_it_begins`); the database refuses whoever may not grant on the unit.
    """
    _refuse_oneself(actor, asked.account_id)
    _refuse_unknown(asked.verb)
    _refuse_days(asked.effective_from, asked.effective_until, today)
    right = AccessGrant(id=new_id(), **asdict(asked))
    session.add(right)
    await session.flush()
    await audit.record(
        session,
        actor,
        "right.granted",
        f"AccessGrant_{right.id}",
        unit_id=right.unit_id,
        reason=reason,
        after=right.model_dump(),
    )
    return right


async def revoke(
    session: WriteSession, actor: Actor, grant_id: UUID, reason: str, today: date
) -> AccessGrant:
    """End a right today; one that has not begun never does.

    Raises NotFound, Forbidden (`own_rights`, `forbidden`), Conflict (`already_ended`).
    """
    right = await _locked(session, actor, grant_id)
    if right.effective_until is not None and right.effective_until <= today:
        raise Conflict("already_ended", f"This right ended on {right.effective_until}.", "id")
    before: dict[str, Any] = right.model_dump()
    right.effective_until = max(today, right.effective_from)
    await session.flush()
    await audit.record(
        session,
        actor,
        "right.revoked",
        f"AccessGrant_{right.id}",
        unit_id=right.unit_id,
        reason=reason,
        before=before,
        after=right.model_dump(),
    )
    return right


async def _locked(session: WriteSession, actor: Actor, grant_id: UUID) -> AccessGrant:
    seen = await session.get(AccessGrant, grant_id)
    if seen is None:
        raise NotFound("grant_not_found", f"There is no right AccessGrant_{grant_id} that you may see.", "id")
    _refuse_oneself(actor, seen.account_id)
    locked: AccessGrant | None = await session.scalar(
        select(AccessGrant)
        .where(col(AccessGrant.id) == grant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if locked is None:
        raise Forbidden("forbidden", "You may see this right but not end it.", "id")
    return locked


def _refuse_oneself(actor: Actor, account_id: UUID) -> None:
    if actor.id == account_id:
        raise Forbidden(
            "own_rights",
            "Nobody changes their own rights: somebody else who grants rights must.",
            "accountId",
        )


def _refuse_unknown(verb: str) -> None:
    if verb not in VERBS:
        near = get_close_matches(verb, VERBS, 3, 0.5) or sorted(VERBS)
        raise Invalid("unknown_verb", f"There is no right {verb!r}; perhaps: {', '.join(near)}.", "verb")


def _refuse_days(effective_from: date, effective_until: date | None, today: date) -> None:
    gate.day(effective_from, today, "effectiveFrom")
    if effective_until is not None:
        gate.day(effective_until, today, "effectiveUntil")
    if effective_from < today:
        raise Invalid(
            "in_the_past",
            f"A right begins today ({today}) or later, not on {effective_from}: what was done without it stays so.",
            "effectiveFrom",
        )
    if effective_until is not None and effective_until <= effective_from:
        raise Invalid(
            "ends_before_it_begins",
            f"It would end on {effective_until}, before a day with it: choose a day after {effective_from}.",
            "effectiveUntil",
        )
