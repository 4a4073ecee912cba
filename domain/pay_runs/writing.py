"""A computed run becomes rows: rules, steps, traces and lines, in the caller's transaction."""

import io

import anyio
import anyio.to_thread
import polars as pl
from sqlalchemy import insert

from domain import frames
from domain.audit import merkle
from domain.database import WriteSession
from domain.pay_runs import lines
from domain.pay_runs.calculation import Calculation
from domain.pay_runs.snapshot import sha256
from domain.pay_runs.tables import PayRun, PayRunTrace


async def write(session: WriteSession, run: PayRun, computed: Calculation) -> None:
    """Store everything a run computed and set its root; the database checks the lines as a set.

    `run` is new and in the state "computing"; afterwards it is "computed". Raises what the database raises;
    nothing is kept then.
    """
    session.add(run)
    await session.flush()
    session.add_all(lines.rules(run.id, computed))
    await session.flush()
    session.add_all(lines.steps(run.id, computed))
    await session.flush()
    traces: list[dict[str, object]] = []
    leaves: list[bytes] = []
    # The traces are packed on the second core while the server takes in the lines.
    async with anyio.create_task_group() as group:
        group.start_soon(_pack_traces, run, computed, traces)
        await frames.append(session, "pay_line", lines.sealed(lines.of(run.id, computed), leaves))
    if traces:
        await session.execute(insert(PayRunTrace), traces)
    run.lines_root = (await anyio.to_thread.run_sync(merkle.root, leaves)).hex()
    run.state, run.version = "computed", run.version + 1
    await session.flush()


async def _pack_traces(run: PayRun, computed: Calculation, traces: list[dict[str, object]]) -> None:
    for part in computed.parts:
        for model, stage, table in part.finer_tables():
            content = await anyio.to_thread.run_sync(_parquet, table)
            traces.append(
                {
                    "pay_run_id": run.id, "rules_number": part.number, "model_id": model.id, "stage": stage,
                    "sha256": sha256(content), "rows": table.height, "content": content,
                }
            )


def _parquet(table: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    table.write_parquet(file, compression="zstd", compression_level=1)
    return file.getvalue()
