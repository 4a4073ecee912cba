"""Running a model over frames: the same code for the pay run and for the what-if."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypeAlias

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.parameters import Changes
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.engines import AnyEngine, Engine, FileEngine
from pay_models.kernel.engines import engine as engine_named
from pay_models.kernel.errors import BadRows, Fault
from pay_models.kernel.run.columns import NumberColumns
from pay_models.kernel.run.forms import form_of
from pay_models.kernel.run.job import run_frames
from pay_models.kernel.run.result import Run, Stopwatch
from pay_models.kernel.run.stage import check_stage, filled, in_order
from pay_models.kernel.tables.checks import check
from pay_models.kernel.tables.gather import by_stage, collected, rows_for

Given: TypeAlias = pl.DataFrame | Mapping[str, pl.DataFrame]


def run(
    model: PayModel[Any],
    rows: Given,
    *,
    on: date,
    changes: Changes | None = None,
    columns: Collection[str] = (),
    validate: bool = True,
    engine: str | AnyEngine = "polars",
) -> Run:
    """Pay every row, or raise with every fault found in the rows.

    `rows` is the frame of the first stage, or a frame for each stage that takes some. `on` picks the
    parameters in force, `changes` replaces values of some. `validate=False` skips the judgement of values
    for rows that passed it before (a pinned snapshot); a step without an answer is refused even so.
    `columns` are numbers that the rows bring, each in the column `p:<name>` of the tables whose formulas read it (a
    stage that gathers takes it from the rows it gathers): regulations that differ in them are computed in one pass, and
    their values are judged whatever `validate` says.
    An ordered stage returns its rows in its order. `engine` computes, by name or with settings of its own; all of
    them give the same rows. Raises BadRows, NotInForce, UnknownParameter, OutsideLegalRange.
    """
    parameters = model.in_force(on, changes)
    given, chosen = by_stage(model, rows), engine_named(engine)
    numbers = NumberColumns(model, parameters, tuple(columns))
    judging = Stopwatch()
    with judging:
        if validate:
            _check_given(model, {name: numbers.without(frame) for name, frame in given.items()})
        numbers.refuse(given)
    if isinstance(chosen, FileEngine):
        return run_frames(numbers, given, chosen, validate=validate)
    return _run(numbers, given, chosen, judging, validate=validate)


def _run(
    numbers: NumberColumns,
    given: Mapping[str, pl.DataFrame],
    engine: Engine,
    judging: Stopwatch,
    *,
    validate: bool,
) -> Run:
    computing, form = Stopwatch(), form_of(numbers.in_force, numbers.names)
    frames: dict[str, pl.DataFrame] = {}
    starts: dict[str, pl.DataFrame] = {}
    before = None
    for stage in numbers.model.stages:
        with computing:
            taken = rows_for(stage, given, before, engine, numbers.carried(stage, before, given))
            numbers.refuse_meeting(stage, nw.from_native(taken.lazy()), collected)
            start = starts[stage.name] = in_order(stage, taken, engine)
            before = filled(stage, start, form, engine)
            frames[stage.name] = numbers.without(before)
        with judging:
            check_stage(stage, taken, frames[stage.name], bounds=validate)
    seconds = judging.seconds, computing.seconds
    return Run(numbers.model, numbers.in_force, frames, *seconds, given, starts, engine.name, numbers.names)


def _check_given(model: PayModel[Any], given: Mapping[str, pl.DataFrame]) -> None:
    faults: list[Fault] = []
    for name, table in model.given.items():
        try:
            check(table, given[name], name)
        except BadRows as bad:
            faults += bad.faults
    if faults:
        raise BadRows(faults)
