"""The life of a pay run: made from pinned inputs, reviewed, approved by another, closed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

import polars as pl
from sqlmodel import col, select

from domain.access import service as access
from domain.actor import Actor
from domain.audit import service as audit
from domain.compute_queue import both, in_thread
from domain.computing import snapshot
from domain.computing.calculation import Calculation, calculate
from domain.database.sessions import ReadSession, WriteSession, day_of, raw
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden
from domain.facts.period import Period
from domain.language.text import Text, any_of
from domain.locking import locked_at, seen
from domain.pay_runs import double_payment
from domain.pay_runs.bulk_write import write
from domain.pay_runs.period import Wanted, begun
from domain.pay_runs.proof import run_root
from domain.pay_runs.tables import PayRun
from domain.release import RELEASE

# Of notices that a run changed (`LISTEN`), each the run's id.
CHANNEL = "meritgrid_pay_run"
# What may be done with a run in each state, for whoever asked for something else.
STATES = {
    "computing": Text("computing"),
    "computed": Text("computed"),
    "reviewed": Text("reviewed"),
    "approved": Text("approved"),
    "closed": Text("closed"),
    "discarded": Text("discarded"),
}
# Why a run in a state does not take what is asked of it, and what it takes: codes, and sentences of {states}.
TAKES = {
    "computing": Conflict(
        "pay_run_computing",
        "The run is computing; this takes one that is {states}. Wait until it is computed.",
    ),
    "computed": Conflict(
        "pay_run_computed",
        "The run is computed; this takes one that is {states}. Review it first (reviewPayRun), or set it aside"
        " (discardPayRun).",
    ),
    "reviewed": Conflict(
        "pay_run_reviewed",
        "The run is reviewed; this takes one that is {states}. Have somebody else approve it (approvePayRun), or set it"
        " aside (discardPayRun).",
    ),
    "approved": Conflict(
        "pay_run_approved",
        "The run is approved; this takes one that is {states}. Close it (closePayRun), or ask for the withdrawal of its"
        " approval (askPayRunWithdrawal).",
    ),
    "closed": Conflict(
        "pay_run_closed",
        "The run is closed; this takes one that is {states}. It changes no more: read it, or make a run for whoever is"
        " not paid yet (createPayRun).",
    ),
    "discarded": Conflict(
        "pay_run_discarded",
        "The run is discarded; this takes one that is {states}. It counts for nothing and changes no more: make another"
        " run (createPayRun).",
    ),
}


# What has to hold of the funds that a computed run shares out, else it raises: session, year, and a row per unit with
# `unit_id` (text), `fund_vnd`, `taken_vnd` (by its lines), `eligible` (people who may get a share), and `paid_before`
# (whether others are paid already). Whoever knows runs and funds hands it in.
FundsHold: TypeAlias = Callable[[ReadSession, int, pl.DataFrame], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pinned:
    """What was computed for a unit, and the hash under which its inputs are kept."""

    unit_id: UUID
    computed: Calculation
    kept: str


async def version(session: ReadSession, run_id: UUID) -> int | None:
    """The version of a run; None when there is none that the session may see."""
    found: int | None = await session.scalar(select(PayRun.version).where(col(PayRun.id) == run_id))
    return found


async def create(
    session: WriteSession,
    actor: Actor,
    unit_id: UUID,
    wanted: int | Wanted,
    title: str,
    now: datetime,
    funds_hold: FundsHold,
    *,
    only_unpaid: bool = False,
) -> PayRun:
    """Compute a kind of run for a unit and all below it, from inputs pinned now.

    `wanted`: the kind and its period; a year alone wants its bonus. Whoever is on hold for it gets no line, nor, with
    `only_unpaid`, who is paid for it: the run's exclusions say so. Raises Forbidden, what `begun` raises, Invalid or
    Conflict naming each fault of the inputs, and what `funds_hold` raises; nothing is written then.
    """
    of, start = begun(wanted if isinstance(wanted, Wanted) else Wanted(wanted), day_of(session))
    await access.refuse_without(session, actor, "pay_run.create", unit_id)
    await double_payment.refuse_a_second_closing(session, unit_id, of, start, only_unpaid=only_unpaid)
    period = Period.beginning(of.period, start)
    taken = await snapshot.take(session, unit_id, period, of, only_unpaid=only_unpaid)
    packed, computed = await both(
        in_thread(snapshot.pack, taken, unit_id), in_thread(calculate, of, taken, start)
    )
    if of.fund is not None:
        await funds_hold(session, start.year, computed.funds)
    _refuse_nothing(computed)
    kept = await snapshot.keep(session, actor, taken, unit_id, start.year, now, packed)
    return await _stored(session, actor, Pinned(unit_id, computed, kept), title, now)


async def _stored(session: WriteSession, actor: Actor, made: Pinned, title: str, now: datetime) -> PayRun:
    """What was computed from pinned inputs as a stored run with its event."""
    computed = made.computed
    kind, start = computed.kind, computed.start
    run = PayRun(
        id=new_id(),
        unit_id=made.unit_id,
        kind=kind.name,
        period=kind.period,
        period_start=start,
        year=start.year,
        title=title,
        snapshot_hash=made.kept,
        rules_hash=computed.rules_hash,
        lines_root="",
        people=computed.lines["employee_uuid"].n_unique(),
        total_vnd=computed.total_vnd,
        made_by=actor.id,
        made_at=now,
        release=RELEASE,
        stand_ins=[one.told() for one in computed.stand_ins],
        version=0,
    )
    await write(session, run, computed)
    await audit.record(
        session, actor, "pay_run.computed", run, after=await _computed(session, run), reason=title
    )
    return run


async def review(session: WriteSession, actor: Actor, run_id: UUID, version: int, now: datetime) -> PayRun:
    """Say that the lines were looked at and may go to approval."""
    run = await locked(session, run_id, version, "computed")
    await double_payment.refuse_a_second_payment(session, run)
    run.reviewed_by, run.reviewed_at = actor.id, now
    return await advance(session, actor, run, "reviewed", "")


async def approve(
    session: WriteSession, actor: Actor, run_id: UUID, version: int, reason: str, now: datetime
) -> PayRun:
    """Release the run for payment: who made it cannot, and nobody in it is paid for the period by another run.

    From here on what it pays from stays as it is. Raises Forbidden (`own_pay_run`), Conflict (`already_paid`,
    `year_in_use`, and `fund_differs` when a fund was opened again with another amount since the run was computed).
    """
    run = await locked(session, run_id, version, "reviewed")
    if run.made_by == actor.id:
        raise Forbidden(
            "own_pay_run",
            "You made this run, so you cannot approve it: somebody else with the right to approve must.",
            "id",
        )
    await double_payment.take_what_it_pays_from(session, run.year)
    await double_payment.refuse_a_second_payment(session, run)
    run.approved_by, run.approved_at = actor.id, now
    return await advance(session, actor, run, "approved", reason)


async def close(
    session: WriteSession, actor: Actor, run_id: UUID, version: int, reason: str, now: datetime
) -> PayRun:
    """End the period's pay of the run's people: it and the funds that it paid from change no more, and nobody can undo
    that. `reason`: what was looked at before.

    Raises Conflict (`withdrawal_asked`) while somebody asks for the withdrawal of its approval.
    """
    run = await locked(session, run_id, version, "approved")
    if run.withdrawal_asked_by is not None:
        raise Conflict(
            "withdrawal_asked",
            "The withdrawal of this approval was asked for: have it withdrawn (withdrawPayRunApproval), or have the"
            " approval kept (keepPayRunApproval) and close the run then.",
            "id",
        )
    run.closed_by, run.closed_at = actor.id, now
    return await advance(session, actor, run, "closed", reason)


async def discard(session: WriteSession, actor: Actor, run_id: UUID, version: int, reason: str) -> PayRun:
    """Set a run aside before it is approved; its lines stay, and count for nothing."""
    run = await locked(session, run_id, version, "computed", "reviewed")
    return await advance(session, actor, run, "discarded", reason)


async def found(session: ReadSession, run_id: UUID, path: str = "id") -> PayRun:
    """The run, or a refusal that does not tell absent from invisible; `path` is where its id was sent."""
    return await seen(session, PayRun, run_id, path)


async def locked(session: WriteSession, run_id: UUID, version: int, *states: str) -> PayRun:
    """The run, locked, at the version and in one of the states. Raises NotFound, Forbidden, Conflict."""
    run = await locked_at(session, PayRun, run_id, version)
    if run.state not in states:
        wanted = any_of(STATES[state] for state in states)
        raise TAKES[run.state].of(states=wanted).at("id")
    return run


async def advance(
    session: WriteSession, actor: Actor, run: PayRun, state: str, reason: str, happened: str = ""
) -> PayRun:
    """Take the run to a state, and tell the trail: by default that it is `state` now."""
    before = {"state": run.state, "version": run.version}
    run.state, run.version = state, run.version + 1
    await audit.record(session, actor, f"pay_run.{happened or state}", run, before=before, reason=reason)
    return run


def _refuse_nothing(computed: Calculation) -> None:
    """Refuse a run in which nobody gets anything: whoever closed it would bar the pay of a corrected one."""
    if computed.total_vnd:
        return
    kind, period = computed.kind, Period.beginning(computed.kind.period, computed.start).text
    counted = computed.lines["rated"].value_counts(sort=True, name="lines").drop_nulls().iter_rows()
    rated = [Text("{lines} {rated}", lines=lines, rated=Text(rated)) for rated, lines in counted]
    if not rated:
        raise Conflict(
            "nobody_paid",
            "Nobody in this unit would get anything of the {period} {kind}: check by what its people are classified and"
            " paid, and have a regulation with other numbers published (draftRegulation). If nothing is due to anybody,"
            " no run is needed.",
            "unitId",
            period=period,
            kind=kind.words,
        )
    raise Conflict(
        "nobody_paid",
        "Nobody in this unit would get anything of the {period} {kind} ({rated}): check by what its people are"
        " classified and paid, and have a regulation with other numbers published (draftRegulation). If nothing is due"
        " to anybody, no run is needed.",
        "unitId",
        period=period,
        kind=kind.words,
        rated=rated,
    )


async def _computed(session: WriteSession, run: PayRun) -> dict[str, Any]:
    return {**run.model_dump(), "pinned_root": await run_root.root(await raw(session), run.id)}
