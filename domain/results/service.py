"""Results: what was assigned and what came of it, recorded in batches by HR front-ends."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Invalid, Refusal
from domain.reading.ids import global_id, id_of
from domain.results import bulk_write
from domain.results.counts import Counts
from domain.results.faults import faults, in_order, unbroken
from domain.results.places import Place, places
from domain.results.tables import KpiResult

LARGEST_BATCH = 1_000
# What a result was before, if it was there, and as it is now.
Change = tuple[dict[str, Any] | None, KpiResult]
COUNTED = ("assigned", "completed", "quality_failures", "delays", "source_system", "evidence")


async def record(
    session: WriteSession, actor: Actor, counts: Sequence[Counts | None], refused: Sequence[Refusal] = ()
) -> list[KpiResult]:
    """Write new results and change those at the expected version: all or none; gives them in the order given.

    `refused`: faults that were found before, to be told with those found here. A row that they are of is judged no
    more, and one that could not be read at all is None.

    Raises Invalid or Conflict naming every fault of every row: an unknown person or product, a product whose
    KPI does not suit the person's post of that month, impossible counts, more completed than assigned, a month that
    is confirmed or paid, a stale version, a row given twice.
    """
    if not 0 < len(counts) <= LARGEST_BATCH:
        raise Invalid(
            "batch_size",
            "Send 1 to {largest_batch} results, not {count}.",
            "results",
            largest_batch=LARGEST_BATCH,
            count=len(counts),
        )
    sound = unbroken(counts, refused)
    rows = list(sound.values())
    where = await places(session, actor, rows)
    if found := [*refused, *faults(sound, where, day_of(session))]:
        raise in_order(found)
    there = await _locked(session, where)
    changes = [_changed(there, each, place) for each, place in zip(rows, where, strict=True)]
    await bulk_write.add(session, [result for before, result in changes if before is None])
    await bulk_write.change(session, [result for before, result in changes if before is not None])
    told = [_event(unit_id, of_unit) for unit_id, of_unit in _by_unit(changes).items()]
    await audit.record_many(session, actor, told)
    return [result for _, result in changes]


async def _locked(session: WriteSession, where: Sequence[Place]) -> dict[UUID, KpiResult]:
    """The results to change, locked. Raises Conflict when one changed since its version was compared."""
    versions = {place.result_id: place.version for place in where if place.result_id}
    rows = await session.scalars(
        select(KpiResult)
        .where(col(KpiResult.id).in_(versions))
        .order_by(col(KpiResult.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    there = {row.id: row for row in rows}
    # The session would write each change by a statement of its own.
    for row in there.values():
        session.expunge(row)
    if {row.id: row.version for row in there.values()} != versions:
        raise bulk_write.stale()
    return there


def _written(known: KpiResult | None, each: Counts, place: Place) -> KpiResult:
    sent: dict[str, Any] = {name: getattr(each, name) for name in COUNTED}
    counted: dict[str, Any] = {
        name: value or None if name == "evidence" else value
        for name, value in sent.items()
        if value is not None
    }
    if known is None:
        belongs: dict[str, Any] = {
            "employee_id": each.employee_id,
            "unit_id": place.unit_id,
            "position_id": place.position_id,
            "kpi_id": place.kpi_id,
            "product_id": each.product_id,
            "month": each.month,
            "kind": each.kind,
        }
        return KpiResult(id=new_id(), **belongs, **counted)
    for name, value in counted.items():
        setattr(known, name, value)
    known.version += 1
    return known


def _changed(there: Mapping[UUID, KpiResult], each: Counts, place: Place) -> Change:
    known = there.get(place.result_id) if place.result_id else None
    before = None if known is None else _state(known)
    return before, _written(known, each, place)


def _by_unit(changes: Sequence[Change]) -> dict[UUID, list[Change]]:
    """The changes of each unit: a result stays with the unit that it was recorded in."""
    units: dict[UUID, list[Change]] = {}
    for change in changes:
        units.setdefault(change[1].unit_id, []).append(change)
    return units


def _state(result: KpiResult) -> dict[str, Any]:
    return {name: getattr(result, name) for name in (*COUNTED, "version")}


def _event(unit_id: UUID, changes: Sequence[Change]) -> audit.BatchEvent:
    """One event for a result, and one for several of a unit."""
    rows = [result.id for _, result in changes]
    before = {id_of(result): earlier for earlier, result in changes if earlier is not None}
    after = {id_of(result): _stated(result) for _, result in changes}
    if len(changes) > 1:
        return audit.BatchEvent("results.recorded", global_id("Unit", unit_id), unit_id, rows, before, after)
    ((subject, state),) = after.items()
    happened = "result.changed" if before else "result.recorded"
    return audit.BatchEvent(happened, subject, unit_id, rows, before.get(subject), state)


def _stated(result: KpiResult) -> dict[str, Any]:
    stated = {**_state(result), "employee": global_id("Employee", result.employee_id), "month": result.month}
    return stated | {"kind": result.kind}
