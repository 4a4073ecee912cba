"""Taking back a grade that was set by mistake, while nobody was paid from it."""

from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.errors import Conflict, NotFound
from domain.payments import service as payments
from domain.people.service import latest_holding, locked
from domain.people.tables import GradeHolding


async def withdraw_grade(session: WriteSession, actor: Actor, holding_id: UUID, reason: str) -> UUID:
    """Remove a person's latest grade holding and give the person's id; what was before holds again.

    Raises NotFound, Forbidden, Conflict (`not_the_latest`, `already_paid`).
    """
    person = (await locked(session, (await _seen(session, holding_id)).employee_id)).id
    last = await latest_holding(session, person)
    if last is None or last.id != holding_id:
        raise Conflict(
            "not_the_latest", "A later grade stands after this one: withdraw that one first.", "id"
        )
    await payments.refuse_paid(session, person, last.effective_from, "id", on_and_on=True)
    before = last.model_dump()
    # The database itself deletes, and only what has paid nobody: its role for us has no such right.
    session.expunge(last)
    await session.execute(text("select withdraw_grade(:holding)"), {"holding": holding_id})
    await audit.record(
        session,
        actor,
        "grade.withdrawn",
        f"Employee_{person}",
        unit_id=before["unit_id"],
        reason=reason,
        before={"grade_holding": f"GradeHolding_{holding_id}", **before},
    )
    return person


async def _seen(session: WriteSession, holding_id: UUID) -> GradeHolding:
    found = await session.get(GradeHolding, holding_id)
    if found is None:
        raise NotFound(
            "grade_not_found", f"There is no grade holding GradeHolding_{holding_id} that you may see.", "id"
        )
    return found
