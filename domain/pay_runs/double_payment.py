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
from domain.language.text import Text
from domain.organisation import service as organisation
from domain.pay_runs.tables import PayRun
from domain.reading.ids import global_id
from domain.reading.units import unit_and_above, unit_and_below

# Tried, never waited for: who waits holds a connection, and forty who wait hold all of them.
_TAKE_THE_PERIOD = text("select pg_try_advisory_xact_lock(hashtext('pay_run ' || :kind), :month)")

BELOW = Text(
    "The {period} {kind} of {unit}, a unit below this one, was closed with {run}. Make a run over whoever is not"
    " paid yet (createPayRun with `onlyUnpaid`)."
)
OWN = Text(
    "The {period} {kind} of this unit was closed with {run}. Make a run over whoever"
    " is not paid yet (createPayRun with `onlyUnpaid`); what it paid changes no more."
)
ABOVE = Text(
    "The {period} {kind} of {unit}, above this unit, was closed with {run}. Make a run over"
    " whoever is not paid yet (createPayRun with `onlyUnpaid`); what it paid changes no more."
)


async def take_what_it_pays_from(session: WriteSession, year: int) -> None:
    """Nobody approves another run, or changes what people are paid from in the year, until the transaction ends.

    Raises Conflict (`year_in_use`).
    """
    if not await session.scalar(text("select approve_alone(:year)"), {"year": year}):
        raise Conflict(
            "year_in_use",
            "Somebody is changing what people are paid from in {year}, or approving a run, just now. Nothing was"
            " written; try again in a minute.",
            "id",
            year=year,
        )


async def refuse_a_second_payment(session: WriteSession, run: PayRun) -> None:
    """Nobody of the run is paid for its kind and period by another one. Raises Conflict (`already_paid`)."""
    twice = await session.execute(text("select people, pay_run_id from paid_already(:run)"), {"run": run.id})
    if (found := twice.first()) is not None:
        raise Conflict(
            "already_paid",
            "{people} of its people are paid for {period} by"
            " {run}, which is approved: discard this run, or have that approval"
            " withdrawn before it is closed (askPayRunWithdrawal).",
            "id",
            people=found.people,
            period=Period.beginning(run.period, run.period_start).text,
            run=global_id("PayRun", found.pay_run_id),
        )


async def refuse_a_second_closing(
    session: WriteSession, unit_id: UUID, kind: Kind, start: date, *, only_unpaid: bool = False
) -> None:
    """One closed run of a kind at most pays a person for a period: none above, at or below the unit.

    A run over `only_unpaid` pays nobody of theirs.

    Raises Conflict (`year_in_use`, `year_already_closed`).
    """
    period, place = (
        Period.beginning(kind.period, start).text,
        "year" if kind.period == "year" else "period.start",
    )
    taken = {"kind": kind.name, "month": start.year * 100 + start.month}
    if not await session.scalar(_TAKE_THE_PERIOD, taken):
        raise Conflict(
            "year_in_use",
            "Somebody else is computing or closing a pay run of {period} just now. Nothing was written; try again in a"
            " minute.",
            place,
            period=period,
        )
    if only_unpaid:
        return
    closed = (await session.execute(_closed_about(unit_id, kind, start))).first()
    if closed is not None:
        says = BELOW if closed.below else OWN if closed.unit_id == unit_id else ABOVE
        raise Conflict(
            "year_already_closed",
            Text(
                says.template,
                period=period,
                kind=kind.words,
                unit=closed.code,
                run=global_id("PayRun", closed.id),
            ),
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
