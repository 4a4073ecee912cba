"""The same rows with other parameters: only the columns that depend on what changed are computed anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import polars as pl
import polars.selectors as cs

from pay_models.kernel.declare.parameters import Changes, InForce
from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.engines import PLACE, Polars
from pay_models.kernel.engines.numbers import PREFIX, column_of
from pay_models.kernel.run.columns import NumberColumns, without_numbers
from pay_models.kernel.run.forms import built, form_of, reads_of
from pay_models.kernel.run.graph import gathered_reads
from pay_models.kernel.run.result import Run, Stopwatch
from pay_models.kernel.run.stage import check_stage, in_order
from pay_models.kernel.tables.gather import rows_for


def again(
    before: Run,
    changes: Changes | None = None,
    *,
    columns: Collection[str] | None = None,
    validate: bool = False,
) -> Run:
    """What `run` gives for the rows of `before` under `changes` (from the law, not from those of `before`).

    `columns` are the numbers that still are columns of the rows, of those that were: all that `changes` does not give,
    unless named. What is one no longer is the same for all rows.
    Raises UnknownParameter, OutsideLegalRange, and BadRows for a step that finds no answer any more.
    """
    model = before.model
    parameters = model.in_force(before.parameters.day, changes)
    if columns is None:
        columns = [name for name in before.columns if name not in (changes or {})]
    return _Again(before, parameters, columns).run(validate=validate)


def moved_parameters(before: InForce[Any], after: InForce[Any]) -> set[str]:
    """The names of the parameters whose values differ."""
    return {name for name in after.dated.parameters if after.plain(name) != before.plain(name)}


class _Again:
    """One pass over the stages; `stale` are the columns of the stage before that are no longer what they were."""

    def __init__(self, before: Run, parameters: InForce[Any], columns: Collection[str]) -> None:
        self.before, self.parameters = before, parameters
        # whatever computed the rows before: all engines give the same, and these are in memory
        self.engine = Polars()
        still = tuple(name for name in before.columns if name in columns)
        self.numbers, self.form = NumberColumns(before.model, parameters, still), form_of(parameters, still)
        self.moved = moved_parameters(before.parameters, parameters) | {*before.columns}
        self.moved -= {*still}
        self.starts: dict[str, pl.DataFrame] = {}
        self.frames: dict[str, pl.DataFrame] = {}

    def run(self, *, validate: bool) -> Run:
        validating, computing = Stopwatch(), Stopwatch()
        stale: set[str] = set()
        previous: pl.DataFrame | None = None
        for stage in self.before.model.stages:
            with computing:
                stale = self._stage(stage, previous, stale)
                filled, start = self.frames[stage.name], self.starts[stage.name]
                previous = filled.hstack(start.select(cs.starts_with(PREFIX)))
            if stale:
                rows = self.before.given[stage.name] if stage.gather is None else start
                with validating:
                    check_stage(stage, rows, filled, bounds=validate)
        return Run(
            self.before.model,
            self.parameters,
            self.frames,
            validating.seconds,
            computing.seconds,
            self.before.given,
            self.starts,
            self.before.engine,
            self.numbers.names,
        )

    def _stage(self, stage: Stage[Any], previous: pl.DataFrame | None, stale: set[str]) -> set[str]:
        """Compute what is stale of a stage; returns the columns that are new."""
        gathered = self._gathered_anew(stage, stale)
        start, kept = self.before.starts[stage.name], self.before.frames[stage.name]
        if gathered:
            carried = self.numbers.carried(stage, previous, self.before.given)
            taken = rows_for(stage, self.before.given, previous, self.engine, carried)
            start = in_order(stage, taken, self.engine)
            kept = kept.with_columns(start.select(gathered))
        self.starts[stage.name] = start
        read, formulas_of = reads_of(self.before.model, stage, self.parameters), built(stage, self.form)
        reordered = any(name.removeprefix("-") in gathered for name in stage.order)
        new = list(gathered)
        for name, needs in read.items():
            if (
                reordered
                or self.moved.intersection(needs.parameters)
                or not set(new).isdisjoint(needs.columns)
            ):
                new.append(name)
        formulas = [name for name in new if name in read]
        if formulas:
            # after a new order, nothing that was computed for the old one stands beside its row
            wanted = {column for name in formulas for column in read[name].columns} - set(formulas)
            wanted |= {column_of(number) for name in formulas for number in read[name].parameters}
            filled = self.engine.filled(
                _narrow(stage, start, kept, wanted),
                {name: formulas_of[name] for name in formulas},
                stage.meet,
            )
            base = without_numbers(start.drop(PLACE, strict=False)) if reordered else kept
            kept = base.with_columns(filled.select(formulas)).select(kept.columns)
        self.frames[stage.name] = kept
        return set(new)

    def _gathered_anew(self, stage: Stage[Any], stale: set[str]) -> list[str]:
        if stage.gather is None:
            return []
        return [name for name, needs in gathered_reads(stage).items() if stale.intersection(needs)]


def _narrow(stage: Stage[Any], start: pl.DataFrame, kept: pl.DataFrame, wanted: set[str]) -> pl.DataFrame:
    """Only the columns that are read, beside those that say where the rows stand."""
    standing = {PLACE, *(stage.meet or ()), *(name.removeprefix("-") for name in stage.order[:1])}
    given = [name for name in start.columns if name in wanted | standing]
    computed = [name for name in kept.columns if name in wanted and name not in start.columns]
    if not given:
        given = start.columns[:1]
    return start.select(given).hstack(kept.select(computed))
