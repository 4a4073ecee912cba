"""The demo's offices that decide, each by an account and rights of its own, over one database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from domain.access.service import account_of
from domain.actor import Actor
from domain.database.sessions import Database


@dataclass(frozen=True, slots=True)
class Offices:
    """Who makes, who reviews, and who approves, closes and publishes; services act in the application's role."""

    database: Database
    hr: Actor
    payroll: Actor
    finance: Actor


@asynccontextmanager
async def at_work(url: str) -> AsyncIterator[Offices]:
    """The offices of the demo in the database at its owner's `url`."""
    database = await Database.connect(url, readers=1)
    try:
        yield Offices(database, *[await _account(database, name) for name in ("hr", "payroll", "finance")])
    finally:
        await database.close()


async def _account(database: Database, name: str) -> Actor:
    found = await account_of(database, f"demo|{name}")
    if found is None:
        raise LookupError(f"The demo has no account {name}.")
    return found
