"""Running a model: the same code for the pay run and for the what-if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, TypeAlias

import narwhals as nw
import polars as pl

from pay_models.kernel.checking import check, check_answers, check_steps
from pay_models.kernel.engines import PLACE, AnyEngine, Engine, FileEngine
from pay_models.kernel.engines import engine as engine_named
from pay_models.kernel.errors import BadRows, Fault
from pay_models.kernel.gathering import by_stage, rows_for
from pay_models.kernel.model import PayModel, Stage
from pay_models.kernel.parameters import Changes, InForce
from pay_models.kernel.ranked import Ranked

Given: TypeAlias = pl.DataFrame | Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Run:
    """What a model computed: one filled table for each stage, and what it was computed with.

    `given` are the rows as the caller brought them, `starts` those of each stage in its order before its formulas:
    `again` begins there.
    """

    model: PayModel[Any]
    parameters: InForce[Any]
    frames: Mapping[str, pl.DataFrame]
    validation_seconds: float
    compute_seconds: float
    given: Mapping[str, pl.DataFrame]
    starts: Mapping[str, pl.DataFrame]
    engine: str

    @property
    def result(self) -> pl.DataFrame:
        """The table of the last stage."""
        return self.frames[self.model.stages[-1].name]

    def __getitem__(self, stage: str) -> pl.DataFrame:
        return self.frames[stage]


class Stopwatch:
    """Adds up the seconds spent inside its blocks."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._start = perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += perf_counter() - self._start


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
        from pay_models.kernel.streaming import run_frames

        return run_frames(model, given, parameters, chosen, validate=validate)
    frames: dict[str, pl.DataFrame] = {}
    starts: dict[str, pl.DataFrame] = {}
    before = None
    for stage in model.stages:
        with computing:
            taken = rows_for(stage, given, before, chosen)
            start = starts[stage.name] = in_order(stage, taken, chosen)
            before = frames[stage.name] = _filled(stage, start, parameters.values, chosen)
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


def check_stage(stage: Stage[Any], taken: pl.DataFrame, filled: pl.DataFrame, *, bounds: bool) -> None:
    """Raise BadRows when a computed stage has steps without an answer or, with `bounds`, outside of theirs."""
    if bounds:
        # what was gathered comes first: beyond its bounds the formulas overflow
        check_steps(stage.inputs, filled, stage.name)
    check_answers(stage.outputs, filled, taken, stage.name)
    if bounds:
        check_steps(stage.outputs, filled, stage.name, judged=stage.inputs)


def in_order(stage: Stage[Any], rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """The rows of a stage as its formulas take them: in its order and numbered, if it has one."""
    return engine.in_order(rows, stage.order) if stage.order else rows


def _filled(stage: Stage[Any], rows: pl.DataFrame, values: object, engine: Engine) -> pl.DataFrame:
    formulas: dict[str, nw.Expr | Ranked] = {
        name: formula(values) for name, formula in stage.formulas.items()
    }
    return engine.filled(rows, formulas, stage.meet).drop(PLACE, strict=False)
