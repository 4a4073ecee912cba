"""What is judged: a model, its folder, and runs of its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from pay_models.kernel.conformance.cases import CASES, Case, CaseFile, frames_of, read_cases, run_case
from pay_models.kernel.declare.parameters import Changes
from pay_models.kernel.declare.pay_model import PayModel, Stage
from pay_models.kernel.declare.rows import Rows, columns_of, is_key, keys_of
from pay_models.kernel.errors import Contradictory
from pay_models.kernel.run.result import Run
from pay_models.kernel.run.run import run

Frames: TypeAlias = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Subject:
    """A model, the folder that it was loaded from, and the engines that must agree with Polars."""

    model: PayModel[Any]
    folder: Path
    engines: tuple[str, ...] = ()
    _computed: dict[int, Run] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def cases(self) -> CaseFile | None:
        """The cases; None without a file of them."""
        return read_cases(self.folder) if (self.folder / CASES).is_file() else None

    def computed(self, case: Case) -> Run:
        """What the model makes of one of the cases; each is run once, whoever asks. Errors as in `run`."""
        if self.cases is None:
            raise ValueError(f"{self.model.id} has no {CASES}.")
        if id(case) not in self._computed:
            self._computed[id(case)] = run_case(self.model, self.cases, case)
        return self._computed[id(case)]

    @cached_property
    def people(self) -> Frames | None:
        """The rows of all cases of the file's own day and the law's own numbers, as one population."""
        file = self.cases
        plain = [case for case in file.cases if case.day is None and not case.changes] if file else []
        if file is None or not plain:
            return None
        apart = [_apart(self.model, frames_of(self.model, file, case.given), case.id) for case in plain]
        return {stage: pl.concat([frames[stage] for frames in apart]) for stage in self.model.given}

    @cached_property
    def run(self) -> Run | None:
        """The run of this population."""
        return None if self.people is None else self.run_of(self.people)

    def run_of(self, people: Frames, changes: Changes | None = None, *, engine: str = "polars") -> Run:
        """A run on the day of the cases. Errors as in `run`."""
        return run(self.model, people, on=self._day, changes=changes, engine=engine)

    @property
    def _day(self) -> date:
        if self.cases is None:
            raise ValueError(f"{self.model.id} has no {CASES}, and so no day.")
        return self.cases.day

    def alternatives(self) -> Iterator[tuple[str, int | str]]:
        """Another value of each parameter that goes with the others: a bound of its range, an option, an edition."""
        grids = self.model.parameters.grids
        for name, parameter in self.model.parameters.parameters.items():
            bounds = (parameter.range.at_least, parameter.range.at_most) if parameter.range else ()
            used = {entry.value for entry in parameter.values}
            others = (*bounds, *(parameter.options or ()), *grids.get(name, ()))
            fit = (other for other in others if other not in used and self._fits(name, other))
            yield from ((name, value) for value in islice(fit, 1))

    def _fits(self, name: str, value: int | str) -> bool:
        try:
            self.model.in_force(self._day, {name: value})
        except Contradictory:
            return False
        return True

    @property
    def tables(self) -> Iterator[type[Rows]]:
        """Every table of the model: those brought, those gathered and those computed."""
        seen = [table for stage in self.model.stages for table in (stage.inputs, stage.brings, stage.outputs)]
        yield from dict.fromkeys(table for table in seen if table is not None)


Rule: TypeAlias = Callable[[Subject], Iterator[str]]
"""Yields a sentence for each thing that is wrong; its docstring is the rule."""


def by_key(stage: Stage[Any], frame: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order of their keys."""
    return frame.sort(keys_of(stage.inputs))


def apart_by(before: Run, after: Run) -> Iterator[str]:
    """The stages and columns in which two runs differ, whatever the order of the rows."""
    for stage in before.model.stages:
        one, other = (by_key(stage, each[stage.name]) for each in (before, after))
        if one.height != other.height:
            yield f"{stage.name} has {one.height} rows, then {other.height}"
        else:
            yield from (f"{stage.name}.{name}" for name in one.columns if not one[name].equals(other[name]))


def _apart(model: PayModel[Any], frames: Frames, case: str) -> Frames:
    """The rows of a case under names of its own, so that no case meets another."""
    return {
        stage: frame.with_columns(
            (pl.col(name) + pl.lit(f" of {case}")).alias(name)
            for name, column in columns_of(model.given[stage]).items()
            if is_key(column) and frame.schema[name] == pl.String
        )
        for stage, frame in frames.items()
    }
