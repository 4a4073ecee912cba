"""The queue of computations: few at once, fair between accounts, bounded, and never left with a turn lost."""

import asyncio
import threading
from typing import Any
from uuid import UUID

import pytest

from domain.actor import Actor
from domain.compute_queue import AT_ONCE, WAITING, WAITING_FOR_ONE, Turns, both, in_thread
from domain.errors import Unavailable

LAN, MINH = Actor(UUID(int=1), "Lan"), Actor(UUID(int=2), "Minh")


class Work:
    """Computations that last until they are let go, and the order in which they began."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.began: list[str] = []
        self.over: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def send(self, actor: Actor, *names: str) -> None:
        """Send computations; they begin, or wait."""
        for name in names:
            self.over[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._compute(actor, name))
            await asyncio.sleep(0)

    async def end(self, *names: str) -> None:
        """Let them come to their ends."""
        for name in names:
            self.over[name].set()
            await asyncio.wait_for(self.tasks[name], 20)
            await asyncio.sleep(0)

    async def cancel(self, *names: str) -> None:
        """Nobody waits for them any more."""
        for name in names:
            self.tasks[name].cancel()
        await asyncio.wait([self.tasks[name] for name in names])

    async def _compute(self, actor: Actor, name: str) -> None:
        async with self.turns.turn(actor):
            self.began.append(name)
            await self.over[name].wait()


async def test_as_many_as_there_are_turns_run_and_the_rest_waits_in_order() -> None:
    work = Work()
    await work.send(LAN, "a", "b", "c", "d")
    at_first = list(work.began)
    await work.end("b")
    after_one = list(work.began)
    await work.end("a", "c", "d")

    assert AT_ONCE == 2
    assert (at_first, after_one) == (["a", "b"], ["a", "b", "c"])
    assert work.began == ["a", "b", "c", "d"]
    assert (work.turns.free, work.turns.waiting) == (2, {})


async def test_accounts_take_turns_however_many_one_of_them_sends() -> None:
    work = Work()
    await work.send(LAN, "a", "b", "c", "d", "e")
    await work.send(MINH, "m", "n")
    await work.end("a", "b", "c", "m", "d", "n", "e")

    assert work.began == ["a", "b", "c", "m", "d", "n", "e"]


async def test_a_full_queue_refuses_in_words_and_forgets_nobody() -> None:
    work = Work()
    mine = [f"l{number}" for number in range(AT_ONCE + WAITING_FOR_ONE)]
    await work.send(LAN, *mine)
    with pytest.raises(Unavailable) as one_too_many:
        async with work.turns.turn(LAN):
            pass
    others = {
        Actor(UUID(int=9 + number), "other"): f"o{number}" for number in range(WAITING - WAITING_FOR_ONE)
    }
    for actor, name in others.items():
        await work.send(actor, name)
    with pytest.raises(Unavailable) as all_too_many:
        async with work.turns.turn(MINH):
            pass
    for each in work.over.values():
        each.set()
    await asyncio.wait_for(asyncio.gather(*work.tasks.values()), 20)

    assert one_too_many.value.code == all_too_many.value.code == "too_many_computations"
    assert one_too_many.value.message == (
        "8 of your computations wait already. Nothing was written; wait for their answers, then send it again."
    )
    assert all_too_many.value.message == (
        "32 computations wait already. Nothing was written; try again in a minute."
    )
    assert sorted(work.began) == sorted([*mine, *others.values()])
    assert (work.turns.free, work.turns.waiting) == (AT_ONCE, {})


async def test_whoever_stops_waiting_or_computing_keeps_no_turn() -> None:
    work = Work()
    await work.send(LAN, "a", "b", "c", "d", "e")
    await work.cancel("c")
    await work.cancel("a")
    after = list(work.began)
    # The turn of b goes to e at the moment in which e leaves.
    work.over["b"].set()
    await asyncio.sleep(0)
    await work.cancel("e")
    await work.end("b", "d")

    assert after == ["a", "b", "d"]
    assert (work.turns.free, work.turns.waiting) == (AT_ONCE, {})


async def test_a_computation_that_was_given_up_keeps_its_turn_until_its_thread_ends() -> None:
    turns, may_end, runs = Turns(free=1), threading.Event(), threading.Event()

    async def compute() -> None:
        async with turns.turn(LAN):
            await in_thread(_wait, runs, may_end)

    computing = asyncio.create_task(compute())
    await asyncio.to_thread(runs.wait, 20)
    computing.cancel()
    await asyncio.wait([computing])
    meanwhile = turns.free
    may_end.set()
    async with asyncio.timeout(20), turns.turn(MINH):
        during = turns.free
    assert (meanwhile, during, turns.free) == (0, 0, 1)


def _wait(runs: threading.Event, may_end: threading.Event) -> None:
    runs.set()
    may_end.wait(20)


async def test_what_a_thread_gives_or_raises_arrives() -> None:
    def fail(**given: Any) -> None:
        raise KeyError(given["key"])

    turns = Turns(free=1)
    async with turns.turn(LAN):
        found = await in_thread(max, 1, 2)
        with pytest.raises(KeyError, match="x"):
            await in_thread(fail, key="x")

    assert found == 2
    async with asyncio.timeout(20), turns.turn(MINH):
        pass


async def test_a_statement_ends_before_the_failure_of_the_thread_beside_it_is_told() -> None:
    ended = []

    async def statement() -> str:
        await asyncio.sleep(0.05)
        ended.append("statement")
        return "rows"

    with pytest.raises(ZeroDivisionError):
        await both(in_thread(lambda: 1 // 0), statement())

    assert ended == ["statement"]
    assert await both(in_thread(max, 1, 2), statement()) == (2, "rows")


async def test_whoever_is_cancelled_leaves_neither_of_two_behind() -> None:
    ended = []

    async def statement(name: str, takes: int) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            for _ in range(takes):
                await asyncio.sleep(0)
            ended.append(name)

    going = asyncio.create_task(both(statement("short", 1), statement("long", 20)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await going

    assert ended == ["short", "long"]
