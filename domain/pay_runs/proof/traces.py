"""Traces of a run: the steps that are finer than a person, kept as a hash and computed again when somebody asks."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import polars as pl
from sqlmodel import col, select

from domain.audit.hashing import tables
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import Calculation, calculate
from domain.computing.snapshot import Inputs
from domain.database.sessions import ReadSession
from domain.errors import Conflict, NotFound
from domain.locking import seen
from domain.pay_runs import kinds
from domain.pay_runs.tables import PayRun, PayRunTrace
from domain.reading.ids import global_id


class Stage(NamedTuple):
    """A stage of a model under the rules of this number."""

    rules_number: int
    model_id: str
    name: str


def rows(run_id: UUID, computed: Calculation) -> Iterator[dict[str, Any]]:
    """A row of `pay_run_trace` for each filled table that is finer than a person: its hash and its number of rows."""
    for number, model, stage, table in computed.finer_tables():
        yield {
            "pay_run_id": run_id,
            "rules_number": number,
            "model_id": model.id,
            "stage": stage,
            "sha256": tables.digest(table),
            "rows": table.height,
        }


async def load(session: ReadSession, run_id: UUID, stage: Stage) -> pl.DataFrame:
    """The table of a stage as the run filled it: its keys and steps, a month or a work item a row.

    Computed again from the run's inputs and proven by its hash; a run of before kept the file. Raises NotFound for
    what the actor may not see (`trace_not_found`), Conflict when today's models give another (`trace_not_reproduced`).
    """
    run = await seen(session, PayRun, run_id, "payRunId")
    stored = await session.scalar(
        select(PayRunTrace).where(
            col(PayRunTrace.pay_run_id) == run_id,
            col(PayRunTrace.rules_number) == stage.rules_number,
            col(PayRunTrace.model_id) == stage.model_id,
            col(PayRunTrace.stage) == stage.name,
        )
    )
    if stored is None:
        name = global_id("PayRun", run_id)
        raise NotFound(
            "trace_not_found",
            "{name} has no trace of {model_id} {stage}.",
            name=name,
            model_id=stage.model_id,
            stage=stage.name,
        )
    if stored.content is not None:
        return pl.read_parquet(stored.content)
    taken = await snapshot.load(session, run.snapshot_hash)
    table = await in_thread(_again, run, taken, stage)
    if table is None or tables.digest(table) != stored.sha256:
        raise Conflict(
            "trace_not_reproduced",
            "The kept inputs and today's models no longer give the {stage} of {model_id} as"
            " {payrun} had it. Ask for the run's reproduction to see what differs.",
            stage=stage.name,
            model_id=stage.model_id,
            payrun=global_id("PayRun", run_id),
        )
    return table


def _again(run: PayRun, taken: Inputs, stage: Stage) -> pl.DataFrame | None:
    computed = calculate(kinds.named(run.kind, "payRunId"), taken, run.period_start, validate=False)
    tables_by_stage = {
        Stage(each.rules_number, each.model.id, each.stage): each.table for each in computed.finer_tables()
    }
    return tables_by_stage.get(stage)
