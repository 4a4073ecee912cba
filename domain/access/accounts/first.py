"""The first administrator: an empty installation gets its root unit, and an account that grants every right on it.

The owner of the database lets somebody in: at the beginning, and when nobody may grant rights any more.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, text
from sqlmodel import col, select

from domain import gate
from domain.access.accounts.subjects import account_by_subject, subject_of
from domain.access.rights import GRANTING
from domain.access.tables import AccessGrant, Account
from domain.access.verbs import VERBS
from domain.actor import SYSTEM
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.errors import Conflict, Forbidden
from domain.language.text import all_of
from domain.organisation import service as organisation
from domain.reading.ids import id_of
from tabular.text import KEY, REASON, TITLE

SYSTEM_SUBJECT = "meritgrid|system"
# Two who ask at once: the second waits here, and then sees what the first made.
_ALONE = text("select pg_advisory_xact_lock(hashtextextended('administration.begun', 0))")


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who begins, and what all other units will be below. `since`: the first day of the root unit."""

    issuer: str
    sub: str
    name: str
    root_code: str
    root_name: str
    root_kind: str
    since: date


async def begin(session: WriteSession, asked: Beginning, trusted: str, today: date) -> AccessGrant:
    """Make the root unit and the first account, which may grant every right there from today on; as the owner, once.

    `trusted`: the issuer whose tokens this server takes; empty while it takes none. Raises Invalid (texts, days,
    `unknown_issuer`, `unknown_kind`), Conflict (`already_begun`).
    """
    subject = subject_of(asked.issuer, asked.sub, trusted)
    name, code = gate.text(asked.name, TITLE, "name"), gate.text(asked.root_code, KEY, "root-code")
    root_name = gate.text(asked.root_name, TITLE, "root-name")
    gate.day(asked.since, today, "since")
    await session.execute(_ALONE)
    await _refuse_begun(session, today)
    root = await organisation.open_root(session, code, root_name, asked.root_kind, asked.since)
    account = await _account(session, subject, name)
    right = _granting(account, root.id, today)
    session.add(right)
    said = {"account": account.model_dump(), "unit": root.model_dump(), "right": right.model_dump()}
    await audit.tell(session, SYSTEM, "administration.begun", id_of(account), unit_id=root.id, after=said)
    return right


async def restore(session: WriteSession, subject: str, reason: str, today: date) -> AccessGrant:
    """Let an account grant every right again where nobody may on the root, neither today nor later; as the owner.

    Raises NotFound (`no_account`), Conflict (`somebody_grants`, `no_administration`), Forbidden (`service_account`),
    Invalid (`reason_missing`).
    """
    why = gate.text(reason, REASON, "reason")
    await session.execute(_ALONE)
    root = await organisation.root(session)
    if root is None:
        raise Conflict(
            "no_administration",
            "There is no unit here yet, so nobody may grant: begin with meritgrid admin first. Nothing was made.",
        )
    account = await account_by_subject(session, subject)
    if account.is_program:
        raise Forbidden(
            "service_account",
            "This is the account of a program, which approves nothing: a person with the right must do it.",
        )
    if names := await _givers(session, root, today):
        raise Conflict(
            "somebody_grants",
            "{names} may grant rights on everything: ask them. If the provider does not know their account by its"
            " subject any more, give it the right one: meritgrid admin subject. Nothing was made.",
            names=all_of(names),
        )
    right = _granting(account, root, today)
    session.add(right)
    await audit.record(session, SYSTEM, "right.restored", right, reason=why)
    return right


async def _account(session: WriteSession, subject: str, name: str) -> Account:
    """The account of a subject, there or new; and the system's own, in whose name the owner's programs act."""
    if await session.get(Account, SYSTEM.id) is None:
        session.add(Account(id=SYSTEM.id, subject=SYSTEM_SUBJECT, name=SYSTEM.name))
    found = await session.scalar(select(Account).where(col(Account.subject) == subject))
    account = found or Account(subject=subject, name=name)
    session.add(account)
    await session.flush()
    return account


def _granting(account: Account, unit_id: UUID, today: date) -> AccessGrant:
    return AccessGrant(
        account_id=account.id, verb=GRANTING, unit_id=unit_id, effective_from=today, passes_on=sorted(VERBS)
    )


async def _refuse_begun(session: WriteSession, today: date) -> None:
    root = await organisation.root(session)
    if root is None:
        return
    if names := await _givers(session, root, today):
        raise Conflict(
            "already_begun",
            "This administration has begun: {names} may grant rights on everything. Ask them to open an account"
            " (openAccount) and to grant. If the provider does not know their account by its subject any more, give"
            " it the right one: meritgrid admin subject. Nothing was made.",
            names=all_of(names),
        )
    raise Conflict(
        "already_begun",
        "This administration has begun, and nobody may grant rights on everything any more. Let somebody who has an"
        " account do it: meritgrid admin restore. Nothing was made.",
    )


async def _givers(session: WriteSession, root: UUID, today: date) -> list[str]:
    """Who may grant rights on the root, today or later, by name."""
    last = col(AccessGrant.effective_until)
    first = func.greatest(col(AccessGrant.effective_from), today)
    givers = (
        select(Account.name)
        .distinct()
        .join(AccessGrant, col(AccessGrant.account_id) == col(Account.id))
        .where(col(AccessGrant.verb) == GRANTING, col(AccessGrant.unit_id) == root)
        .where(last.is_(None) | (last > first))
        .order_by(Account.name)
    )
    return list(await session.scalars(givers))
