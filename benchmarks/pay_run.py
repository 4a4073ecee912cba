"""A run of 100,000 people, from its snapshot to stored lines, traces and event; beside it what COPY alone can do.

The demo administration is loaded into a database of its own, its inputs are pinned once, then the run is computed
and written several times; then the release before does the same. A run may take 6.2 times as long as COPY of its lines
(3 s where COPY takes 207,000 rows a second), and a quarter longer than before.
"""

import asyncio
import io
import json
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import asyncpg

import demo
from benchmarks import release_before
from benchmarks.outcomes import Outcome, keep
from domain.access.service import account_of
from domain.actor import Actor
from domain.clock import now
from domain.computing import snapshot
from domain.computing.calculation import calculate
from domain.database.embedded import DATABASE, Embedded
from domain.database.migrate import migrate
from domain.database.sessions import APPLICATION_ROLE, Database
from domain.facts.period import Period
from domain.funds import service as funds
from domain.pay_runs import service
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.service import Pinned

PEOPLE, YEAR, ROUNDS = 100_000, 2026, 5
MOST_OF_COPY, MOST_OF_BEFORE = 6.21, 1.25
BEFORE = """import asyncio, json
from benchmarks.pay_run import measure
print(json.dumps(asyncio.run(measure())))"""


async def measure(people: int = PEOPLE) -> dict[str, float]:
    """Seconds of the run (median), of validation and of packing the inputs; rows a second by COPY."""
    with tempfile.TemporaryDirectory(prefix="meritgrid_bench_") as folder:
        server = Embedded(Path(folder) / "data")
        try:
            return await _measure(server, people)
        finally:
            server.stop()


async def _measure(server: Embedded, people: int) -> dict[str, float]:
    owner = await asyncpg.connect(server.url(database="postgres"))
    await owner.execute(f"create database {DATABASE}")
    await owner.close()
    await migrate(server.url())
    print(f"  loading a demo administration of {people:,} people ...", flush=True)
    await demo.load(server.url(), people, 1, YEAR)
    database = await Database.connect(server.url(APPLICATION_ROLE))
    hr = await account_of(database, "demo|hr")
    assert hr is not None
    inputs, seconds = await _pinned(database, hr)
    rounds = [await _run(database, hr, inputs) for _ in range(ROUNDS)]
    await database.close()
    return {
        **seconds,
        "run": median(rounds),
        "best": min(rounds),
        "copy_rows": await _copy_rows(server, people),
    }


async def _pinned(database: Database, hr: Actor) -> tuple[Pinned, dict[str, float]]:
    began = perf_counter()
    async with database.writing(hr) as session:
        unit = (await session.connection()).exec_driver_sql  # the province, by the only name that it has
        found = (await unit("select unit_id from unit_state where kind = 'province'")).scalar_one()
        taken = await snapshot.take(session, found, Period.year(YEAR))
        kept = await snapshot.keep(session, hr, taken, found, YEAR, now())
    pinned = perf_counter()
    judged = calculate(BONUS, taken, date(YEAR, 1, 1))
    validation = sum(each.run.validation_seconds for each in judged.passes)
    return Pinned(found, YEAR, taken, kept), {"pin": pinned - began, "validation": validation}


async def _run(database: Database, hr: Actor, inputs: Pinned) -> float:
    began = perf_counter()
    async with database.writing(hr) as session:
        await service.compute(session, hr, inputs, "bench", now(), funds.check, validate=False)
    return perf_counter() - began


async def _copy_rows(server: Embedded, people: int) -> float:
    """Rows a second that COPY takes in as a superuser: lines without index, policy or check."""
    owner: Any = await asyncpg.connect(server.url())
    await owner.execute("create table bare as select * from pay_line with no data")
    text = io.BytesIO()
    await owner.copy_from_query(f"select * from pay_line limit {people}", output=text, format="csv")
    rates = []
    for _ in range(ROUNDS):
        text.seek(0)
        began = perf_counter()
        await owner.copy_to_table("bare", source=text, format="csv")
        rates.append(people / (perf_counter() - began))
    await owner.close()
    return median(rates)


def before() -> dict[str, float]:
    """What the release before measures of itself, on this machine in this run."""
    print("  the release before ...", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="meritgrid_before_") as folder,
        release_before.tree(Path(folder) / "tree") as tree,
    ):
        found: dict[str, float] = json.loads(release_before.answer(tree, BEFORE))
    return found


def outcomes(found: dict[str, float], earlier: dict[str, float]) -> list[Outcome]:
    """The lines of the table: seconds are told, and judged only by what COPY and the release before take."""
    of_copy = found["run"] * found["copy_rows"] / PEOPLE
    of_before = found["run"] / earlier["run"]
    return [
        Outcome(
            f"run of {PEOPLE:,} people: snapshot to stored lines, traces, event",
            f"{found['run']:.2f} s, best {found['best']:.2f} s",
        ),
        Outcome(
            "COPY of the same lines into a bare table",
            f"{found['copy_rows']:,.0f} rows/s; the run takes {of_copy:.1f} times as long",
            f"at most {MOST_OF_COPY} times",
            met=of_copy <= MOST_OF_COPY,
        ),
        Outcome(
            "the run of the release before",
            f"{earlier['run']:.2f} s; ours {of_before:.2f} times as long",
            f"at most {MOST_OF_BEFORE} times",
            met=of_before <= MOST_OF_BEFORE,
        ),
        Outcome("not counted: values judged once, when inputs are pinned", f"{found['validation']:.2f} s"),
        Outcome("not counted: reading and packing the inputs", f"{found['pin']:.2f} s"),
    ]


def main() -> None:
    """Measure, print, and keep the outcomes for the table of `make bench`."""
    told = outcomes(asyncio.run(measure()), before())
    for outcome in told:
        print(f"  {outcome.what:<66} {outcome.measured}")
    keep("pay_run", told)


if __name__ == "__main__":
    main()
