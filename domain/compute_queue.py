"""The queue of computations: they wait here, before they take a connection of the database or a row's lock."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar
from uuid import UUID

from domain.actor import Actor
from domain.errors import Unavailable

Given = ParamSpec("Given")
Result = TypeVar("Result")
Other = TypeVar("Other")

AT_ONCE = 2
WAITING = 32
# One account takes a part of the queue only.
WAITING_FOR_ONE = 8


@dataclass(slots=True)
class Turns:
    """Whose turn it is. Accounts take turns with one another, however many computations one of them sends.

    `free`: how many go on at once; `most`: how many may wait.
    """

    free: int = AT_ONCE
    most: int = WAITING
    waiting: dict[UUID, deque[asyncio.Future[None]]] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(self, actor: Actor) -> AsyncIterator[None]:
        """Wait for a turn, and have it until the block and every thread that it began have ended.

        Raises Unavailable (`too_many_computations`) at once when too many wait already.
        """
        if self.free:
            self.free -= 1
        else:
            await self._wait(actor)
        own = _Turn(self)
        before = _CURRENT.set(own)
        try:
            yield
        finally:
            _CURRENT.reset(before)
            own.leave()

    async def _wait(self, actor: Actor) -> None:
        self._refuse_when_full(actor)
        place = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(actor.id, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.cancelled():
                self._forget(actor, place)
            else:  # its turn came at the very moment in which it left
                self.pass_on()
            raise

    def _forget(self, actor: Actor, place: asyncio.Future[None]) -> None:
        left = deque(other for other in self.waiting.pop(actor.id, ()) if other is not place)
        if left:
            self.waiting[actor.id] = left

    def pass_on(self) -> None:
        """Give a turn that has ended to the account that has waited longest since its last one."""
        while self.waiting:
            account = next(iter(self.waiting))
            places = self.waiting.pop(account)
            place = places.popleft()
            if places:
                self.waiting[account] = places
            if not place.done():
                place.set_result(None)
                return
        self.free += 1

    def _refuse_when_full(self, actor: Actor) -> None:
        if len(self.waiting.get(actor.id, ())) >= WAITING_FOR_ONE:
            raise Unavailable(
                "too_many_computations",
                "{waiting_for_one} of your computations wait already. Nothing was written; wait for their answers,"
                " then send it again.",
                waiting_for_one=WAITING_FOR_ONE,
            )
        if sum(map(len, self.waiting.values())) >= self.most:
            raise Unavailable(
                "too_many_computations",
                "{waiting} computations wait already. Nothing was written; try again in a minute.",
                waiting=self.most,
            )


@dataclass(slots=True)
class _Turn:
    turns: Turns
    threads: int = 0
    left: bool = False

    def leave(self) -> None:
        self.left = True
        self._end()

    def thread_ended(self) -> None:
        self.threads -= 1
        self._end()

    def _end(self) -> None:
        if self.left and not self.threads:
            self.turns.pass_on()


_CURRENT: ContextVar[_Turn | None] = ContextVar("turn", default=None)
# Enough that the queue decides who waits, not this.
_THREADS = ThreadPoolExecutor(max_workers=4 * AT_ONCE, thread_name_prefix="computing")


async def in_thread(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """Compute beside the requests; nothing stops a thread, so the turn of whoever is cancelled lasts until it ends."""
    turn, loop = _CURRENT.get(), asyncio.get_running_loop()
    computing = _THREADS.submit(partial(work, *given, **named))
    if turn is not None:
        own = turn
        own.threads += 1

        def ended(_computed: Future[Result]) -> None:
            # A server that has ended counts no more turns.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(own.thread_ended)

        computing.add_done_callback(ended)
    return await asyncio.wrap_future(computing)


async def both(one: Awaitable[Result], other: Awaitable[Other]) -> tuple[Result, Other]:
    """What both give, once both have ended: when one fails, the other uses no transaction that is over by then.

    Raises the failure of the first that failed, in this order.
    """
    first, second = await asyncio.gather(one, other, return_exceptions=True)
    if isinstance(first, BaseException):
        raise first
    if isinstance(second, BaseException):
        raise second
    return first, second
