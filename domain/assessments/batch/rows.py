"""Rows of a batch: locked by one statement, written by one INSERT and one UPDATE, so that guards are asked once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from domain.assessments.inputs import FINDINGS
from domain.assessments.service import NUMBERS
from domain.database import sessions
from domain.database.errors import MEANWHILE
from domain.database.sessions import ReadSession, WriteSession
from domain.facts.fact import key_of
from domain.facts.period import Period

Row: TypeAlias = dict[str, Any]

WHOSE = ("employee_id", "unit_id", "position_id")
COMPUTED = (*WHOSE[1:], *NUMBERS, *FINDINGS, "model_id", "model_version", "parameters_hash")
DECIDED = ("assessed_by", "state", "version")
_ALL = ("id", "employee_id", "period", "period_start", *COMPUTED, *DECIDED)
_LISTED = ", ".join(_ALL)
# Names of our own code, never what somebody sent.
_THERE = f"""
    select {_LISTED} from assessment
    where employee_id = any($1::uuid[]) and period = $2 and period_start = $3 order by id for update
"""  # noqa: S608 - our own names
_WAITING = f"""
    select {_LISTED} from assessment
    where state = 'proposed' and period = $2 and period_start = $3
      and unit_id in (select unit_id from unit_closure where ancestor_id = $1)
    order by id for update
"""  # noqa: S608 - our own names
_ARRIVING = f"create temporary table arriving on commit drop as select {_LISTED} from assessment with no data"  # noqa: S608 - the same
# A unit of which the actor may change nothing may have assessed the person: its row is not seen, and stays.
_ADD = f"""
    insert into assessment ({_LISTED}) select {_LISTED} from arriving where version = 1
    on conflict (employee_id, period, period_start) do nothing returning id
"""  # noqa: S608 - our own names
_TAKEN = ", ".join(f"{name} = r.{name}" for name in (*COMPUTED, *DECIDED))
_CHANGE = f"""
    update assessment a set {_TAKEN}, confirmed_by = null, confirmed_at = null
    from arriving r where a.id = r.id and a.version = r.version - 1 and r.version > 1 returning a.id
"""  # noqa: S608 - our own names
_CONFIRM = """
    update assessment set state = 'confirmed', confirmed_by = $2, confirmed_at = $3, version = version + 1
    where id = any($1::uuid[]) returning id
"""


async def there(session: WriteSession, people: Sequence[UUID], of: Period) -> dict[int, Row]:
    """What is assessed of the period already, locked, by the key of the person."""
    return await _locked(session, _THERE, people, of)


async def waiting(session: WriteSession, unit_id: UUID, of: Period) -> dict[int, Row]:
    """What of the unit and all below it waits to be confirmed, locked, by the key of the person."""
    return await _locked(session, _WAITING, unit_id, of)


async def write(session: WriteSession, rows: Sequence[Mapping[str, Any]]) -> set[UUID]:
    """Write new assessments (version 1) and those computed again; gives the ids of those that are written.

    A new one is not where somebody has assessed the person meanwhile. Raises Conflict (`changed_meanwhile`).
    """
    connection = await sessions.raw(session)
    await connection.execute(_ARRIVING)
    records = [tuple(row[name] for name in _ALL) for row in rows]
    await connection.copy_records_to_table("arriving", records=records, columns=_ALL)
    added = {row["id"] for row in await connection.fetch(_ADD)}
    changed = {row["id"] for row in await connection.fetch(_CHANGE)}
    await connection.execute("drop table arriving")
    if len(changed) != sum(row["version"] > 1 for row in rows):
        raise MEANWHILE.of()
    return added | changed


async def confirm(session: WriteSession, ids: Sequence[UUID], by: UUID, at: datetime) -> None:
    """Make proposed assessments, which are locked, count. Raises Conflict (`changed_meanwhile`)."""
    connection = await sessions.raw(session)
    if len(await connection.fetch(_CONFIRM, ids, by, at)) != len(ids):
        raise MEANWHILE.of()


async def _locked(session: ReadSession, sql: str, whose: UUID | Sequence[UUID], of: Period) -> dict[int, Row]:
    connection = await sessions.raw(session)
    rows = await connection.fetch(sql, whose, of.kind, of.start)
    return {key_of(row["employee_id"]): dict(row) for row in rows}
