"""Running a model over frames: the same code for the pay run and for the what-if."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

import polars as pl

from pay_models.kernel.declare.parameters import Changes
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.engines import AnyEngine, FileEngine
from pay_models.kernel.engines import engine as engine_named
from pay_models.kernel.errors import BadRows, Fault
from pay_models.kernel.run.job import run_frames
from pay_models.kernel.run.result import Run, Stopwatch
from pay_models.kernel.run.stage import check_stage, filled, in_order
from pay_models.kernel.tables.checks import check
from pay_models.kernel.tables.gather import by_stage, rows_for

Given: TypeAlias = pl.DataFrame | Mapping[str, pl.DataFrame]


def run(
    model: PayModel[Any],
    rows: Given,
    *,
    on: date,
    changes: Changes | None = None,
    validate: bool = True,
    engine: str | AnyEngine = "polars",
) -> Run:
    """Pay every row, or raise with every fault found in the rows.

    `rows` is the frame of the first stage, or a frame for each stage that takes some. `on` picks the
    parameters in force, `changes` replaces values of some. `validate=False` skips the judgement of values
    for rows that passed it before (a pinned snapshot); a step without an answer is refused even so.
    An ordered stage returns its rows in its order. `engine` computes, by name or with settings of its own; all of
    them give the same rows. Raises BadRows, NotInForce, UnknownParameter, OutsideLegalRange.
    """
    parameters = model.in_force(on, changes)
    given, chosen = by_stage(model, rows), engine_named(engine)
    validating, computing = Stopwatch(), Stopwatch()
    if validate:
        with validating:
            _check_given(model, given)
    if isinstance(chosen, FileEngine):
        return run_frames(model, given, parameters, chosen, validate=validate)
    frames: dict[str, pl.DataFrame] = {}
    starts: dict[str, pl.DataFrame] = {}
    before = None
    for stage in model.stages:
        with computing:
            taken = rows_for(stage, given, before, chosen)
            start = starts[stage.name] = in_order(stage, taken, chosen)
            before = frames[stage.name] = filled(stage, start, parameters.values, chosen)
        with validating:
            check_stage(stage, taken, before, bounds=validate)
    return Run(model, parameters, frames, validating.seconds, computing.seconds, given, starts, chosen.name)


def _check_given(model: PayModel[Any], given: Mapping[str, pl.DataFrame]) -> None:
    faults: list[Fault] = []
    for name, table in model.given.items():
        try:
            check(table, given[name], name)
        except BadRows as bad:
            faults += bad.faults
    if faults:
        raise BadRows(faults)
