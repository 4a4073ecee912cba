"""Recomputes what runs state: their rows against the events that tell of them, what they pin, their lines."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import polars as pl

from domain.audit.hashing import events, merkle
from domain.database import fixed_rows
from domain.pay_runs.bulk_write import CHUNK
from domain.pay_runs.proof import line_hash, run_root
from domain.reading.ids import global_id
from domain.verification import portions
from domain.verification.erasure.events import check_told
from domain.verification.erasure.lines import check_erased_lines
from domain.verification.report import Difference, Report, Watch, same

_LOWEST = UUID(int=0)
_NO_LEAF = bytes(32)
_LIFE = [
    f"pay_run.{happened}"
    for happened in (
        *("computed", "reviewed", "approved", "closed", "discarded"),
        *("withdrawal_asked", "approval_withdrawn", "approval_kept"),
    )
]
# What may differ between the first event of a run and its last.
_LIVING = {"state", "version"} | {
    f"{step}_{what}"
    for step in ("reviewed", "approved", "closed", "withdrawal_asked")
    for what in ("by", "at")
}
# What the events of a run tell that was made before there were kinds: a bonus of its year.
_BEFORE_KINDS = {"kind": "bonus", "period": "year", "corrects_run_id": None}
_TOLD = "select after from audit_event where subject = $1 and happened = any($2) and after is not null"
_MISSING = """
    select subject from audit_event e
    where happened = 'pay_run.computed'
          and not exists (select from pay_run r where 'PayRun_' || r.id = e.subject)
    order by e.id limit 1
"""
# As many lines as the chunks of their values hold together.
_LINES_AT_ONCE = portions.LARGEST // CHUNK * CHUNK
_IDS = ("id", "employee_id", "unit_id", "position_id", "peer_group_id", "assessment_id")
_LINE: dict[str, Any] = dict.fromkeys((*_IDS, "rated", "leaf", "regulation_id", "rules_hash"), pl.String) | {
    "rules_number": pl.Int64,
    "amount_vnd": pl.Int64,
    "place": pl.Int64,
    "says_more": pl.Int64,
}
_COMPUTED = {
    "regulation_id": "r.regulation_id",
    "rules_hash": "r.parameters_hash",
    "says_more": "num_nonnulls(l.steps, l.model_id, l.model_version, l.parameters_hash)",
}
_LINES = f"""
    select {", ".join(_COMPUTED.get(name, portions.text_of("l", name)) for name in _LINE)} from pay_line l
    left join pay_run_rules r on r.pay_run_id = l.pay_run_id and r.number = l.rules_number
    where l.pay_run_id = $1 and (l.employee_id, l.unit_id) > ($2, $3)
    order by l.employee_id, l.unit_id limit {_LINES_AT_ONCE}
"""  # noqa: S608
_KEPT = (
    "select coalesce(bool_or(steps is not null), false), count(*)::int from pay_line where pay_run_id = $1"
)
_EARLIER: dict[str, Any] = dict.fromkeys(("id", *line_hash.EARLIER_FIELDS, "leaf"), pl.String) | {
    "amount_vnd": pl.Int64
}
_EARLIER_LINES = f"""
    select {", ".join(portions.text_of("l", name) for name in _EARLIER)} from pay_line l
    where l.pay_run_id = $1 and (l.employee_id, l.unit_id) > ($2, $3)
    order by l.employee_id, l.unit_id limit {_LINES_AT_ONCE}
"""  # noqa: S608


class Portion(NamedTuple):
    """Some lines of a run in order, and the leaf of what each says; none where the secret that salts it is deleted."""

    lines: pl.DataFrame
    leaves: Sequence[bytes | None]


async def check_runs(connection: Any, report: Report, watch: Watch) -> None:
    """Check each run: its row, what it pins, its lines. Raises the first Difference."""
    for run in await connection.fetch("select * from pay_run order by id"):
        await _check_row(connection, run)
        await _check_lines(connection, run, report, watch)
        report.runs += 1
    for (subject,) in await connection.fetch(_MISSING):
        raise Difference(subject, "it", "there", "missing")
    stored = await connection.fetchval("select count(*) from pay_line")
    same("The lines of all runs", "their number", report.lines, stored)


async def _check_row(connection: Any, run: Any) -> None:
    """The row is the state after its last event, and in what never changes also that after its first."""
    name = global_id("PayRun", run["id"])
    told = [orjson.loads(after) for (after,) in await connection.fetch(_TOLD, name, _LIFE)]
    if not told:
        raise Difference(name, "the event that tells of it", "there", "missing")
    told.sort(key=lambda state: int(state["version"]))
    first, last = (
        {**_BEFORE_KINDS, "period_start": f"{run['year']}-01-01", **state} for state in (told[0], told[-1])
    )
    row = {**run, "stand_ins": run["stand_ins"] and orjson.loads(run["stand_ins"])}
    for column, value in orjson.loads(events.state(row) or "").items():
        same(name, f"its {column}", last.get(column), value)
        if column not in _LIVING:
            same(name, f"its {column} when computed", first.get(column), value)
    root = await run_root.root(connection, run["id"])
    same(name, "the root over its inputs, rules, steps and traces", first.get("pinned_root"), root)


async def _check_lines(connection: Any, run: Any, report: Report, watch: Watch) -> None:
    name, tree, people, total_vnd = global_id("PayRun", run["id"]), merkle.Growing(), set[str](), 0
    found, last = 0, (_LOWEST, _LOWEST)
    of_before, lines = await connection.fetchrow(_KEPT, run["id"])
    await _check_chunks(connection, run, 0 if of_before else lines)
    read = _earlier if of_before else _salted
    while len((portion := await read(connection, run, found, *last)).lines):
        standing = _check_portion(portion, str(run["id"]), found)
        tree.extend(standing)
        people.update(portion.lines["employee_id"])
        total_vnd += int(portion.lines["amount_vnd"].sum())
        found += portion.lines.height
        last = portion.lines.row(-1, named=True)["employee_id"], portion.lines.row(-1, named=True)["unit_id"]
        report.lines += portion.lines.height
        report.erased += portion.leaves.count(None)
        watch(report)
    same(name, "the number of its people", run["people"], len(people))
    same(name, "the root of its lines", run["lines_root"], tree.root.hex())
    same(name, "the sum of its lines", run["total_vnd"], total_vnd)


async def _check_chunks(connection: Any, run: Any, lines: int) -> None:
    """The values of the lines stand in chunks as they are opened one by one: so each is told their own."""
    if (chunk := await connection.fetchval("select wrong_chunk($1, $2)", run["id"], lines)) is not None:
        first, last = chunk * CHUNK, min(lines, (chunk + 1) * CHUNK) - 1
        due = f"the values of the lines {first} to {last}, in order" if 0 <= first <= last else "absent"
        raise Difference(
            global_id("PayRun", run["id"]), f"chunk {chunk} of its lines' values", due, "another"
        )


async def _earlier(connection: Any, run: Any, _first: int, *after: UUID) -> Portion:
    lines = await portions.read(connection, _EARLIER_LINES, _EARLIER, run["id"], *after)
    return Portion(lines, line_hash.earlier_leaves(lines))


async def _salted(connection: Any, run: Any, first: int, *after: UUID) -> Portion:
    lines = await portions.read(connection, _LINES, _LINE, run["id"], *after)
    if lines.is_empty():
        return Portion(lines, [])
    chunks = await connection.fetch(
        "select chunk, content from values_of_run($1, $2, $3)",
        *(run["id"], -(-first // CHUNK), (first + _LINES_AT_ONCE - 1) // CHUNK),
    )
    values = [text for _, content in chunks for text in content]
    places = pl.Series(range(first, first + lines.height), dtype=pl.Int64)
    for at in (~lines["place"].eq_missing(places)).arg_true():
        raise Difference(
            global_id("PayLine", lines["id"][at]), "its place", str(places[at]), str(lines["place"][at])
        )
    for at in (lines["says_more"] > 0).arg_true():
        raise Difference(
            global_id("PayLine", lines["id"][at]), "what it says beside its leaf", "nothing", "something"
        )
    salts = await connection.fetchval("select line_salts($1, $2)", run["id"], lines["employee_id"].to_list())
    stated = lines.with_columns(
        pl.lit(str(run["id"])).alias("pay_run_id"),
        pl.lit(run["snapshot_hash"]).alias("inputs_hash"),
        pl.Series("steps", values, dtype=pl.String),
    )
    leaves = line_hash.leaves(stated, salts)
    gone = stated.filter(pl.Series([leaf is None for leaf in leaves], dtype=pl.Boolean))
    if len(gone):
        for owner in gone["employee_id"].unique().sort():
            await check_told(connection, UUID(owner))
        await check_erased_lines(connection, run, gone)
    return Portion(lines, leaves)


def _check_portion(portion: Portion, run_id: str, first: int) -> Sequence[bytes]:
    """Each line has the leaf of its content, and the id of its place and leaf; gives the leaves as they stand."""
    stored, leaves = portion.lines["leaf"], portion.leaves
    standing = [leaf or bytes.fromhex(stored[place]) for place, leaf in enumerate(leaves)]
    opened = pl.Series([leaf is not None for leaf in leaves], dtype=pl.Boolean)
    computed = fixed_rows.digits(b"".join([leaf or _NO_LEAF for leaf in leaves]), len(_NO_LEAF))
    for part, expected, found in (
        ("the hash of what it says", stored, computed.zip_with(opened, stored)),
        ("its id", line_hash.ids(run_id, standing, first), portion.lines["id"]),
    ):
        if not (right := expected == found).all():
            at = right.arg_min() or 0
            raise Difference(global_id("PayLine", portion.lines["id"][at]), part, expected[at], found[at])
    return standing
