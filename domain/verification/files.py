"""Recomputes the hashes of the files that runs keep: the inputs they were taken from, and their traces."""

from typing import Any

from domain.computing.snapshot import content_hash, sha256
from domain.verification.report import Report, Watch, same

_SNAPSHOTS = "select hash from snapshot order by taken_at, hash"
_FRAMES = "select name from snapshot_frame where snapshot_hash = $1 order by name"
_FRAME = "select sha256, content from snapshot_frame where snapshot_hash = $1 and name = $2"
_TRACES = "select pay_run_id, rules_number, model_id, stage from pay_run_trace order by 1, 2, 3, 4"
_TRACE = """
    select sha256, content from pay_run_trace
    where (pay_run_id, rules_number, model_id, stage) = ($1, $2, $3, $4)
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
