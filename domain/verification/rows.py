"""Rows as they stand against what the trail last said of them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from domain.areas import noted
from domain.audit.hashing import canonical, merkle
from domain.reading.ids import global_id
from domain.verification.report import Difference, Report, Watch, same

KIND = "meritgrid row 1"
# A leaf of zeros: the row was taken away, and the trail says so.
GONE = bytes(32)
SIZE = 32
# Large sets first take the memory of one portion: 65,536 rows a set.
_SETS_AT_ONCE = 500
_SETS = """
    select number, table_name, rows, ids, leaves, event_id from audit_set
    where number > $1 order by number limit $2
"""
_NAMED = "select id, tables, rows, rows_root from audit_event where rows is not null order by id"
_UNTOLD = """
    select table_name, ids[1] from audit_set s
    where not exists (select from audit_event e where e.id = s.event_id) order by number limit 1
"""
_COLUMNS = """
    select array_agg(attname::text order by attnum) from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped
"""
# A row is compared in the columns that it had when it was told: one that came later was not spoken of.
_DIFFERING = """
    with told as (
        select distinct on (member.id) member.id, s.columns,
               substr(s.leaves, 32 * member.place::int - 31, 32) as leaf
        from (select number, ids, leaves || ''::bytea as leaves, columns from audit_set
              where table_name = '{table}' offset 0) s,
             unnest(s.ids) with ordinality member (id, place)
        order by member.id, s.number desc
    ), stated as (
        select id, {state} as state from {table} t offset 0
    ), spoken as (
        select s.id, coalesce(told.leaf, '') as leaf, told.columns,
               case when told.columns is null or told.columns = $1 or told.columns = array['leaf']
                    then s.state #>> '{{}}'
                    else (s.state - array(select unnest($1) except select unnest(told.columns)))::text
               end as state
        from stated s left join told on told.id = s.id offset 0
    ), found as (
        select id, leaf, columns, sha256('\\x00'::bytea || convert_to(
            '{kind}' || octet_length(id::text) || ':' || id || ',' || octet_length(state) || ':' || state || ',',
            'UTF8')) as now
        from spoken
    )
    select id, leaf, now from found where leaf <> now or not columns <@ $1
    union all
    select id, leaf, null from told where leaf <> $2 and not exists (select from {table} t where t.id = told.id)
    limit 1
"""


async def check_rows(connection: Any, report: Report, watch: Watch) -> None:
    """Check that each event names the rows that it states, and that each row is as it was last told.

    Only for a connection that sees every row: the owner's. Raises the first Difference.
    """
    # The planner takes the members of a set for a hundred rows, and would read a whole table for each of them.
    await connection.execute(
        "set local timezone = 'UTC'; set local enable_nestloop = off; set local jit = off"
    )
    await _check_events(connection)
    for table, row_id in await connection.fetch(_UNTOLD):
        raise Difference(f"{_type(table)}_{row_id}", "the event that tells of it", "there", "missing")
    for table in noted():
        columns = await connection.fetchval(_COLUMNS, table)
        for row_id, told, found in await connection.fetch(_question(table), columns, GONE):
            raise _differing(table, row_id, told, found)
        report.rows += await connection.fetchval(f"select count(*) from {table}")  # noqa: S608
        watch(report)


async def _check_events(connection: Any) -> None:
    """The root and the number of rows of each event are those of its sets."""
    sets = await _leaves_of_events(connection)
    for event_id, tables, rows, root in await connection.fetch(_NAMED):
        leaves = sets.pop(event_id, {})
        name = global_id("AuditEvent", event_id)
        same(name, "the number of rows that it names", rows, len(leaves))
        same(name, "the tables that it names", tables, " ".join(sorted({table for table, _ in leaves})))
        same(
            name,
            "the root over the rows that it names",
            root,
            merkle.root([leaves[key] for key in sorted(leaves)]),
        )


async def _leaves_of_events(connection: Any) -> dict[UUID, dict[tuple[str, bytes], bytes]]:
    found: dict[UUID, dict[tuple[str, bytes], bytes]] = {}
    last = 0
    while portion := await connection.fetch(_SETS, last, _SETS_AT_ONCE):
        for kept in portion:
            same(f"AuditSet {kept['number']}", "its number of rows", kept["rows"], len(kept["ids"]))
            found.setdefault(kept["event_id"], {}).update(_members(kept))
        last = portion[-1]["number"]
    return found


def _members(kept: Any) -> Iterator[tuple[tuple[str, bytes], bytes]]:
    for place, row_id in enumerate(kept["ids"]):
        yield (kept["table_name"], row_id.bytes), kept["leaves"][SIZE * place : SIZE * (place + 1)]


def _question(table: str) -> str:
    state = "to_jsonb(encode(t.leaf, 'hex'))" if table == "pay_line" else "to_jsonb(t)"
    kind = canonical.record(KIND, {"table": table}, ("table",)).decode()
    return _DIFFERING.format(table=table, state=state, kind=kind)


def _differing(table: str, row_id: UUID, told: bytes, found: bytes | None) -> Difference:
    name = f"{_type(table)}_{row_id}"
    if not told:
        return Difference(name, "the event that tells of it", "there", "missing")
    if found is None:
        return Difference(name, "it", "there", "missing")
    return Difference(name, "the hash of what it says", told.hex(), found.hex())


def _type(table: str) -> str:
    return table.title().replace("_", "")
