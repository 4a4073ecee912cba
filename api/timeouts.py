"""Timeouts and cancellation: a request lives to its deadline, until its client leaves, or until the server ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from starlette.types import Receive


class Why(Enum):
    """Why a request was ended before its answer."""

    TOO_LATE = auto()
    CLIENT_GONE = auto()
    SERVER_ENDS = auto()


@dataclass(slots=True, eq=False)
class Lifetime:
    """One request's. What ends it cancels its work and so the statement that the database works on.

    `streams`: its answer has begun and goes on until somebody ends it.
    """

    timeout: asyncio.Timeout
    why: Why = Why.TOO_LATE
    watcher: asyncio.Task[None] | None = None
    streams: bool = False

    def cut(self, why: Why, seconds: float = 0.0) -> None:
        """End it in so many seconds, unless it ends sooner anyway."""
        when, planned = asyncio.get_running_loop().time() + seconds, self.timeout.when()
        if not self.timeout.expired() and (planned is None or when < planned):
            self.timeout.reschedule(when)
            self.why = why

    def stream(self) -> None:
        """It has no deadline any more."""
        self.streams = True
        self.timeout.reschedule(None)

    def watch(self, receive: Receive) -> None:
        """End it when the client leaves; for when the whole request is there, as `receive` says nothing else then."""
        if self.watcher is None:
            self.watcher = asyncio.create_task(self._until_gone(receive))

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.cut(Why.CLIENT_GONE)


@dataclass(slots=True)
class Lifetimes:
    """Those of the requests that are being answered."""

    running: set[Lifetime] = field(default_factory=set)

    @asynccontextmanager
    async def one(self, seconds: float) -> AsyncIterator[Lifetime]:
        """A request that may take so many seconds. Raises TimeoutError when it is ended; its `why` tells why."""
        async with asyncio.timeout(seconds) as timeout:
            life = Lifetime(timeout)
            self.running.add(life)
            try:
                yield life
            finally:
                self.running.discard(life)
                if life.watcher is not None:
                    life.watcher.cancel()

    def end(self, seconds: float) -> None:
        """The server ends: whatever still runs after so many seconds is answered with a refusal, streams end now."""
        for life in self.running:
            life.cut(Why.SERVER_ENDS, 0.0 if life.streams else seconds)
