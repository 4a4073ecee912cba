"""An approval that was a mistake has a way back until the run is closed: one asks for it, a second does it."""

from datetime import datetime
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import WriteSession
from domain.errors import Conflict, Forbidden
from domain.pay_runs.service import advance, locked
from domain.pay_runs.tables import PayRun


async def ask(
    session: WriteSession, actor: Actor, run_id: UUID, version: int, reason: str, now: datetime
) -> PayRun:
    """Ask for the withdrawal of an approval; the run stays approved, and is not closed meanwhile.

    Raises Conflict (`withdrawal_asked`) when somebody has asked already.
    """
    run = await locked(session, run_id, version, "approved")
    if run.withdrawal_asked_by is not None:
        raise Conflict(
            "withdrawal_asked",
            "The withdrawal was asked for already: somebody else than who asked may withdraw the approval now.",
            "id",
        )
    run.withdrawal_asked_by, run.withdrawal_asked_at = actor.id, now
    return await advance(session, actor, run, "approved", reason, "withdrawal_asked")


async def withdraw(session: WriteSession, actor: Actor, run_id: UUID, version: int, reason: str) -> PayRun:
    """Take the approval back, as a second person: the run is computed again, pays nobody and gives its funds back.

    Raises Conflict (`withdrawal_not_asked`), Forbidden (`withdrawal_asked_yourself`).
    """
    run = await _asked(session, run_id, version)
    if run.withdrawal_asked_by == actor.id:
        raise Forbidden(
            "withdrawal_asked_yourself",
            "You asked for this withdrawal, so somebody else with the right to approve must carry it out.",
            "id",
        )
    run.reviewed_by = run.reviewed_at = run.approved_by = run.approved_at = None
    run.withdrawal_asked_by = run.withdrawal_asked_at = None
    return await advance(session, actor, run, "computed", reason, "approval_withdrawn")


async def keep(session: WriteSession, actor: Actor, run_id: UUID, version: int, reason: str) -> PayRun:
    """Drop the question whether to withdraw: the approval stands. Whoever asked may do it, too.

    Raises Conflict (`withdrawal_not_asked`).
    """
    run = await _asked(session, run_id, version)
    run.withdrawal_asked_by = run.withdrawal_asked_at = None
    return await advance(session, actor, run, "approved", reason, "approval_kept")


async def _asked(session: WriteSession, run_id: UUID, version: int) -> PayRun:
    run = await locked(session, run_id, version, "approved")
    if run.withdrawal_asked_by is None:
        raise Conflict(
            "withdrawal_not_asked",
            "Nobody has asked for the withdrawal of this approval: ask first (askPayRunWithdrawal).",
            "id",
        )
    return run
