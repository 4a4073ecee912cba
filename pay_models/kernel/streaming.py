"""Runs over tables in Parquet files: an engine computes one stage after the other into files, none in our memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import polars as pl
from narwhals.dtypes import DType

from pay_models.kernel.engines import AnyEngine, FileEngine, Polars, Session
from pay_models.kernel.engines import engine as engine_named
from pay_models.kernel.engines.sql import filled
from pay_models.kernel.errors import Overflow, Refused
from pay_models.kernel.gathering import by_stage, table_for
from pay_models.kernel.judging import check_filled, check_gathered, check_table
from pay_models.kernel.model import PayModel, Stage
from pay_models.kernel.parameters import Changes, InForce
from pay_models.kernel.rows import columns_of, keys_of
from pay_models.kernel.running import Run, Stopwatch, in_order, run

SMALL_BYTES = 1 << 24
"""Tables of less are computed as frames are."""


@dataclass(frozen=True)
class Written:
    """What a model computed into files: one for each stage (on Spark a folder of them), by its name."""

    model: PayModel[Any]
    parameters: InForce[Any]
    paths: Mapping[str, Path]
    validation_seconds: float
    compute_seconds: float


def run_files(
    model: PayModel[Any],
    tables: Path | Mapping[str, Path],
    folder: Path,
    *,
    on: date,
    changes: Changes | None = None,
    validate: bool = True,
    engine: str | AnyEngine = "duckdb",
) -> Written:
    """What `run` does, from Parquet files into the files STAGE.parquet of a folder.

    Only DuckDB and Spark keep within memory. Nothing is left in the folder unless all went well. Raises what `run`
    raises, Overflow, and Refused when a file is there already or the engine is not installed.
    """
    parameters, chosen = model.in_force(on, changes), engine_named(engine)
    given = by_stage(model, tables)
    goals = {stage.name: folder / f"{stage.name}.parquet" for stage in model.stages}
    if there := [path for path in goals.values() if path.exists()]:
        raise Refused(f"{there[0]} is there already: choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished-", dir=folder) as place:
        if isinstance(chosen, FileEngine):
            judging, computing = Stopwatch(), Stopwatch()
            with chosen.started(small=_size(given) < SMALL_BYTES) as session:
                job = _Job(model, parameters, session, Path(place), judging, computing)
                done = job.run(given, judge_given=validate, judge_steps=validate)
            seconds = judging.seconds, computing.seconds
        else:
            frames = {name: pl.read_parquet(files_of(path)) for name, path in given.items()}
            computed = run(model, frames, on=on, changes=changes, validate=validate, engine=chosen.name)
            done = _written(computed.frames, Path(place))
            seconds = computed.validation_seconds, computed.compute_seconds
        for name, path in done.items():
            path.rename(goals[name])
    return Written(model, parameters, goals, *seconds)


def run_frames(
    model: PayModel[Any],
    given: Mapping[str, pl.DataFrame],
    parameters: InForce[Any],
    engine: FileEngine,
    *,
    validate: bool,
) -> Run:
    """The run of an engine that works on files, over frames whose values were judged; rows come back in order."""
    judging, computing = Stopwatch(), Stopwatch()
    with TemporaryDirectory(prefix="meritgrid-") as place, engine.started(small=True) as session:
        folder = Path(place)
        (folder / "given").mkdir()
        job = _Job(model, parameters, session, folder, judging, computing)
        done = job.run(_written(given, folder / "given"), judge_given=False, judge_steps=validate)
        frames = {
            stage.name: _as_before(stage, pl.read_parquet(files_of(done[stage.name])), given)
            for stage in model.stages
        }
    starts = {
        stage.name: in_order(stage, frames[stage.name].select(*columns_of(stage.inputs)), Polars())
        for stage in model.stages
    }
    return Run(model, parameters, frames, judging.seconds, computing.seconds, given, starts, engine.name)


def files_of(path: Path) -> str:
    """A file, or the files of a folder, as Polars reads them."""
    return str(path / "*.parquet" if path.is_dir() else path)


@dataclass(frozen=True)
class _Job:
    """The stages of a model, computed into files of a folder by a session of an engine."""

    model: PayModel[Any]
    parameters: InForce[Any]
    session: Session
    folder: Path
    judging: Stopwatch
    computing: Stopwatch

    def run(self, given: Mapping[str, Path], *, judge_given: bool, judge_steps: bool) -> dict[str, Path]:
        tables = {name: self.session.read(path) for name, path in given.items()}
        numbered = {name: self.session.read(path, numbered=True) for name, path in given.items()}
        if judge_given:
            with self.judging:
                for name, rows in self.model.given.items():
                    check_table(rows, self.session, tables[name], numbered[name], name)
        done: dict[str, Path] = {}
        before = None
        for stage in self.model.stages:
            with self.computing:
                taken = table_for(stage, tables, before, self.session)
                formulas = {name: formula(self.parameters.values) for name, formula in stage.formulas.items()}
                computed = filled(self.session, taken, formulas, _kinds(stage), stage.full_order)
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


def _size(tables: Mapping[str, Path]) -> int:
    files = (
        file for path in tables.values() for file in (path.glob("*.parquet") if path.is_dir() else [path])
    )
    return sum(file.stat().st_size for file in files)


def _kinds(stage: Stage[Any]) -> Mapping[str, DType]:
    columns = columns_of(stage.outputs)
    return nw.Schema.from_polars(pl.Schema({name: columns[name].dtype.type for name in stage.formulas}))


def _written(frames: Mapping[str, pl.DataFrame], folder: Path) -> dict[str, Path]:
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
