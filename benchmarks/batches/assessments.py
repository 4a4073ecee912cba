"""A month of a province of 20,000 people, 426,000 results in its year: proposed and confirmed together.

Beside it the service of one, over some of the same people: what it takes a person is judged, by a ratio. Both ask the
same guards, so the ratio says what reading, computing, writing and telling together is worth.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import asyncpg

import demo
from benchmarks.outcomes import Outcome, keep
from domain import clock
from domain.access.service import account_of
from domain.actor import Actor
from domain.assessments import service
from domain.assessments.batch.confirm import confirm
from domain.assessments.batch.points import Given, Mark
from domain.assessments.batch.propose import propose
from domain.assessments.inputs import Marks
from domain.database.embedded import SUPERUSER
from domain.database.migrate import migrate
from domain.database.scratch import scratch
from domain.database.sessions import APPLICATION_ROLE, Database

PEOPLE, ALONE, ROUNDS, SEED, YEAR = 20_000, 60, 3, 1, 2026
WANTED_SECONDS = 10
# Of what one alone takes, at most, for a person.
MOST_OF_ONE = 0.05
MONTH = date(YEAR, 11, 1)
POINTS = 2_800
FOUND = ("all_completed", "with_initiatives", "united")
FORGET = f"""
    set session_replication_role = replica;
    delete from assessment where period = 'month' and period_start = '{MONTH}';
    set session_replication_role = origin
"""
IN_POST = """
    select distinct on (o.employee_id) o.employee_id, p.leader from occupancy o join position p on p.id = o.position_id
    where o.effective_from <= $1 order by o.employee_id, o.effective_from desc
"""


class Seconds(NamedTuple):
    """Of proposing and of confirming everybody, and of doing both for one person alone; how many they were."""

    proposing: float
    confirming: float
    alone: float
    people: int


def main() -> None:
    """Measure, print, and keep the outcomes for the table of `make bench`."""
    with scratch() as url:
        told = outcomes(asyncio.run(measured(url)))
    for outcome in told:
        print(f"  {outcome.what:<66} {outcome.measured}")
    keep("batches.assessments", told)


async def measured(url: str) -> Seconds:
    """Medians of some rounds; each begins with a month that nobody is assessed for."""
    await migrate(url)
    await demo.load(url, PEOPLE, SEED, until=demo.Until.ASSESSED)
    clock.set_today(demo.DEMO_DAY)
    database = await Database.connect(url.replace(f"//{SUPERUSER}@", f"//{APPLICATION_ROLE}@"))
    owner = await asyncpg.connect(url)
    rounds = [await _round(database, owner) for _ in range(ROUNDS)]
    await owner.close()
    await database.close()
    proposing, confirming, alone, people = (median(each) for each in zip(*rounds, strict=True))
    return Seconds(proposing, confirming, alone, int(people))


async def _round(database: Database, owner: Any) -> Seconds:
    await owner.execute(FORGET)
    await owner.execute("vacuum analyze assessment")
    hr, assessor = [await _office(database, name) for name in ("hr", "assessor")]
    people = await owner.fetch(IN_POST, MONTH)
    began = perf_counter()
    await _one_after_the_other(database, hr, assessor, people[:ALONE])
    alone = (perf_counter() - began) / ALONE
    await owner.execute(FORGET)
    province = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    marks = [Mark(row["employee_id"], Marks(POINTS, *FOUND)) for row in people if row["leader"]]
    began = perf_counter()
    async with database.writing(hr) as session:
        proposed = await propose(session, hr, province, "month", MONTH, Given(marks, POINTS))
    halfway = perf_counter()
    async with database.writing(assessor) as session:
        await confirm(session, assessor, province, "month", MONTH, (), clock.now())
    return Seconds(halfway - began, perf_counter() - halfway, alone, proposed.assessed)


async def _one_after_the_other(database: Database, hr: Actor, assessor: Actor, people: Sequence[Any]) -> None:
    for row in people:
        marks = Marks(POINTS, *FOUND) if row["leader"] else Marks(POINTS)
        async with database.writing(hr) as session:
            made = await service.propose(session, hr, row["employee_id"], "month", MONTH, marks, None)
        async with database.writing(assessor) as session:
            await service.confirm(session, assessor, made.id, made.version, clock.now())


async def _office(database: Database, name: str) -> Actor:
    found = await account_of(database, f"demo|{name}")
    if found is None:
        raise LookupError(name)
    return found


def outcomes(seconds: Seconds) -> list[Outcome]:
    """The lines of the table: seconds are told, and judged is what a person takes beside one alone."""
    together = seconds.proposing + seconds.confirming
    of_one = together / seconds.people / seconds.alone
    return [
        Outcome(
            f"a month of {seconds.people:,} people proposed and confirmed",
            f"{together:.2f} s: {seconds.proposing:.2f} and {seconds.confirming:.2f}; wanted {WANTED_SECONDS} s quiet",
        ),
        Outcome(
            "the same of one person alone",
            f"{seconds.alone * 1_000:.1f} ms; together {of_one:.1%} of it for a person",
            f"at most {MOST_OF_ONE:.0%}",
            met=of_one <= MOST_OF_ONE,
        ),
    ]


if __name__ == "__main__":
    main()
