"""Results in bulk: one statement for all that are new and one for all that change, so that guards are asked once."""

from collections.abc import Sequence

import orjson
from sqlalchemy import text

from domain.database.sessions import WriteSession
from domain.errors import Conflict
from domain.results.tables import KpiResult

_ADD = text("""
    insert into kpi_result (id, employee_id, unit_id, position_id, kpi_id, product_id, month, kind, assigned, completed,
                            quality_failures, delays, source_system, evidence, version)
    select id, employee_id, unit_id, position_id, kpi_id, product_id, month, kind, assigned, completed,
           quality_failures, delays, source_system, evidence, version
    from jsonb_populate_recordset(null::kpi_result, cast(:rows as jsonb))
""")
_CHANGE = text("""
    update kpi_result r
    set assigned = g.assigned, completed = g.completed, quality_failures = g.quality_failures, delays = g.delays,
        source_system = g.source_system, evidence = g.evidence, version = g.version
    from jsonb_populate_recordset(null::kpi_result, cast(:rows as jsonb)) g
    where r.id = g.id and r.version = g.version - 1
    returning r.id
""")


async def add(session: WriteSession, results: Sequence[KpiResult]) -> None:
    """Write new results."""
    if results:
        await session.execute(_ADD, {"rows": _rows(results)})


async def change(session: WriteSession, results: Sequence[KpiResult]) -> None:
    """Write results at the version after the one that is there. Raises Conflict (`stale_version`)."""
    if not results:
        return
    changed = await session.scalars(_CHANGE, {"rows": _rows(results)})
    if len(changed.all()) != len(results):
        raise stale()


def stale() -> Conflict:
    """Why a result that changed after its version was compared is not written over."""
    return Conflict("stale_version", "A result changed while you sent this: read it again.", "input")


def _rows(results: Sequence[KpiResult]) -> str:
    return orjson.dumps([result.model_dump(mode="json") for result in results]).decode()
