"""Results: what was assigned and what came of it, recorded in batches by HR front-ends."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database import ReadSession, WriteSession, day_of
from domain.errors import Conflict, Invalid
from domain.results.counts import Counts
from domain.results.faults import Place, faults, places, refusal
from domain.results.tables import KpiResult
from domain.tables import new_id

LARGEST_BATCH = 1_000
COUNTED = ("assigned", "completed", "quality_failures", "delays", "source_system", "evidence")


async def record(session: WriteSession, actor: Actor, counts: Sequence[Counts]) -> list[KpiResult]:
    """Write new results and change those at the expected version: all or none; gives them in the order given.

    Raises Invalid or Conflict naming every fault of every row: an unknown person or product, a product whose
    KPI does not suit the person's post of that month, impossible counts, a stale version, a row given twice.
    """
    if not 0 < len(counts) <= LARGEST_BATCH:
        raise Invalid("batch_size", f"Send 1 to {LARGEST_BATCH} results, not {len(counts)}.", "input")
    where = await places(session, actor, counts)
    if found := faults(counts, where, day_of(session)):
        raise refusal(found)
    there = await _locked(session, where)
    results, before = [], []
    for each, place in zip(counts, where, strict=True):
        known = there.get(place.result_id) if place.result_id else None
        before.append(None if known is None else _told(known))
        results.append(_written(known, each, place))
    session.add_all(results)
    await session.flush()
    for result, earlier in zip(results, before, strict=True):
        await _tell(session, actor, result, earlier)
    return results


async def ids_of(session: ReadSession, counts: Sequence[Counts]) -> list[UUID]:
    """The ids of recorded results by their person, product and month, in the order given."""
    keys = [(each.employee_id, each.product_id, each.month) for each in counts]
    columns = (col(KpiResult.employee_id), col(KpiResult.product_id), col(KpiResult.month))
    rows = await session.execute(select(col(KpiResult.id), *columns).where(tuple_(*columns).in_(keys)))
    there = {tuple(key): id_ for id_, *key in rows}
    return [there[key] for key in keys]


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
    if {row.id: row.version for row in there.values()} != versions:
        raise Conflict("stale_version", "A result changed while you sent this: read it again.", "input")
    return there


def _written(known: KpiResult | None, each: Counts, place: Place) -> KpiResult:
    counted: dict[str, Any] = {name: getattr(each, name) for name in COUNTED}
    if known is None:
        belongs: dict[str, Any] = {
            "employee_id": each.employee_id,
            "unit_id": place.unit_id,
            "position_id": place.position_id,
            "kpi_id": place.kpi_id,
            "product_id": each.product_id,
            "month": each.month,
        }
        return KpiResult(id=new_id(), **belongs, **counted)
    for name, value in counted.items():
        setattr(known, name, value)
    known.version += 1
    return known


def _told(result: KpiResult) -> dict[str, Any]:
    return {name: getattr(result, name) for name in (*COUNTED, "version")}


async def _tell(
    session: WriteSession, actor: Actor, result: KpiResult, before: dict[str, Any] | None
) -> None:
    happened = "result.recorded" if before is None else "result.changed"
    after = {**_told(result), "employee": f"Employee_{result.employee_id}", "month": result.month}
    subject = f"KpiResult_{result.id}"
    await audit.record(session, actor, happened, subject, unit_id=result.unit_id, before=before, after=after)
