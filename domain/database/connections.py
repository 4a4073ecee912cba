"""Connections to PostgreSQL: what the server is told when one opens, and how one ends that was interrupted."""

import asyncio
from dataclasses import dataclass
from types import new_class
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from domain.actor import Actor

# Dates and moments leave the database as text: whatever the server's own taste, in ISO 8601 and UTC.
SETTINGS = {"jit": "off", "datestyle": "ISO", "timezone": "UTC"}
# Whoever waits longer for a connection than this is told so, long before the deadline of a request.
PATIENCE_SECONDS = 10
# How often a server that runs a statement looks whether anybody still waits for it.
STILL_THERE = {"client_connection_check_interval": "250ms"}
FIRST_WITH_TRANSACTION_TIMEOUT = 17
REQUEST = "meritgrid request"


async def _executemany(self: Any, command: str, args: Any, **options: Any) -> None:
    """As asyncpg does it, but whoever is cancelled meanwhile leaves at once."""
    sending = asyncio.ensure_future(asyncpg.Connection.executemany(self, command, args, **options))
    try:
        await asyncio.shield(sending)
    except asyncio.CancelledError:
        self.terminate()
        sending.cancel()
        # Nobody asks any more what became of it.
        sending.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        raise


async def _close(self: Any, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - asyncpg's signature
    """Close it; with a `timeout`, as SQLAlchemy closes what was interrupted, only drop it."""
    if timeout is None:
        await asyncpg.Connection.close(self)
    else:
        self.terminate()


# The connections of the sessions are dropped without a word when they are interrupted. Inside `executemany` the server
# waits for us then; asyncpg would swallow the interruption and wait for the server, whatever the timeout, and the
# transaction with its locks would stay open for ever.
Connection: Any = new_class(
    "Connection",
    (asyncpg.Connection,),
    exec_body=lambda own: own.update(__slots__=(), executemany=_executemany, close=_close),
)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the server at an address knows of the things that we use where they are."""

    ends_transactions: bool
    looks_for_its_client: bool

    @property
    def settings(self) -> dict[str, str]:
        """For each of our connections."""
        return SETTINGS | (STILL_THERE if self.looks_for_its_client else {})


async def abilities(url: str) -> Abilities:
    """Ask the server at `url`. Raises what asyncpg raises when it does not answer."""
    connection = await asyncpg.connect(url)
    try:
        looks = True
        try:
            await connection.execute(
                f"set client_connection_check_interval = '{next(iter(STILL_THERE.values()))}'"
            )
        except asyncpg.PostgresError:  # on systems that cannot tell, Windows for one
            looks = False
        return Abilities(connection.get_server_version().major >= FIRST_WITH_TRANSACTION_TIMEOUT, looks)
    finally:
        await connection.close()


@dataclass(frozen=True, slots=True)
class Net:
    """The database's own bound on a transaction of a request, for when this process cannot end it any more.

    PostgreSQL 17 and later keep it themselves. Before, a transaction goes by a name, and `sweep` ends it.
    """

    url: str
    seconds: int
    kept_by_server: bool

    @property
    def setting(self) -> tuple[str, str]:
        """The name and the value that a transaction of a request sets."""
        return (
            ("transaction_timeout", f"{self.seconds}s")
            if self.kept_by_server
            else ("application_name", REQUEST)
        )

    async def sweep(self) -> int:
        """End the sessions of this login whose request outlived its bound; gives how many."""
        # As the login itself, in no role: only so it sees and ends what it has opened.
        connection = await asyncpg.connect(self.url)
        try:
            ended: int = await connection.fetchval(_SWEEP, REQUEST, float(self.seconds))
            return ended
        finally:
            await connection.close()


_SWEEP = """
    select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
    where application_name = $1 and usename = session_user and datname = current_database()
      and pid <> pg_backend_pid() and xact_start < clock_timestamp() - make_interval(secs => $2)
"""


# Of the fifteen connections that write.
WRITING_FOR_ONE = 5


class Shares:
    """How many transactions one account writes in at once; its others wait here, without a connection."""

    def __init__(self) -> None:
        self._of: WeakValueDictionary[UUID, asyncio.Semaphore] = WeakValueDictionary()

    def of(self, actor: Actor) -> asyncio.Semaphore:
        """What the account waits for: `async with shares.of(actor)`."""
        share = self._of.get(actor.id)
        if share is None:
            share = self._of[actor.id] = asyncio.Semaphore(WRITING_FOR_ONE)
        return share


def engine(url: str, settings: dict[str, str] | None = None, **options: Any) -> AsyncEngine:
    """An engine on `url` (postgresql://...) whose interrupted connections are dropped."""
    return create_async_engine(
        url.replace("postgresql://", "postgresql+asyncpg://", 1),
        connect_args={"connection_class": Connection, "server_settings": settings or {}},
        **options,
    )
