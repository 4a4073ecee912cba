"""Nobody is paid twice: what bars a second run of the same people for the same period, made, approved or closed."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select, text
from sqlmodel import col

from domain.computing.chain.kind import Kind
from domain.database.sessions import WriteSession
from domain.errors import Conflict
from domain.facts.period import Period
from domain.organisation import service as organisation
from domain.pay_runs.tables import PayRun
from domain.reading.ids import global_id
from domain.reading.units import unit_and_above, unit_and_below

# Tried, never waited for: who waits holds a connection, and forty who wait hold all of them.
_TAKE_THE_PERIOD = text("select pg_try_advisory_xact_lock(hashtext('pay_run ' || :kind), :month)")


async def take_what_it_pays_from(session: WriteSession, year: int) -> None:
    """Nobody approves another run, or changes what people are paid from in the year, until the transaction ends.

    Raises Conflict (`year_in_use`).
    """
    if not await session.scalar(text("select approve_alone(:year)"), {"year": year}):
        raise Conflict(
            "year_in_use",
            f"Somebody is changing what people are paid from in {year}, or approving a run, just now. Nothing was"
            " written; try again in a minute.",
            "id",
        )


async def refuse_a_second_payment(session: WriteSession, run: PayRun) -> None:
    """Nobody of the run is paid for its kind and period by another one. Raises Conflict (`already_paid`)."""
    twice = await session.execute(text("select people, pay_run_id from paid_already(:run)"), {"run": run.id})
    if (found := twice.first()) is not None:
        raise Conflict(
            "already_paid",
            f"{found.people} of its people are paid for {Period.beginning(run.period, run.period_start).said} by"
            f" {global_id('PayRun', found.pay_run_id)}, which is approved: discard this run, or have that approval"
            " withdrawn before it is closed (askPayRunWithdrawal).",
            "id",
        )


async def refuse_a_second_closing(session: WriteSession, unit_id: UUID, kind: Kind, start: date) -> None:
    """One closed run of a kind at most pays a person for a period: none above, at or below the unit.

    Raises Conflict (`year_in_use`, `year_already_closed`).
    """
    period, place = (
        Period.beginning(kind.period, start).said,
        "year" if kind.period == "year" else "period.start",
    )
    taken = {"kind": kind.name, "month": start.year * 100 + start.month}
    if not await session.scalar(_TAKE_THE_PERIOD, taken):
        raise Conflict(
            "year_in_use",
            f"Somebody else is computing or closing a pay run of {period} just now. Nothing was written; try again in a"
            " minute.",
            place,
        )
    closed = (await session.execute(_closed_about(unit_id, kind, start))).first()
    if closed is not None:
        whose = _whose(closed.code, of_the_unit=closed.unit_id == unit_id, below=closed.below)
        way_out = (
            "Make a run for each unit that is not paid yet."
            if closed.below
            else "There is no correction in this release yet: neither the run nor what it paid changes."
        )
        raise Conflict(
            "year_already_closed",
            f"The {period} {kind.words} {whose} was closed with {global_id('PayRun', closed.id)}. {way_out}",
            "unitId",
        )


def _closed_about(unit_id: UUID, kind: Kind, start: date) -> Select[Any]:
    """A closed run of the kind and period: of the unit or of one above it, or else of one below."""
    unit, where = organisation.codes(), col(PayRun.unit_id)
    above, at_or_below = unit_and_above(unit_id), unit_and_below(unit_id)
    below = where.in_(select(at_or_below.c.unit_id)) & (where != unit_id)
    return (
        select(col(PayRun.id), where, unit.c.code, below.label("below"))
        .join(unit, unit.c.unit_id == where)
        .where(
            col(PayRun.kind) == kind.name,
            col(PayRun.period) == kind.period,
            col(PayRun.period_start) == start,
            col(PayRun.state) == "closed",
            or_(where.in_(select(above.c.unit_id)), where.in_(select(at_or_below.c.unit_id))),
        )
        .order_by(text("below"), unit.c.code)
        .limit(1)
    )


def _whose(code: str, *, of_the_unit: bool, below: bool) -> str:
    if of_the_unit:
        return "of this unit"
    return f"of {code}, a unit below this one," if below else f"of {code}, above this unit,"
