"""What nobody can open any more: only of an employee of whose erasure the trail tells, and as little as that says."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from domain.actor import SYSTEM
from domain.audit.hashing import merkle
from domain.reading.ids import global_id
from domain.verification.report import Difference, Report, Watch, same

_OWNERS = "select array_agg(distinct secret_of) from audit_event where secret_of is not null"
# Its own leaf is right by now: it is salted with the administration's secret, which nobody deletes.
_TOLD = """
    select after from audit_event where happened = 'secret.erased' and subject = $1 and secret_of = $2
    order by id limit 1
"""
_LEAVES = "select leaf from audit_event where secret_of = $1 order by id"
# The event is about the person by its subject or by the row that it names, as far as that row still stands.
_OF_ANOTHER = """
    select e.id, e.secret_of from audit_event e where e.secret_of = any($1)
      and e.subject not in ('Employee_' || e.secret_of, 'Account_' || e.secret_of)
      and not exists (
        select from audit_set s where s.event_id = e.id and (
            meritgrid_person_of(null, s.table_name, s.ids[1]) = e.secret_of
            or exists (select from audit_set gone where gone.table_name = s.table_name and s.ids[1] = any(gone.ids)
                       and substr(gone.leaves, 32 * array_position(gone.ids, s.ids[1]) - 31, 32)
                           = decode(repeat('00', 32), 'hex'))))
    order by e.id limit 1
"""
_NO_EMPLOYEE = """
    select owner from unnest($1::uuid[]) owner where not exists (select from employee e where e.id = owner) limit 1
"""


async def erased(connection: Any) -> Sequence[UUID]:
    """Whose events nobody can open any more."""
    owners = await connection.fetchval(_OWNERS) or []
    salts = await connection.fetchval("select event_salts($1, $1)", owners)
    return [owner for owner, salt in zip(owners, salts, strict=True) if salt is None]


async def check_told(connection: Any, owner: UUID) -> dict[str, Any]:
    """What the trail tells of the erasure of an owner. Raises Difference when it tells nothing."""
    if owner == SYSTEM.id:
        raise Difference("The secret of the administration", "it", "there", "missing")
    name = global_id("Employee", owner)
    after = await connection.fetchval(_TOLD, name, SYSTEM.id)
    if after is None:
        raise Difference(name, "the event that tells of their erasure", "there", "missing")
    told: dict[str, Any] = orjson.loads(after)
    return told


async def check_erasures(connection: Any, _report: Report, _watch: Watch) -> None:
    """Check that each erasure is told, and covers the events that it tells of. Raises the first Difference."""
    for owner in await erased(connection):
        told, name = await check_told(connection, owner), global_id("Employee", owner)
        leaves = [leaf for (leaf,) in await connection.fetch(_LEAVES, owner)]
        same(name, "the number of events about them when erased", told["events"], len(leaves))
        same(
            name,
            "the root of the events about them when erased",
            told["events_root"],
            merkle.root(leaves).hex(),
        )


async def check_erased_owners(connection: Any, _report: Report, _watch: Watch) -> None:
    """Check that who was erased is an employee, and each of their events about them. Raises the first Difference."""
    owners = await erased(connection)
    for (owner,) in await connection.fetch(_NO_EMPLOYEE, owners):
        raise Difference(global_id("Employee", owner), "they", "an employee", "nobody")
    for event, owner in await connection.fetch(_OF_ANOTHER, owners):
        raise Difference(
            global_id("AuditEvent", event), "whom it is about", global_id("Employee", owner), "another"
        )
