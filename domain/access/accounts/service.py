"""Accounts: opened for a unit, renamed, closed and opened again; each on the record, and none is deleted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, text
from sqlmodel import col, select

from domain import gate
from domain.access import grants
from domain.access.accounts.subjects import refuse_taken, subject_of
from domain.access.rights import GRANTING
from domain.access.service import refuse_without
from domain.access.tables import AccessGrant, Account
from domain.actor import SYSTEM, Actor
from domain.audit import service as audit
from domain.audit.service import State
from domain.database.sessions import WriteSession
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid
from domain.language.text import Text, all_of
from domain.locking import locked_at, seen
from domain.organisation import service as organisation
from domain.reading.ids import id_of
from tabular.text import TITLE

_MAY_END = text("select :unit in (select meritgrid_units(:actor, 'access.grant'))")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Whose it is: whom the provider `issuer` knows by `sub`. `unit_id`: the unit that keeps it.

    `employee_id`: the person on a pay list to whom it belongs, whose file that unit keeps; None for nobody's.
    """

    issuer: str
    sub: str
    name: str
    unit_id: UUID | None
    employee_id: UUID | None
    is_program: bool = False


async def open_account(
    session: WriteSession, actor: Actor, asked: NewAccount, trusted: str, reason: str
) -> Account:
    """Open an account, which may do nothing yet. `trusted`: the issuer whose tokens this server takes, if any.

    Raises NotFound, Forbidden (`forbidden`), Invalid (texts, `unknown_issuer`, `unit_missing`,
    `program_of_a_person`), Conflict (`subject_taken`, `has_an_account`).
    """
    subject = subject_of(asked.issuer, asked.sub, trusted, "input.")
    name = gate.text(asked.name, TITLE, "input.name")
    id_, unit_id = await _whose(session, asked)
    await refuse_without(session, actor, GRANTING, unit_id)
    await refuse_taken(session, subject, "input.subject")
    made = Account(id=id_, subject=subject, name=name, is_program=asked.is_program, unit_id=unit_id)
    session.add(made)
    await _record(session, actor, "account.opened", made, None, reason)
    return made


async def rename(
    session: WriteSession, actor: Actor, account_id: UUID, version: int, name: str, reason: str
) -> Account:
    """Call an account otherwise.

    Raises NotFound, Forbidden (`own_account`, `forbidden`), Conflict (`stale_version`), Invalid (texts).
    """
    called = gate.text(name, TITLE, "name")
    account = await _another(session, actor, account_id, version, Text("rename it"))
    before = account.model_dump()
    account.name, account.version = called, version + 1
    await _record(session, actor, "account.renamed", account, before, reason)
    return account


async def close(
    session: WriteSession, actor: Actor, account_id: UUID, version: int, reason: str, today: date
) -> Account:
    """Close an account: nobody signs in to it, its sessions and its rights end, and nothing of it is deleted.

    Raises NotFound, Forbidden (`own_account`, `forbidden`), Conflict (`stale_version`, `already_closed`,
    `rights_elsewhere`).
    """
    account = await _another(session, actor, account_id, version, Text("close it"))
    if account.closed_on is not None:
        raise Conflict("already_closed", "This account was closed on {day}.", "id", day=account.closed_on)
    rights = await _running(session, account_id, today)
    await _refuse_elsewhere(session, actor, rights)
    for right in rights:
        for each in [*await grants.delegated(session, right, today), right]:
            await grants.end(session, actor, each, reason, today)
    before = account.model_dump()
    account.closed_on, account.version = today, version + 1
    await _record(session, actor, "account.closed", account, before, reason)
    return account


async def reopen(session: WriteSession, actor: Actor, account_id: UUID, version: int, reason: str) -> Account:
    """Open a closed account again, without the rights that it had.

    Raises NotFound, Forbidden (`own_account`, `forbidden`), Conflict (`stale_version`, `not_closed`).
    """
    account = await _another(session, actor, account_id, version, Text("open it again"))
    if account.closed_on is None:
        raise Conflict("not_closed", "This account is open.", "id")
    before = account.model_dump()
    account.closed_on, account.version = None, version + 1
    await _record(session, actor, "account.reopened", account, before, reason)
    return account


async def _whose(session: WriteSession, asked: NewAccount) -> tuple[UUID, UUID]:
    """The id of the account, an employee's own where it is one's, and the unit that keeps it."""
    if asked.unit_id is None:
        raise Invalid(
            "unit_missing", "Say which unit keeps the account, or whose it is (employeeId).", "input.unitId"
        )
    if asked.employee_id is None:
        return new_id(), asked.unit_id
    if asked.is_program:
        raise Invalid(
            "program_of_a_person",
            "The account of a program belongs to nobody on a pay list: leave employeeId out.",
            "input.employeeId",
        )
    if await session.get(Account, asked.employee_id) is not None:
        raise Conflict(
            "has_an_account",
            "This person has an account already: rename or reopen that one.",
            "input.employeeId",
        )
    return asked.employee_id, asked.unit_id


async def _another(
    session: WriteSession, actor: Actor, account_id: UUID, version: int, deed: Text
) -> Account:
    """Somebody else's account, locked, at the version that its reader decided on."""
    await seen(session, Account, account_id)
    if account_id in (actor.id, SYSTEM.id):
        raise Forbidden(
            "own_account",
            "Nobody renames, closes or reopens their own account, nor the system's: somebody else who grants rights"
            " must.",
            "id",
        )
    return await locked_at(session, Account, account_id, version, deed)


async def _running(session: WriteSession, account_id: UUID, today: date) -> list[AccessGrant]:
    """Rights of an account that have not ended, also those that have not begun: locked."""
    last = col(AccessGrant.effective_until)
    running = last.is_(None) | (last > func.greatest(col(AccessGrant.effective_from), today))
    found = select(AccessGrant).where(col(AccessGrant.account_id) == account_id, running)
    return list(await session.scalars(found.order_by(col(AccessGrant.id))))


async def _refuse_elsewhere(session: WriteSession, actor: Actor, rights: list[AccessGrant]) -> None:
    units = {right.unit_id for right in rights}
    beyond = {unit for unit in units if not await session.scalar(_MAY_END, {"unit": unit, "actor": actor.id})}
    if beyond:
        codes = organisation.codes()
        called = await session.scalars(
            select(codes.c.code).where(codes.c.unit_id.in_(beyond)).order_by(codes.c.code)
        )
        raise Conflict(
            "rights_elsewhere",
            "It also holds rights on {units}, which you may not end. Have somebody who grants rights there close it,"
            " or end those rights first (revokeRight).",
            "id",
            units=all_of(called),
        )


async def _record(
    session: WriteSession, actor: Actor, happened: str, row: Account, before: State | None, reason: str
) -> None:
    """Tell the trail for the unit that keeps the account: the one above all where none is named."""
    unit = row.unit_id or await organisation.root(session)
    said = row.model_dump()
    await audit.tell(
        session, actor, happened, id_of(row), unit_id=unit, before=before, after=said, reason=reason
    )
