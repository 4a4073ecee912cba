"""A run by an engine that works on files: one stage after the other, computed into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import polars as pl
import polars.selectors as cs
from narwhals.dtypes import DType

from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.declare.rows import columns_of, keys_of
from pay_models.kernel.engines import FileEngine, Polars, Session
from pay_models.kernel.engines.numbers import PREFIX
from pay_models.kernel.engines.sql import filled
from pay_models.kernel.errors import Overflow
from pay_models.kernel.run.columns import NumberColumns, without_numbers
from pay_models.kernel.run.forms import built, form_of
from pay_models.kernel.run.result import Run, Stopwatch
from pay_models.kernel.run.stage import in_order
from pay_models.kernel.tables.file_checks import check_filled, check_gathered, check_table
from pay_models.kernel.tables.gather import table_for


def run_frames(
    numbers: NumberColumns, given: Mapping[str, pl.DataFrame], engine: FileEngine, *, validate: bool
) -> Run:
    """The run of an engine that works on files, over frames whose values were judged; rows come back in order."""
    model, judging, computing = numbers.model, Stopwatch(), Stopwatch()
    with TemporaryDirectory(prefix="meritgrid-") as place, engine.started(small=True) as session:
        folder = Path(place)
        (folder / "given").mkdir()
        job = Job(numbers, session, folder, judging, computing)
        done = job.run(written_frames(given, folder / "given"), judge_given=False, judge_steps=validate)
        frames = {
            stage.name: _as_before(stage, pl.read_parquet(files_of(done[stage.name])), given)
            for stage in model.stages
        }
    starts = {
        stage.name: in_order(
            stage, frames[stage.name].select(*columns_of(stage.inputs), cs.starts_with(PREFIX)), Polars()
        )
        for stage in model.stages
    }
    told = {name: without_numbers(frame) for name, frame in frames.items()}
    seconds = judging.seconds, computing.seconds
    return Run(model, numbers.in_force, told, *seconds, given, starts, engine.name, numbers.names)


def files_of(path: Path) -> str:
    """A file, or the files of a folder, as Polars reads them."""
    return str(path / "*.parquet" if path.is_dir() else path)


@dataclass(frozen=True)
class Job:
    """The stages of a model, computed into files of a folder by a session of an engine."""

    numbers: NumberColumns
    session: Session
    folder: Path
    judging: Stopwatch
    computing: Stopwatch

    def run(self, given: Mapping[str, Path], *, judge_given: bool, judge_steps: bool) -> dict[str, Path]:
        """The files of all stages. Raises BadRows, Overflow."""
        tables = {name: self.session.read(path) for name, path in given.items()}
        numbered = {name: self.session.read(path, numbered=True) for name, path in given.items()}
        if judge_given:
            with self.judging:
                for name, rows in self.numbers.model.given.items():
                    check_table(rows, self.session, tables[name], numbered[name], name)
        done: dict[str, Path] = {}
        form, before = form_of(self.numbers.in_force, self.numbers.names), None
        for stage in self.numbers.model.stages:
            with self.computing:
                carried = self.numbers.carried(stage, before, tables)
                taken = table_for(stage, tables, before, self.session, carried)
                self.numbers.refuse_meeting(stage, taken, self.session.fetch)
                computed = filled(self.session, taken, built(stage, form), _kinds(stage), stage.full_order)
                done[stage.name] = self.folder / f"{stage.name}.parquet"
                numbers = numbered.get(stage.name)
                try:
                    self.session.write(computed, done[stage.name])
                except Overflow:
                    if judge_steps:
                        check_gathered(stage, self.session, taken, numbers)
                    raise
                before = self.session.read(done[stage.name])
            with self.judging:
                check_filled(stage, self.session, before, numbers, bounds=judge_steps)
        return done


def _kinds(stage: Stage[Any]) -> Mapping[str, DType]:
    columns = columns_of(stage.outputs)
    return nw.Schema.from_polars(pl.Schema({name: columns[name].dtype.type for name in stage.formulas}))


def written_frames(frames: Mapping[str, pl.DataFrame], folder: Path) -> dict[str, Path]:
    """Each frame in a file of its name, in a folder that is there."""
    paths = {name: folder / f"{name}.parquet" for name in frames}
    for name, path in paths.items():
        frames[name].write_parquet(path)
    return paths


def _as_before(stage: Stage[Any], frame: pl.DataFrame, given: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows in the order, and the identifiers of the type, in which Polars would return them."""
    keys = list(stage.gather.by if stage.gather else keys_of(stage.inputs))
    brought = given.get(stage.name)
    if brought is None:
        return in_order(stage, frame.sort(keys), Polars()).select(frame.columns)
    typed = frame.cast({name: kind for name, kind in brought.schema.items() if name in frame.columns})
    rows = brought.select(keys).join(typed, on=keys, how="left", maintain_order="left")
    return in_order(stage, rows, Polars()).select(frame.columns)
