"""Decisions about runs as people take them, and accounts with just the rights that a test names."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import Database
from domain.database.tables import new_id
from domain.funds import service as funds
from domain.pay_runs import service, withdrawal
from domain.pay_runs.tables import PayRun

YEAR = 2026
COMMUNE = """
    select unit_id from unit_state join unit on unit.id = unit_id where kind = 'commune' order by code limit 1
"""


@dataclass(frozen=True, slots=True)
class Life:
    """Takes a run from step to step: HR makes and reviews, finance approves and closes."""

    database: Database
    hr: Actor
    finance: Actor

    async def made(self, unit: UUID, title: str = "Bonus of 2026", by: Actor | None = None) -> PayRun:
        """A computed run of a unit."""
        maker = by or self.hr
        async with self.database.writing(maker) as session:
            return await service.create(session, maker, unit, YEAR, title, now(), funds.check)

    async def reviewed(self, run: PayRun) -> PayRun:
        """The run, one step further."""
        async with self.database.writing(self.hr) as session:
            return await service.review(session, self.hr, run.id, run.version, now())

    async def approved(self, run: PayRun) -> PayRun:
        """The run, one step further."""
        async with self.database.writing(self.finance) as session:
            return await service.approve(session, self.finance, run.id, run.version, "As decided", now())

    async def closed(self, run: PayRun) -> PayRun:
        """The run, one step further."""
        async with self.database.writing(self.finance) as session:
            return await service.close(session, self.finance, run.id, run.version, "Paid", now())

    async def discarded(self, run: PayRun) -> PayRun:
        """The run, set aside."""
        async with self.database.writing(self.hr) as session:
            return await service.discard(session, self.hr, run.id, run.version, "Not needed")

    async def paying(self, unit: UUID) -> PayRun:
        """An approved run of a unit."""
        return await self.approved(await self.reviewed(await self.made(unit)))

    async def asked(self, run: PayRun, by: Actor | None = None) -> PayRun:
        """The run, with the withdrawal of its approval asked for."""
        actor = by or self.finance
        async with self.database.writing(actor) as session:
            return await withdrawal.ask(session, actor, run.id, run.version, "Wrong grades", now())

    async def withdrawn(self, run: PayRun, by: Actor | None = None) -> PayRun:
        """The run, its approval taken back."""
        actor = by or self.hr
        async with self.database.writing(actor) as session:
            return await withdrawal.withdraw(session, actor, run.id, run.version, "Wrong grades, indeed")

    async def kept(self, run: PayRun) -> PayRun:
        """The run, its approval kept after all."""
        async with self.database.writing(self.finance) as session:
            return await withdrawal.keep(session, self.finance, run.id, run.version, "They are right")


@pytest.fixture
def life(database: Database, hr: Actor, finance: Actor) -> Life:
    """`run = await life.paying(unit)`."""
    return Life(database, hr, finance)


@pytest.fixture
async def commune(demo: None, owner: Any) -> UUID:
    """A unit that holds a fund, below the province."""
    found: UUID = await owner.fetchval(COMMUNE)
    return found


@pytest.fixture
def somebody(owner: Any) -> Callable[[Mapping[str, UUID]], Awaitable[Actor]]:
    """`maker = await somebody({"pay_run.create": unit})`: an account with these verbs on these units."""

    async def make(rights: Mapping[str, UUID]) -> Actor:
        actor = Actor(new_id(), "somebody")
        await owner.execute("insert into account values ($1, $2, $2)", actor.id, f"somebody {actor.id}")
        await owner.executemany(
            "insert into access_grant values ($1, $2, $3, $4, '2026-01-01')",
            [(new_id(), actor.id, verb, unit) for verb, unit in rights.items()],
        )
        return actor

    return make
