"""Recomputes the hashes of what runs keep beside their lines: inputs, traces, columns, and how their steps read."""

from typing import Any

from domain.audit.hashing import canonical, merkle
from domain.computing.snapshot import content_hash, sha256
from domain.pay_runs.proof import sentences
from domain.reading.ids import global_id
from domain.verification.report import Difference, Report, Watch, same

_SNAPSHOTS = "select hash from snapshot order by taken_at, hash"
_FRAMES = "select name from snapshot_frame where snapshot_hash = $1 order by name"
_FRAME = "select sha256, content from snapshot_frame where snapshot_hash = $1 and name = $2"
_TRACES = """
    select pay_run_id, rules_number, model_id, stage from pay_run_trace where content is not null order by 1, 2, 3, 4
"""
_TRACE = """
    select sha256, content from pay_run_trace
    where (pay_run_id, rules_number, model_id, stage) = ($1, $2, $3, $4)
"""
_COLUMNS = "select sha256, content from pay_run_columns where (pay_run_id, name) = ($1, $2)"
_SENTENCES = """
    select hash, says, certainty, law, agreement, choice, parameters::text as parameters, unit,
           inputs::text as inputs
    from step_sentence order by hash
"""
_UNSAID = """
    select s.sentence from pay_run_step s
    where s.sentence is not null and not exists (select from step_sentence w where w.hash = s.sentence) limit 1
"""


async def check_snapshots(connection: Any, report: Report, watch: Watch) -> None:
    """Check each kept table and each snapshot against its hash. Raises the first Difference."""
    for (snapshot,) in await connection.fetch(_SNAPSHOTS):
        digests = {}
        for (name,) in await connection.fetch(_FRAMES, snapshot):
            frame = await connection.fetchrow(_FRAME, snapshot, name)
            digests[name] = sha256(frame["content"])
            same(f"The table {name} of snapshot {snapshot}", "its sha256", frame["sha256"], digests[name])
            report.files += 1
        same(f"Snapshot {snapshot}", "the hash over its tables", snapshot, content_hash(digests))
        watch(report)


async def check_traces(connection: Any, report: Report, watch: Watch) -> None:
    """Check each trace of a run against its hash. Raises the first Difference."""
    for key in await connection.fetch(_TRACES):
        trace = await connection.fetchrow(_TRACE, *key)
        name = "PayRun_{}: the trace of {} {} {}".format(*key)
        same(name, "its sha256", trace["sha256"], sha256(trace["content"]))
        report.files += 1
        watch(report)


async def check_columns(connection: Any, report: Report, watch: Watch) -> None:
    """Check the stored columns of each run against their hash. Raises the first Difference."""
    for run, name in await connection.fetch("select pay_run_id, name from pay_run_columns order by 1, 2"):
        kept = await connection.fetchrow(_COLUMNS, run, name)
        same(
            f"{global_id('PayRun', run)}: its columns {name}",
            "their sha256",
            kept["sha256"],
            sha256(kept["content"]),
        )
        report.files += 1
        watch(report)


async def check_sentences(connection: Any, _report: Report, _watch: Watch) -> None:
    """Check that each sentence of a step is the one that its name says. Raises the first Difference."""
    for row in await connection.fetch(_SENTENCES):
        kind, fields = sentences.form_of(row)
        said = merkle.leaf(canonical.record(kind, row, fields))
        same(f"The sentence {row['hash']}", "the hash of what it says", row["hash"], said.hex())
    for (missing,) in await connection.fetch(_UNSAID):
        raise Difference(f"The sentence {missing}", "it", "there", "missing")
