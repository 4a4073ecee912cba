"""Who else waits while a server is attacked, and what the attack takes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, sleep
from uuid import uuid4

from benchmarks.attack.servers import Server

HEALTH_PAUSE_SECONDS, MUTATION_PAUSE_SECONDS, SAMPLE_SECONDS = 0.02, 0.1, 0.05


@dataclass(slots=True)
class Watch:
    """What was seen: waits in seconds, memory in bytes above the beginning."""

    health: list[float] = field(default_factory=list)
    mutation: list[float] = field(default_factory=list)
    grown_bytes: int = 0
    failed: int = 0

    @property
    def longest_health(self) -> float:
        """How long /healthz took at worst."""
        return max(self.health, default=0.0)

    @property
    def longest_mutation(self) -> float:
        """How long a mutation of another user took at worst."""
        return max(self.mutation, default=0.0)


def mutate(server: Server) -> bool:
    """A small mutation of somebody else; whether it was answered as a mutation is."""
    sent = server.documents
    got = server.ask("hr", sent.draft, unit=server.ids["unit"], key=uuid4().hex, models=sent.models)
    return got.status == 200 and not got.codes


@contextmanager
def watching(server: Server) -> Iterator[Watch]:
    """Ask /healthz and mutate again and again, and look at the memory, until the block ends."""
    seen, over = Watch(), threading.Event()
    began = server.rss_bytes()

    def health() -> None:
        _time(seen.health, lambda: server.send("GET", "/healthz").status == 200, seen)

    def mutation() -> None:
        _time(seen.mutation, lambda: mutate(server), seen)

    def memory() -> None:
        seen.grown_bytes = max(seen.grown_bytes, server.rss_bytes() - began)

    jobs = ((health, HEALTH_PAUSE_SECONDS), (mutation, MUTATION_PAUSE_SECONDS), (memory, SAMPLE_SECONDS))
    threads = [threading.Thread(target=_again, args=(work, pause, over)) for work, pause in jobs]
    for thread in threads:
        thread.start()
    sleep(2 * MUTATION_PAUSE_SECONDS)
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _again(work: Callable[[], None], pause: float, over: threading.Event) -> None:
    while not over.is_set():
        work()
        over.wait(pause)


def _time(waits: list[float], work: Callable[[], bool], seen: Watch) -> None:
    began = perf_counter()
    good = work()
    waits.append(perf_counter() - began)
    seen.failed += not good
