"""Accounts and what each may do where: the first one is a row, all others are given their rights by it."""

from collections.abc import Sequence
from uuid import UUID

from domain.access.grants import grant
from domain.access.rights import GRANTING, Right
from domain.access.tables import AccessGrant, Account
from domain.access.verbs import VERBS
from domain.actor import SYSTEM, Actor
from domain.database.sessions import WriteSession, day_of
from tests.given import START, acting, known, loaded


async def account(session: WriteSession, name: str, unit_id: UUID, id_: UUID | None = None) -> Actor:
    """Somebody who can sign in as `name`, and may do nothing yet; an employee's account has the employee's id.

    It is a row, since whoever opens accounts is one themselves; the trail is told of it for `unit_id`.
    """
    made = Account(id=id_ or known("account", name), subject=f"demo|{name}", name=name)
    session.add(made)
    await session.flush()
    await loaded(session, unit_id, made)
    return Actor(made.id, made.name)


async def administrator(session: WriteSession, unit_id: UUID) -> Actor:
    """Who grants everything on a unit and all below it; the system's own account comes along."""
    session.add(Account(id=SYSTEM.id, subject="meritgrid|system", name=SYSTEM.name))
    await session.flush()
    made = await account(session, "admin", unit_id)
    session.add(
        AccessGrant(
            account_id=made.id, verb=GRANTING, unit_id=unit_id, effective_from=START, passes_on=list(VERBS)
        )
    )
    await session.flush()
    return made


async def may(session: WriteSession, admin: Actor, whom: Actor, verbs: Sequence[str], unit_id: UUID) -> None:
    """Let an account do something there, from today on."""
    day = day_of(session)
    await acting(session, admin)
    for verb in verbs:
        right = Right(whom.id, verb, unit_id, day, None)
        await grant(session, admin, right, "As the office's rules have it", day)
