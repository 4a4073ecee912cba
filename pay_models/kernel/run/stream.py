"""Runs over tables in Parquet files: an engine computes one stage after the other into files, none in our memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pay_models.kernel.declare.parameters import Changes, InForce
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.engines import AnyEngine, FileEngine
from pay_models.kernel.engines import engine as engine_named
from pay_models.kernel.errors import Refused
from pay_models.kernel.run.columns import NumberColumns
from pay_models.kernel.run.job import Job, files_of, written_frames
from pay_models.kernel.run.result import Stopwatch
from pay_models.kernel.run.run import run
from pay_models.kernel.tables.gather import by_stage

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
                job = Job(NumberColumns(model, parameters), session, Path(place), judging, computing)
                done = job.run(given, judge_given=validate, judge_steps=validate)
            seconds = judging.seconds, computing.seconds
        else:
            frames = {name: pl.read_parquet(files_of(path)) for name, path in given.items()}
            computed = run(model, frames, on=on, changes=changes, validate=validate, engine=chosen.name)
            done = written_frames(computed.frames, Path(place))
            seconds = computed.validation_seconds, computed.compute_seconds
        for name, path in done.items():
            path.rename(goals[name])
    return Written(model, parameters, goals, *seconds)


def _size(tables: Mapping[str, Path]) -> int:
    files = (
        file for path in tables.values() for file in (path.glob("*.parquet") if path.is_dir() else [path])
    )
    return sum(file.stat().st_size for file in files)
