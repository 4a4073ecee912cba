"""Notices (LISTEN/NOTIFY): one connection for all who wait, each woken when what it waits for changed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from domain.database.connections import SETTINGS

RETRY_SECONDS = 2.0


@dataclass(slots=True)
class Notices:
    """Those of one channel of the database at `url`, whose notices name a row each.

    It is connected while anybody waits. Whenever it connects, everybody is woken: something may have been missed.
    """

    url: str
    channel: str
    role: str
    waiting: dict[str, set[asyncio.Event]] = field(default_factory=dict)
    listening: asyncio.Task[None] | None = None

    @contextmanager
    def of(self, row: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the row changed; whoever takes note clears it."""
        event = asyncio.Event()
        self.waiting.setdefault(row, set()).add(event)
        if self.listening is None:
            self.listening = asyncio.create_task(self._listen())
        try:
            yield event
        finally:
            self.waiting[row].discard(event)
            if not self.waiting[row]:
                del self.waiting[row]
            if not self.waiting:
                self.listening.cancel()
                self.listening = None

    async def _listen(self) -> None:
        while True:
            # Whoever reads the row next says that the database is away.
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._until_lost()
            await asyncio.sleep(RETRY_SECONDS)

    async def _until_lost(self) -> None:
        lost = asyncio.Event()
        connection = await asyncpg.connect(self.url, server_settings={"role": self.role, **SETTINGS})
        try:
            connection.add_termination_listener(lambda _connection: lost.set())
            await connection.add_listener(self.channel, self._notice)
            for row in self.waiting:
                self._wake(row)
            await lost.wait()
        finally:
            connection.terminate()

    def _notice(self, _connection: Any, _process: int, _channel: str, row: str) -> None:
        self._wake(row)

    def _wake(self, row: str) -> None:
        for event in self.waiting.get(row, ()):
            event.set()
