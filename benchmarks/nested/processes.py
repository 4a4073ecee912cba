"""What a measurement starts: a demo administration in a database of its own, and servers that end with a block."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic, sleep
from urllib.error import URLError

import asyncpg

import demo
from domain.database.embedded import DATABASE, Embedded
from domain.database.migrate import migrate

PATIENCE_SECONDS = 60


async def administration(embedded: Embedded, people: int, until: demo.Until, beside: str = "") -> None:
    """Load the demo; `beside`: SQL that the owner runs then."""
    administrator = await asyncpg.connect(embedded.url(database="postgres"))
    await administrator.execute(f"create database {DATABASE}")
    await administrator.close()
    await migrate(embedded.url())
    print(f"  loading a demo administration of {people:,} people ...", flush=True)
    await demo.load(embedded.url(), people, 1, 2026, until=until)
    owner = await asyncpg.connect(embedded.url())
    for statement in (beside, "vacuum analyze"):
        if statement:
            await owner.execute(statement)
    await owner.close()


@contextmanager
def started(*command: object) -> Iterator[subprocess.Popen[str]]:
    """A process that ends with the block."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def free_ports(how_many: int) -> list[int]:
    """Ports that nobody listens at."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(how_many)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


def wait_for(answer: Callable[[], object]) -> None:
    """Ask until there is an answer; raises what kept it away when patience ends."""
    until = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            answer()
        except (URLError, ConnectionError):
            if monotonic() > until:
                raise
            sleep(0.2)
        else:
            return
