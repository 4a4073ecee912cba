"""Taking back a grade that was set by mistake, while nobody was paid from it."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.errors import Conflict
from domain.locking import locked, seen
from domain.payments import service as payments
from domain.people.service import CHANGE_GRADES, latest_holding
from domain.people.tables import Employee, GradeHolding
from domain.reading.ids import id_of


async def withdraw_grade(
    session: WriteSession, actor: Actor, holding_id: UUID, reason: str, *, leaves_ungraded: bool = False
) -> Employee:
    """Remove a person's latest grade holding and give the person; what was before holds again.

    `leaves_ungraded`: also their only one. Raises NotFound, Forbidden, Conflict (`not_the_latest`, `already_paid`,
    `only_grade`).
    """
    holding = await seen(session, GradeHolding, holding_id)
    person = await locked(session, Employee, holding.employee_id, CHANGE_GRADES)
    last = await latest_holding(session, person.id)
    if last is None or last.id != holding_id:
        raise Conflict(
            "not_the_latest", "A later grade stands after this one: withdraw that one first.", "id"
        )
    await payments.refuse_paid(session, person.id, last.effective_from, "id", on_and_on=True)
    if not leaves_ungraded and await _is_only(session, last):
        raise Conflict(
            "only_grade",
            "{person} has no other grade, and without one nothing is computed for anybody of the unit. Send"
            " leavesUngraded: true to take it back nevertheless, then set the right one (setGrade).",
            "id",
            person=person.code,
        )
    before = {"grade_holding": id_of(last), **last.model_dump()}
    # The database itself deletes, and only what has paid nobody: its role for us has no such right.
    session.expunge(last)
    await session.execute(text("select withdraw_grade(:holding)"), {"holding": holding_id})
    await audit.tell(
        session, actor, "grade.withdrawn", id_of(person), unit_id=last.unit_id, before=before, reason=reason
    )
    return person


async def _is_only(session: WriteSession, holding: GradeHolding) -> bool:
    others = select(col(GradeHolding.id)).where(
        col(GradeHolding.employee_id) == holding.employee_id, col(GradeHolding.id) != holding.id
    )
    return await session.scalar(others.limit(1)) is None
