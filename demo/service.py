"""Load a synthetic administration: a province after the reform to two tiers, with one whole year of work.

The year is played to its end, whatever the day is today: twelve months of results, assessments, a fund for
each unit, and the bonus that its offices make, approve and close. Nobody in it exists.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import count
from uuid import UUID

import anyio.to_thread
import asyncpg
import polars as pl
from sqlalchemy import text

from demo import Until, binary_copy
from demo.province import FEWEST, MOST, Province, province
from demo.year.leaders import parted
from demo.year.play import play, told_in

# A foreign key finds its table only when every area's tables are known.
from domain import areas  # noqa: F401 - foreign keys find all tables
from domain.actor import SYSTEM
from domain.audit import service as audit
from domain.database import bulk_copy
from domain.database.bulk_copy import CopyColumn
from domain.database.sessions import WriteSession, owning
from domain.errors import Conflict, Invalid
from domain.grids import service as grids
from domain.reading.ids import global_id

Progress = Callable[[str, int, int], None]
FIRST_YEAR = 2026
STEPS = """
    select id, grid_table || ' ' || grade_code, step from salary_step order by grid_table, grade_code, step
"""
COLUMNS = (CopyColumn("id", str), CopyColumn("grade", str), CopyColumn("step", int))
# The rest is small; the others carry foreign keys that are cheaper to check as a set.
BIG = ("kpi_result", "assessment")
UNCHECKED = ("position_kpi", "position_kpi_state", "kpi_set_kpi", "occupancy", "grade_holding", *BIG)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was loaded, and whether the extra income of a commune then waits for its approval."""

    employees: int
    units: int
    positions: int
    results: int
    assessments: int
    salary_fund_vnd: int
    bonus_fund_vnd: int
    extra_income_waits: bool = False


def quiet(_stage: str, _done: int, _all: int) -> None:
    """Progress for nobody."""


async def loaded(url: str) -> bool:
    """Whether an administration is there. `url`: the owner's; it asks `account`, which no load locks."""
    connection = await asyncpg.connect(url)
    try:
        return bool(
            await connection.fetchval("select exists (select from account where subject like 'demo|%')")
        )
    finally:
        await connection.close()


async def load(
    url: str,
    employees: int,
    seed: int,
    year: int = 2026,
    progress: Progress = quiet,
    until: Until = Until.CLOSED,
) -> Summary:
    """Fill an empty database (its owner's `url`), all or nothing; the same seed gives the same rows and ids.

    What `until` asks beyond the assessments follows as decisions of the demo's offices, each a transaction of its own.
    `progress(stage, done, all)` is called before each stage and at the end. Raises Invalid for a size that no
    province has or a year before the models begin, Conflict when an administration is already there: then
    nothing changes.
    """
    _refuse_impossible(employees, year)
    async with owning(url, SYSTEM) as session:
        await _refuse_a_second(session)
        progress("drawing the province", 0, 1)
        await grids.load(session)
        steps = await bulk_copy.read(session, STEPS, COLUMNS)
        drawn = await anyio.to_thread.run_sync(province, employees, seed, year, steps)
        province_id, commune = _where(drawn)
        stages = len(drawn.tables) + len(BIG) + 2 + len(told_in(until, commune, year))
        summary, tell = _summary(drawn), _counted(progress, stages)
        await _write(session, drawn, tell)
        await _record(session, drawn, summary, f"demo administration of {year}, seed {seed}")
    tell("gathering statistics")
    await _tidy(url, [*drawn.tables, *BIG, "unit_ancestor", "row_count"])
    waits = await play(url, province_id, commune, year, until, tell)
    tell("done")
    return replace(summary, extra_income_waits=waits)


def _refuse_impossible(employees: int, year: int) -> None:
    if not FEWEST <= employees <= MOST:
        raise Invalid(
            "employees_out_of_range",
            "A province has {fewest} to {most} people here, not {employees}.",
            "employees",
            fewest=FEWEST,
            most=MOST,
            employees=employees,
        )
    if year < FIRST_YEAR:
        raise Invalid(
            "year_without_rules",
            "The demo's models begin in {first_year}, not {year}.",
            "year",
            first_year=FIRST_YEAR,
            year=year,
        )


def _counted(progress: Progress, stages: int) -> Callable[[str], None]:
    done = count()

    def tell(stage: str) -> None:
        progress(stage, next(done), stages)

    return tell


async def _refuse_a_second(session: WriteSession) -> None:
    await session.execute(text("select pg_advisory_xact_lock(hashtext('administration'))"))
    if await session.scalar(text("select exists (select from unit)")):
        raise Conflict(
            "administration_exists",
            "An administration is already in this database; nothing was loaded. The demo takes an empty one.",
        )


async def _write(session: WriteSession, drawn: Province, tell: Callable[[str], None]) -> None:
    big = {"kpi_result": (drawn.results,), "assessment": (*parted(drawn.months, drawn.found), drawn.years)}
    await session.execute(text("set local maintenance_work_mem = '256MB'"))
    async with binary_copy.unchecked(session, *UNCHECKED):
        for table, rows in drawn.tables.items():
            tell(f"writing {table}")
            await bulk_copy.append(session, table, [rows])
        for table, parts in big.items():
            tell(f"writing {table}")
            for fields in parts:
                await binary_copy.append(session, table, fields)
        tell("checking every reference")


async def _record(session: WriteSession, drawn: Province, summary: Summary, reason: str) -> None:
    root = drawn.tables["unit"]["id"][0]
    await audit.tell(
        session,
        SYSTEM,
        "administration.loaded",
        global_id("Unit", root),
        unit_id=UUID(root),
        reason=reason,
        after={name: number for name, number in asdict(summary).items() if name != "extra_income_waits"},
    )


async def _tidy(url: str, tables: Iterable[str]) -> None:
    """Statistics and visibility for the planner, so that the first reads are as quick as later ones."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"vacuum (analyze) {', '.join(tables)}")
    finally:
        await connection.close()


def _where(drawn: Province) -> tuple[UUID, UUID | None]:
    """The province, and the commune whose quarter is paid by itself."""
    return UUID(drawn.tables["unit"]["id"][0]), None if drawn.steady is None else UUID(drawn.steady)


def _summary(drawn: Province) -> Summary:
    funds = drawn.tables["bonus_fund"].select(pl.col("salary_fund_vnd", "amount_vnd").sum()).row(0)
    return Summary(
        len(drawn.tables["employee"]),
        len(drawn.tables["unit"]),
        len(drawn.tables["position"]),
        binary_copy.height(drawn.results),
        binary_copy.height(drawn.months) + binary_copy.height(drawn.years),
        *funds,
    )
