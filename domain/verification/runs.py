"""Recomputes what runs state: their rows against the events that tell of them, what they pin, their lines."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import polars as pl

from domain.audit.hashing import events, merkle
from domain.pay_runs.proof import line_hash, run_root
from domain.reading.ids import global_id
from domain.verification import portions
from domain.verification.report import Difference, Report, Watch, same

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
_TOLD = "select after from audit_event where subject = $1 and happened = any($2) and after is not null"
_MISSING = """
    select subject from audit_event e
    where happened = 'pay_run.computed'
          and not exists (select from pay_run r where 'PayRun_' || r.id = e.subject)
    order by e.id limit 1
"""
_LINE: dict[str, Any] = dict.fromkeys(("id", *line_hash.FIELDS, "leaf"), pl.String) | {"amount_vnd": pl.Int64}
_LINES = f"""
    select {", ".join(portions.text_of("l", name) for name in _LINE)} from pay_line l
    where l.pay_run_id = $1 and l.employee_id > $2 order by l.employee_id limit $3
"""  # noqa: S608


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
    first, last = told[0], told[-1]
    for column, value in orjson.loads(events.state(dict(run)) or "").items():
        same(name, f"its {column}", last.get(column), value)
        if column not in _LIVING:
            same(name, f"its {column} when computed", first.get(column), value)
    root = await run_root.root(connection, run["id"])
    same(name, "the root over its inputs, rules, steps and traces", first.get("pinned_root"), root)


async def _check_lines(connection: Any, run: Any, report: Report, watch: Watch) -> None:
    name, tree, people, total_vnd, last = global_id("PayRun", run["id"]), merkle.Growing(), 0, 0, UUID(int=0)
    while len(portion := await portions.read(connection, _LINES, _LINE, run["id"], last, portions.LARGEST)):
        leaves = line_hash.leaves(portion)
        _check_portion(portion, leaves, line_hash.ids(str(run["id"]), leaves, people))
        tree.extend(leaves)
        people, total_vnd = people + portion.height, total_vnd + int(portion["amount_vnd"].sum())
        last = UUID(portion["employee_id"][-1])
        report.lines += portion.height
        watch(report)
    same(name, "the number of its lines", run["people"], people)
    same(name, "the root of its lines", run["lines_root"], tree.root.hex())
    same(name, "the sum of its lines", run["total_vnd"], total_vnd)


def _check_portion(portion: pl.DataFrame, leaves: Sequence[bytes], ids: pl.Series) -> None:
    """Each line has the leaf of its content; then each has the id of its place and leaf."""
    hexadecimal = pl.Series([leaf.hex() for leaf in leaves], dtype=pl.String)
    for part, expected, found in (
        ("the hash of what it says", portion["leaf"], hexadecimal),
        ("its id", ids, portion["id"]),
    ):
        if not (right := expected == found).all():
            at = right.arg_min() or 0
            raise Difference(global_id("PayLine", portion["id"][at]), part, expected[at], found[at])
