"""Putting one person's pay on hold for a period, with a reason, and releasing it."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from domain.access import service as access
from domain.actor import Actor
from domain.audit import service as audit
from domain.computing.chain.kind import Kind
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid
from domain.facts.period import Period
from domain.holds.tables import PaymentHold
from domain.language.text import Text
from domain.locking import locked_at, seen
from domain.pay_runs.period import Wanted, begun
from domain.people import posts
from domain.people import service as people
from domain.reading.ids import id_of

RELEASE = Text("release it")


async def hold(
    session: WriteSession, actor: Actor, employee_id: UUID, wanted: Wanted, reason: str, now: datetime
) -> PaymentHold:
    """Leave a person out of every run of a kind for a period until released; the others are paid.

    Raises NotFound, Forbidden, what `begun` raises, Invalid (`no_post_in_period`), Conflict (`already_held`,
    `already_paid`, `year_in_use`).
    """
    kind, start = begun(wanted, day_of(session))
    person = await people.employee(session, employee_id, "employeeId")
    period = Period.beginning(kind.period, start)
    unit_id = await _unit(session, person.id, person.code, period)
    await access.refuse_without(session, actor, "pay_run.create", unit_id)
    await _refuse_held(session, person.id, person.code, kind, start)
    made = PaymentHold(
        id=new_id(),
        employee_id=employee_id,
        unit_id=unit_id,
        kind=kind.name,
        period=kind.period,
        period_start=start,
        reason=reason,
        held_by=actor.id,
        held_at=now,
    )
    session.add(made)
    await audit.record(session, actor, "payment.held", made, reason=reason)
    return made


async def release(
    session: WriteSession, actor: Actor, hold_id: UUID, version: int, reason: str, now: datetime
) -> PaymentHold:
    """End a hold: the next run over whoever is not paid yet pays the person from the same fund.

    Raises NotFound, Forbidden, Conflict (`stale_version`, `hold_released`).
    """
    held = await seen(session, PaymentHold, hold_id)
    if held.released_by is not None:
        raise Conflict(
            "hold_released",
            "The hold was released already: have a run made over whoever is not paid yet.",
            "id",
        )
    held = await locked_at(session, PaymentHold, hold_id, version, RELEASE)
    before = {"version": held.version}
    held.released_by, held.released_at, held.release_reason = actor.id, now, reason
    held.version += 1
    await audit.record(session, actor, "payment.released", held, before=before, reason=reason)
    return held


async def _unit(session: ReadSession, person: UUID, code: str, period: Period) -> UUID:
    """The unit of the person's last post in the period, as far as the actor sees."""
    ended = [period.last_day, *reversed(period.months)]
    found = await posts.held(session, [person] * len(ended), ended)
    unit_id = next((post.unit_id for post in found if post.unit_id is not None), None)
    if unit_id is None:
        raise Invalid(
            "no_post_in_period",
            "{person} held no post in {period}, so no run pays them for it: there is nothing to hold back.",
            "employeeId",
            person=code,
            period=period.text,
        )
    return unit_id


async def _refuse_held(session: ReadSession, person: UUID, code: str, kind: Kind, start: date) -> None:
    there = await session.scalar(
        select(PaymentHold).where(
            col(PaymentHold.employee_id) == person,
            col(PaymentHold.kind) == kind.name,
            col(PaymentHold.period_start) == start,
            col(PaymentHold.released_by).is_(None),
        )
    )
    if there is not None:
        raise Conflict(
            "already_held",
            "{person} is on hold for the {period} {kind} already, by {hold}: {reason}",
            "employeeId",
            person=code,
            period=Period.beginning(kind.period, start).text,
            kind=kind.words,
            hold=id_of(there),
            reason=there.reason,
        )
