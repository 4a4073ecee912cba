"""Forgeries as somebody makes them who owns the server: a changed row with the hash that goes with it."""

from typing import Any

import polars as pl

from domain.audit import seals
from domain.audit.hashing import events
from domain.pay_runs.proof import line_hash
from tests.domain.audit.conftest import salt

LEAVES = "select leaf from audit_seal_event join audit_event on id = event_id where seal_number = $1 order by place"


async def forge(connection: Any, event_id: Any) -> None:
    """Give an event another reason and the leaf that goes with it."""
    event = dict(await connection.fetchrow("select * from audit_event where id = $1", event_id))
    event["reason"] = "Khác"
    await connection.execute(
        "update audit_event set reason = 'Khác', leaf = $2 where id = $1",
        event_id,
        events.leaf(event, await salt(connection, event)),
    )


async def forged_leaf(connection: Any, line: dict[str, Any]) -> bytes:
    """The leaf of a line of the run, whatever the line says."""
    beside = await connection.fetchrow(
        "select r.regulation_id::text, r.parameters_hash as rules_hash, p.snapshot_hash as inputs_hash,"
        " values_of_line($1) as steps from pay_run_rules r join pay_run p on p.id = r.pay_run_id"
        " where (r.pay_run_id, r.number) = ($2, $3)",
        *(line["id"], line["pay_run_id"], line["rules_number"]),
    )
    said = {**line, **beside}
    frame = pl.DataFrame(
        [{name: said[name] if name == "amount_vnd" else str(said[name]) for name in line_hash.FIELDS}]
    )
    salts = await connection.fetchval(
        "select line_salts($1, array[$2]::uuid[])", line["pay_run_id"], line["employee_id"]
    )
    (leaf,) = line_hash.leaves(frame, salts)
    assert leaf is not None
    return leaf


async def reseal(connection: Any, number: int) -> None:
    """Give a seal the root of its events as they are, and the link that goes with it."""
    leaves = await connection.fetch(LEAVES, number)
    before = await connection.fetchval("select link from audit_seal where number = $1", number - 1)
    sealed_at = await connection.fetchval("select sealed_at from audit_seal where number = $1", number)
    again = seals.over(number, before or seals.FIRST_LINK, [leaf for (leaf,) in leaves], sealed_at)
    await connection.execute(
        "update audit_seal set root = $2, link = $3 where number = $1", number, again.root, again.link
    )
