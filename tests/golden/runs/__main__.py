"""`python -m tests.golden.runs`: pin what golden runs are missing; one that is there is never written anew.

A run computed now, with the release, versions and rules of now: `git add` it with the release that makes it.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import text

import demo
from domain import clock
from domain.actor import SYSTEM, Actor
from domain.computing import snapshot
from domain.computing.calculation import Calculation, calculate
from domain.computing.chain.kind import Kind
from domain.computing.snapshot import Inputs, content_hash, sha256
from domain.database.migrate import migrate
from domain.database.scratch import scratch
from domain.database.sessions import WriteSession, owning
from domain.facts.period import Period
from domain.pay_runs import lines
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME
from domain.release import RELEASE
from tests.given import acting, known, people, regulations
from tests.given.small.administration import small
from tests.golden.runs.replay import HERE, NULL, root, values

_ACCOUNT = text("select id from account where subject = :subject")


async def _demo(url: str) -> None:
    await migrate(url)
    await demo.load(url, 60, 7, until=demo.Until.ASSESSED)


async def _office(session: WriteSession, name: str) -> Actor:
    return Actor((await session.scalars(_ACCOUNT, {"subject": f"demo|{name}"})).one(), name)


async def _with_extra_income(url: str) -> None:
    """The six people, and a regulation of their province on the extra income of a quarter."""
    await small(url)
    models = {stage.name: stage.example for stage in EXTRA_INCOME.stages}
    numbers = {"extra_income": {"vn.classes_2026": {"minimum_months": 2}}}
    async with owning(url, SYSTEM) as session:
        hr, finance = [await _office(session, name) for name in ("hr", "finance")]
        province, since = known("unit", "T"), date(2026, 7, 1)
        await regulations.published(session, hr, finance, province, numbers, since, {"extra_income": models})


async def _moved(url: str) -> None:
    """The six people, one of whom moves from the first commune to the second in the middle of the year."""
    await small(url)
    async with owning(url, SYSTEM) as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(2026, 7, 1))


# The administration behind each run and the first day of its period, by its folder.
PINNED: dict[str, tuple[Callable[[str], Awaitable[None]], date]] = {
    "bonus/province_of_six": (small, date(2026, 1, 1)),
    "bonus/demo_of_sixty": (_demo, date(2026, 1, 1)),
    "bonus/somebody_moved": (_moved, date(2026, 1, 1)),
    "extra_income/province_of_six": (_with_extra_income, date(2026, 7, 1)),
}


async def inputs(url: str, fill: Callable[[str], Awaitable[None]], kind: Kind, start: date) -> Inputs:
    """The inputs of a run of a whole administration."""
    await fill(url)
    connection = await asyncpg.connect(url)
    unit = await connection.fetchval("select unit_id from unit_state where kind = 'province'")
    await connection.close()
    async with owning(url, SYSTEM) as session:
        await acting(session, await _office(session, "hr"))
        return await snapshot.take(session, unit, Period.beginning(kind.period, start), kind)


def keep(folder: Path, taken: Inputs, computed: Calculation) -> None:
    """Write the folder of a golden run."""
    folder.mkdir(parents=True)
    packed = snapshot.pack(taken)
    for name, content in packed.items():
        (folder / f"{name}.parquet").write_bytes(content)
    run_id = UUID(sha256(str(folder.relative_to(HERE)).encode())[:32])
    kept = ("number", "models", "versions", "parameters", "model_id", "model_version")
    said = {
        "kind": folder.parent.name,
        "start": str(computed.start),
        "release": RELEASE,
        "run_id": str(run_id),
        "inputs_hash": content_hash({name: sha256(content) for name, content in packed.items()}),
        "rules": [{name: getattr(each, name) for name in kept} for each in lines.rules(run_id, computed)],
    }
    said["root"] = root(said, computed)
    (folder / "run.json").write_bytes(
        orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )
    values(computed).write_csv(folder / "lines.csv", null_value=NULL)


def main() -> None:
    """Pin each run that is not there."""
    clock.set_today(demo.DEMO_DAY)
    for name, (fill, start) in PINNED.items():
        if not (HERE / name).exists():
            kind = KINDS[name.split("/")[0]]
            with scratch() as url:
                taken = asyncio.run(inputs(url, fill, kind, start))
            keep(HERE / name, taken, calculate(kind, taken, start))
            sys.stdout.write(f"{name} is pinned\n")


if __name__ == "__main__":
    main()
