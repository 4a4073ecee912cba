"""The one place that opens a transaction and tells the database who acts and on which day."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NewType

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

# A foreign key finds its table only when every area's tables are known.
from domain import all_tables, clock  # noqa: F401
from domain.actor import Actor

ReadSession = NewType("ReadSession", AsyncSession)
WriteSession = NewType("WriteSession", ReadSession)

APPLICATION_ROLE = "meritgrid_app"


async def _keep(_connection: Any) -> None:
    """Nothing to reset: every setting that we make is local to its transaction."""


@dataclass(frozen=True, slots=True)
class Database:
    """Sessions for services and a bare pool for reads that leave as JSON text."""

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    pool: Any  # asyncpg.Pool: the library has no types

    @classmethod
    async def connect(cls, url: str, readers: int = 10) -> "Database":
        """Open the pools on `url` (postgresql://...), as the application's role."""
        # Dates and moments leave the database as text: whatever the server's own taste, in ISO 8601 and UTC.
        settings = {"role": APPLICATION_ROLE, "jit": "off", "datestyle": "ISO", "timezone": "UTC"}
        engine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://", 1),
            connect_args={"server_settings": settings},
            pool_pre_ping=True,
        )
        only_reading = {**settings, "default_transaction_read_only": "on"}
        pool = await asyncpg.create_pool(
            url, min_size=1, max_size=readers, server_settings=only_reading, reset=_keep
        )
        return cls(engine, async_sessionmaker(engine, expire_on_commit=False), pool)

    async def close(self) -> None:
        """Give every connection back."""
        await self.pool.close()
        await self.engine.dispose()

    @asynccontextmanager
    async def reading(self, actor: Actor) -> AsyncIterator[ReadSession]:
        """A read-only transaction. Fields resolve at the same time, so each opens its own."""
        async with self.sessions.begin() as session:
            await session.execute(text("set transaction read only"))
            await _enter(session, actor)
            yield ReadSession(session)

    @asynccontextmanager
    async def writing(self, actor: Actor) -> AsyncIterator[WriteSession]:
        """One transaction: kept when the block ends, undone when it raises."""
        async with self.sessions.begin() as session:
            await _enter(session, actor)
            yield WriteSession(ReadSession(session))

    async def read_json(self, actor: Actor, sql: str, binds: Sequence[Any]) -> bytes | None:
        """Run one statement of `domain.reading`, a transaction by itself; its value is JSON in UTF-8.

        The statement enters by its last two parameters, actor and day, before anything else: one way to the database
        and back instead of three. If it ever read before it entered, it would read as nobody, who sees nothing.
        """
        async with self.pool.acquire() as connection:
            answer: bytes | None = await connection.fetchval(
                sql, *binds, str(actor.id), clock.today().isoformat()
            )
            return answer


async def _enter(session: AsyncSession, actor: Actor) -> None:
    await session.execute(
        text("select set_config('meritgrid.actor', :actor, true), set_config('meritgrid.day', :day, true)"),
        {"actor": str(actor.id), "day": clock.today().isoformat()},
    )


@asynccontextmanager
async def owning(url: str, actor: Actor) -> AsyncIterator[WriteSession]:
    """One transaction on `url` as the owner of the tables, to load in bulk: row security does not bind an owner."""
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    try:
        async with async_sessionmaker(engine, expire_on_commit=False).begin() as session:
            await _enter(session, actor)
            yield WriteSession(ReadSession(session))
    finally:
        await engine.dispose()


async def raw(session: ReadSession) -> Any:
    """The asyncpg connection under a session: COPY goes through it, inside the same transaction."""
    connection = await session.connection()
    return (await connection.get_raw_connection()).driver_connection
