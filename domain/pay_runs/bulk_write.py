"""A computed run becomes rows: rules, steps, traces and lines, in the caller's transaction."""

import asyncio
import io

import polars as pl
from sqlalchemy import insert

from domain.audit.hashing import merkle
from domain.compute_queue import in_thread
from domain.computing.calculation import Calculation
from domain.computing.snapshot import sha256
from domain.database import bulk_copy
from domain.database.sessions import WriteSession
from domain.pay_runs import lines
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
    leaves: list[bytes] = []
    # The traces are packed on the second core while the server takes in the lines.
    traces, _ = await asyncio.gather(
        in_thread(_traces, run, computed),
        bulk_copy.insert(
            session,
            "pay_line",
            lines.sealed(lines.of(run.id, computed), leaves),
            lines.COLUMNS,
            {"pay_run_id": run.id},
        ),
    )
    if traces:
        await session.execute(insert(PayRunTrace), traces)
    run.lines_root = (await in_thread(merkle.root, leaves)).hex()
    run.state, run.version = "computed", run.version + 1
    await session.flush()


def _traces(run: PayRun, computed: Calculation) -> list[dict[str, object]]:
    """Rows of `pay_run_trace`: every filled table that is finer than a person."""
    rows: list[dict[str, object]] = []
    for number, model, stage, table in computed.finer_tables():
        content = _parquet(table)
        rows.append(
            {
                "pay_run_id": run.id,
                "rules_number": number,
                "model_id": model.id,
                "stage": stage,
                "sha256": sha256(content),
                "rows": table.height,
                "content": content,
            }
        )
    return rows


def _parquet(table: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    table.write_parquet(file, compression="lz4")
    return file.getvalue()
