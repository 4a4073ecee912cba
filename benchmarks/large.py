"""Twenty million people in files: DuckDB within 4 GiB of memory and Spark on two cores, to the same dong.

`python -m benchmarks.large [PEOPLE]`. Each engine runs in a process of its own, whose memory is measured.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb
import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks.outcomes import Outcome, keep
from benchmarks.shares_rule.model import CLASSES, WHOLE_FUND
from benchmarks.shares_rule.population import population
from pay_models.kernel import run
from pay_models.kernel.engines import DuckDB, FileEngine, Spark
from pay_models.kernel.run.job import files_of
from pay_models.kernel.run.stream import run_files

PEOPLE, PART, SLICE_UNITS = 20_000_000, 1_000_000, 5_000
DAY = date(2026, 12, 31)
CAP, LIMIT = 4 << 30, "3GiB"
"""The cap of the process, and DuckDB's own limit, which does not count the interpreter and its buffers."""

ENGINES: dict[str, FileEngine] = {
    "duckdb": DuckDB(memory_limit=LIMIT, threads=2),
    "spark": Spark("local[2]", memory="4g"),
}
HAS_SPARK = find_spec("pyspark") is not None and shutil.which("java") is not None


class Paid(NamedTuple):
    """What a run printed, and what its files hold."""

    judge: float
    compute: float
    peak: int
    classes: list[int]
    total_vnd: int
    digest: str


def main(people: int = PEOPLE) -> None:
    """Make the people, run both engines, compare, print and keep the outcome for `make bench`."""
    engines = [name for name in ENGINES if name != "spark" or HAS_SPARK]
    with TemporaryDirectory(prefix="meritgrid-large-") as place:
        folder = Path(place)
        make(people, folder / "people")
        paid = {name: measured(name, folder) for name in engines}
        same = {name: agrees_with_polars(folder, name) for name in engines}
    Console().print(compared(people, paid))
    keep("large", outcomes(people, paid, same))


def make(people: int, folder: Path) -> None:
    """The people in files of a million, so that they never are in memory together."""
    folder.mkdir()
    for start in range(0, people, PART):
        part = population(people, range(start, min(start + PART, people)))
        part.write_parquet(folder / f"{start // PART:03}.parquet")


def measured(name: str, folder: Path) -> Paid:
    """A run of an engine in a process of its own; its files, read by DuckDB whatever wrote them."""
    command = [sys.executable, "-m", "benchmarks.large", "--one", name, str(folder)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    judge, compute, peak = json.loads(answer.splitlines()[-1])
    with duckdb.connect(config={"memory_limit": "2GiB", "threads": 2}) as connection:
        rows = connection.read_parquet(files_of(folder / name / "employee.parquet"))
        counts = ", ".join(f"count(*) filter (class = {one})" for one in CLASSES)
        digest = "sum(hash(employee_id, award_vnd)::hugeint)::varchar"
        *classes, total, found = rows.aggregate(f"{counts}, sum(award_vnd)::bigint, {digest}").fetchall()[0]
    return Paid(judge, compute, peak, classes, total, found)


def one(name: str, folder: Path) -> None:
    """Pay all, and print seconds to judge, seconds to compute and the peak of memory in bytes."""
    paid = run_files(WHOLE_FUND, folder / "people", folder / name, on=DAY, engine=ENGINES[name])
    # Linux counts in KiB; Spark's memory is that of Java, which keeps to its own limit
    peak = getrusage(RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([paid.validation_seconds, paid.compute_seconds, peak]))


def agrees_with_polars(folder: Path, name: str) -> bool:
    """Whether the rows of some whole units are, in every column, those that Polars computes."""

    def some(path: Path) -> pl.DataFrame:
        rows = pl.scan_parquet(files_of(path)).filter(pl.col("unit_id") < SLICE_UNITS)
        return rows.collect(engine="streaming").sort("employee_id")

    ours = run(WHOLE_FUND, some(folder / "people"), on=DAY).result.sort("employee_id")
    return ours.equals(some(folder / name / "employee.parquet"))


def compared(people: int, paid: dict[str, Paid]) -> Table:
    table = Table("", *paid, title=f"{people:,} people in files")

    def row(what: str, told: Any) -> None:
        table.add_row(what, *(told(each) for each in paid.values()))

    row("judged, s", lambda each: f"{each.judge:.0f}")
    row("computed, s", lambda each: f"{each.compute:.0f}")
    row("peak of Python's memory, MiB", lambda each: f"{each.peak >> 20:,}")
    for at, name in enumerate(CLASSES):
        row(f"class {name}", lambda each, at=at: f"{each.classes[at]:,}")
    row("VND", lambda each: f"{each.total_vnd:,}")
    row("all rows", lambda each: each.digest)
    return table


def outcomes(people: int, paid: dict[str, Paid], same: dict[str, bool]) -> list[Outcome]:
    ours = paid["duckdb"]
    return [
        Outcome(
            f"{people:,} people on DuckDB, its limit {LIMIT}",
            f"{ours.judge + ours.compute:.0f} s, at most {ours.peak / (1 << 30):.1f} GiB",
            f"{CAP >> 30} GiB",
            met=ours.peak < CAP,
        ),
        *on_spark(people, ours, paid.get("spark")),
        Outcome(
            f"{' and '.join(same)} and Polars: every column of {SLICE_UNITS:,} units",
            ", ".join(f"{name} {'the same' if agrees else 'apart'}" for name, agrees in same.items()),
            "the same",
            met=all(same.values()),
        ),
    ]


def on_spark(people: int, ours: Paid, spark: Paid | None) -> list[Outcome]:
    if spark is None:
        return [Outcome(f"{people:,} people on Spark", "left out: it needs `make spark` and Java 17")]
    return [
        Outcome(f"{people:,} people on Spark, two cores", f"{spark.judge + spark.compute:.0f} s"),
        Outcome(
            "Spark and DuckDB: each class, the total, every person",
            "the same dong" if ours[3:] == spark[3:] else "apart",
            "the same dong",
            met=ours[3:] == spark[3:],
        ),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:]))
