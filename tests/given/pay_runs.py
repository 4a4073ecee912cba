"""Funds and the runs that share them out, as far as a test wants them decided."""

from datetime import date
from uuid import UUID

from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import Database
from domain.funds import service as funds
from domain.funds.opening import open_funds
from domain.pay_runs import service
from domain.pay_runs.period import Wanted
from domain.pay_runs.tables import PayRun
from tests.given import YEAR


async def funded(database: Database, hr: Actor, unit_id: UUID, year: int = YEAR) -> int:
    """The funds of a unit and all below it, opened; how many."""
    async with database.writing(hr) as session:
        return await open_funds(session, hr, unit_id, year)


async def computed(database: Database, hr: Actor, unit_id: UUID, title: str = "Bonus of 2026") -> PayRun:
    """A run over a unit and all below it."""
    async with database.writing(hr) as session:
        return await service.create(session, hr, unit_id, YEAR, title, now(), funds.check)


async def of_quarter(database: Database, hr: Actor, unit_id: UUID, start: date) -> PayRun:
    """A run of extra income over a unit and all below it for the quarter that begins on a day."""
    wanted = Wanted(None, "extra_income", start)
    async with database.writing(hr) as session:
        return await service.create(session, hr, unit_id, wanted, f"Quarter of {start}", now(), funds.check)


async def approved(database: Database, hr: Actor, finance: Actor, run: PayRun) -> PayRun:
    """The run, reviewed by HR and approved by finance."""
    async with database.writing(hr) as session:
        reviewed = await service.review(session, hr, run.id, run.version, now())
    async with database.writing(finance) as session:
        return await service.approve(session, finance, run.id, reviewed.version, "Checked", now())
