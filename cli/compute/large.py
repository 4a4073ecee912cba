"""Tables larger than memory: DuckDB and Spark compute Parquet files into a Parquet file, none of it read here."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from cli.compute.question import Asked
from cli.compute.tables import Tables, in_words
from domain.errors import Invalid, Unavailable
from pay_models.kernel.engines import FileEngine
from pay_models.kernel.run.job import files_of
from pay_models.kernel.run.stream import Written, run_files
from tabular import files


def streams(asked: Asked, places: Mapping[str, str], out: str, format_: str | None) -> bool:
    """Whether the engine, what it is given and what it is to write let it work from file to file."""
    return (
        isinstance(asked.engine, FileEngine)
        and out != files.STANDARD
        and files.format_of(out, format_) == "parquet"
        and all(files.is_parquet(place) for place in places.values())
    )


def compute_files(asked: Asked, places: Mapping[str, str], stage: str, out: str) -> tuple[Written, int]:
    """Compute a stage into the file `out` (on Spark a folder of files) and count its rows.

    It appears whole or not at all. Raises BadTables, NotFound, Invalid or Unavailable.
    """
    target = Path(out).resolve()
    if target.is_dir():
        raise Invalid("file_exists", f"{out} is a folder that is there already: choose another name.")
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as place:
            with in_words(Tables({stage: files.named(path) for stage, path in places.items()}, {})):
                given = {stage: Path(path) for stage, path in places.items()}
                written = run_files(
                    asked.model, given, Path(place) / "stages", on=asked.day, changes=asked.changes,
                    engine=asked.engine,
                )  # fmt: skip
            written.paths[stage].replace(target)
    except (OSError, duckdb.IOException) as error:
        raise Unavailable(
            "not_writable", f"{out} cannot be written: {error}. No half file was left there."
        ) from None
    rows: int = pl.scan_parquet(files_of(target)).select(pl.len()).collect().item()
    return written, rows
