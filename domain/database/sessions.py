"""Sessions: the one place that opens a transaction and tells the database who acts and on which day."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NewType
from weakref import WeakSet

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.pool import NullPool

from domain import clock
from domain.actor import Actor
from domain.database import connections
from domain.database.connections import Net, Shares
from domain.database.errors import AWAY, BUSY
from domain.language.text import ENGLISH

ReadSession = NewType("ReadSession", AsyncSession)
WriteSession = NewType("WriteSession", ReadSession)

APPLICATION_ROLE = "meritgrid_app"


# Connections on which a statement was interrupted: the server may wait for the other half of it.
_INTERRUPTED: WeakSet[Any] = WeakSet()


async def _keep(connection: Any) -> None:
    """Nothing to reset: every setting of ours is local to its transaction. Half a statement is brought to its end."""
    if connection in _INTERRUPTED:
        _INTERRUPTED.discard(connection)
        await connection.execute("select 1")


@dataclass(frozen=True, slots=True)
class Database:
    """Sessions for services and a bare pool for reads that leave as JSON text."""

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    pool: Any  # asyncpg.Pool: the library has no types
    net: Net | None = None
    shares: Shares = field(default_factory=Shares)
    url: str = field(default="", repr=False)

    @classmethod
    async def connect(cls, url: str, readers: int = 10, request_seconds: int | None = None) -> "Database":
        """Open the pools on `url` (postgresql://...), as the application's role.

        With `request_seconds` the database itself ends whatever transaction is still open after that many.
        """
        able = await connections.abilities(url)
        net = None if request_seconds is None else Net(url, request_seconds, able.ends_transactions)
        settings = {"role": APPLICATION_ROLE, **able.settings}
        engine = connections.engine(
            url, settings, pool_pre_ping=True, pool_timeout=connections.PATIENCE_SECONDS
        )
        only_reading = {
            **settings,
            "default_transaction_read_only": "on",
            **dict([net.setting] if net else []),
        }
        pool = await asyncpg.create_pool(
            url, min_size=1, max_size=readers, server_settings=only_reading, reset=_keep
        )
        return cls(engine, async_sessionmaker(engine, expire_on_commit=False), pool, net, url=url)

    def unhurried(self) -> "Database":
        """The same for work behind the requests, whose transactions may take as long as they must."""
        return replace(self, net=None)

    async def close(self) -> None:
        """Give every connection back."""
        await self.pool.close()
        await self.engine.dispose()

    @asynccontextmanager
    async def reading(self, actor: Actor) -> AsyncIterator[ReadSession]:
        """A read-only transaction. Fields resolve at the same time, so each opens its own."""
        async with _transaction(self.sessions) as session:
            await session.execute(text("set transaction read only"))
            await _enter(session, actor, self.net)
            yield ReadSession(session)

    @asynccontextmanager
    async def writing(self, actor: Actor) -> AsyncIterator[WriteSession]:
        """One transaction: kept when the block ends, undone when it raises. One account has a few at once."""
        async with self.shares.of(actor), _transaction(self.sessions) as session:
            await _enter(session, actor, self.net)
            yield WriteSession(ReadSession(session))

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[Any]:
        """A connection (asyncpg) for one statement; one that is interrupted is brought to its end.

        asyncpg may have asked the server for half of it by then, and the server would wait for the rest, in a
        transaction, until the next reader. Raises Unavailable when none is free in time.
        """
        try:
            connection = await self.pool.acquire(timeout=connections.PATIENCE_SECONDS)
        except TimeoutError:
            raise (BUSY if self.pool.get_size() == self.pool.get_max_size() else AWAY) from None
        try:
            yield connection
        except asyncio.CancelledError:
            _INTERRUPTED.add(connection._con)  # noqa: SLF001 - the pool's reset gets what its proxy stands for
            raise
        finally:
            await self.pool.release(connection)

    async def read_json(
        self, actor: Actor, sql: str, binds: Sequence[Any], language: str = ENGLISH
    ) -> bytes | None:
        """Run one statement of `domain.reading`, a transaction by itself; its value is JSON in UTF-8.

        The statement enters by its last three parameters, actor, day and language, before anything else: one way to
        the database and back instead of three. If it ever read before it entered, it would read as nobody, who sees
        nothing.
        """
        async with self.reader() as connection:
            answer: bytes | None = await connection.fetchval(
                sql, *binds, str(actor.id), clock.today().isoformat(), language
            )
            return answer


@asynccontextmanager
async def _transaction(sessions: async_sessionmaker[AsyncSession]) -> AsyncIterator[AsyncSession]:
    """Whoever is cancelled in it drops its connection: nothing is said any more to a server that may not listen."""
    async with sessions.begin() as session:
        try:
            yield session
        except Exception:
            raise
        except BaseException:
            await session.invalidate()
            raise


async def _enter(session: AsyncSession, actor: Actor, net: Net | None = None) -> None:
    session.info["day"] = clock.today()
    entered = {"actor": str(actor.id), "day": day_of(ReadSession(session)).isoformat()}
    if net is None:
        await session.execute(_ENTER, entered)
    else:
        setting, value = net.setting
        await session.execute(_ENTER_BOUND, {**entered, "setting": setting, "value": value})


_ENTERING = "select set_config('meritgrid.actor', :actor, true), set_config('meritgrid.day', :day, true)"
_ENTER = text(_ENTERING)
_ENTER_BOUND = text(f"{_ENTERING}, set_config(:setting, :value, true)")


def day_of(session: ReadSession) -> date:
    """The administration's day, as this transaction and the database's own rules were told it."""
    day: date = session.info["day"]
    return day


@asynccontextmanager
async def owning(url: str, actor: Actor) -> AsyncIterator[WriteSession]:
    """One transaction on `url` as the owner of the tables, to load in bulk: row security does not bind an owner."""
    engine = connections.engine(url, poolclass=NullPool)
    try:
        async with _transaction(async_sessionmaker(engine, expire_on_commit=False)) as session:
            await _enter(session, actor)
            yield WriteSession(ReadSession(session))
    finally:
        await engine.dispose()


async def raw(session: ReadSession) -> Any:
    """The asyncpg connection under a session: COPY goes through it, inside the same transaction."""
    connection = await session.connection()
    return (await connection.get_raw_connection()).driver_connection
