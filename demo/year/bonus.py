"""The bonus of the demo's year, brought about by its offices: made, reviewed, approved and closed, each by its right.

It goes through the services as people's requests do: under row security, each decision in a transaction of its own.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from uuid import UUID

from demo import Until
from domain import clock
from domain.access.service import account_of
from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import Database
from domain.funds import service as funds
from domain.pay_runs import service

TITLE = "Tiền thưởng năm {year}"
REASON = "Đúng quy chế và đúng quỹ"
# What is told before each step, in order; how far each wish goes along them.
STEPS = ("computing the bonus", "reviewing the bonus", "approving the bonus", "closing the bonus")
GOES = {Until.ASSESSED: 0, Until.COMPUTED: 1, Until.CLOSED: len(STEPS)}


async def play(url: str, unit_id: UUID, year: int, until: Until, tell: Callable[[str], None]) -> None:
    """The bonus of a year for a unit and all below it, as far as `until`, on the last day of that year.

    `url`: the owner's; services act in the application's role. Whoever ends it in between leaves the year as it then
    stands, whole and in order, for people to go on with.
    """
    if until is Until.ASSESSED:
        return
    with _on(date(year, 12, 31)):
        async with _opened(url) as database:
            await _played(database, unit_id, year, until, tell)


async def _played(
    database: Database, unit_id: UUID, year: int, until: Until, tell: Callable[[str], None]
) -> None:
    hr, payroll, finance = [await _office(database, name) for name in ("hr", "payroll", "finance")]
    told = iter(STEPS)
    tell(next(told))
    async with database.writing(hr) as session:
        run = await service.create(session, hr, unit_id, year, TITLE.format(year=year), now(), funds.check)
    if until is Until.COMPUTED:
        return
    tell(next(told))
    async with database.writing(payroll) as session:
        run = await service.review(session, payroll, run.id, run.version, now())
    tell(next(told))
    async with database.writing(finance) as session:
        run = await service.approve(session, finance, run.id, run.version, REASON, now())
    tell(next(told))
    async with database.writing(finance) as session:
        await service.close(session, finance, run.id, run.version, now())


async def _office(database: Database, name: str) -> Actor:
    found = await account_of(database, f"demo|{name}")
    if found is None:
        raise LookupError(f"The demo has no account {name}.")
    return found


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = await Database.connect(url, readers=1)
    try:
        yield database
    finally:
        await database.close()


@contextmanager
def _on(day: date) -> Iterator[None]:
    """The administration's day is this one within the block."""
    before = clock.today() if clock.is_set() else None
    clock.set_today(day)
    try:
        yield
    finally:
        clock.set_today(before)
