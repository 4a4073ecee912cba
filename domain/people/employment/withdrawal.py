"""Taking back a post that somebody was given by slip, and with their only one the hire, while nobody was paid."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.errors import Conflict
from domain.language.text import Text
from domain.locking import locked, seen
from domain.organisation.service import write_alone
from domain.payments import service as payments
from domain.people.employment.register import people
from domain.people.tables import ContractPay, Employee, GradeHolding, Occupancy
from domain.reading.ids import global_id, id_of

CHANGE_POSTS = Text("change what post they hold")


async def withdraw_occupancy(session: WriteSession, actor: Actor, occupancy_id: UUID, reason: str) -> str:
    """Take back the latest post of a person, and the person with their only one; gives the unit of the post.

    What was before holds again, and the file is where it was. Raises NotFound, Forbidden, Conflict (`not_the_latest`,
    `already_paid`, `person_in_use`).
    """
    await write_alone(session)
    row = await seen(session, Occupancy, occupancy_id)
    person = await locked(session, Employee, row.employee_id, CHANGE_POSTS)
    known = (await people(session, [person.id]))[person.id]
    if known.latest is None or known.latest.id != occupancy_id:
        raise Conflict("not_the_latest", "A later post stands after this one: withdraw that one first.", "id")
    await payments.refuse_paid(session, person.id, row.effective_from, "id", on_and_on=True)
    paid = await _paid_by(session, person.id) if len(known.posts) == 1 else []
    before = {"code": person.code, "occupancy": id_of(row), **row.model_dump(exclude={"id", "unit_id"})}
    # The database itself deletes, and only what has paid nobody: its role for us has no such right.
    session.expunge_all()
    await session.execute(text("select withdraw_occupancy(:occupancy)"), {"occupancy": occupancy_id})
    happened = "hire.withdrawn" if len(known.posts) == 1 else "occupancy.withdrawn"
    subject = global_id("Employee", row.employee_id)
    for pay in paid:
        told = "grade.withdrawn" if isinstance(pay, GradeHolding) else "contract_pay.withdrawn"
        was = pay.model_dump(exclude={"unit_id"})
        await audit.tell(session, actor, told, subject, unit_id=pay.unit_id, before=was, reason=reason)
    await audit.tell(session, actor, happened, subject, unit_id=row.unit_id, before=before, reason=reason)
    return global_id("Unit", row.unit_id)


async def _paid_by(session: WriteSession, person_id: UUID) -> list[GradeHolding | ContractPay]:
    """What somebody is paid by."""
    grades = await session.scalars(select(GradeHolding).where(col(GradeHolding.employee_id) == person_id))
    contracts = await session.scalars(select(ContractPay).where(col(ContractPay.employee_id) == person_id))
    return [*grades, *contracts]
