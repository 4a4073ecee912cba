"""`meritgrid serve`: its database made ready, the server up and, if asked for, the demo loaded behind it."""

import asyncio
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import tell, working
from cli.migrate import EMPLOYEES, SEED, Employees, HowFar, Seed
from demo import Until

if TYPE_CHECKING:
    from api.databases import Addresses

Demo = Annotated[
    bool,
    typer.Option("--demo", help="Load a made-up administration when none is there; its day is 2026-12-31."),
]
Host = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where to listen; 127.0.0.1 unless set.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="8000 unless set; 0 takes a free one.")]


def serve(
    demo: Demo = False,
    employees: Employees = EMPLOYEES,
    seed: Seed = SEED,
    until: HowFar = Until.CLOSED,
    host: Host = None,
    port: Port = None,
) -> None:
    """Start the server; the first time it creates its database."""
    from api import databases, settings
    from cli.serve.demo_load import WantedDemo
    from cli.serve.port import listen
    from demo import DEMO_DAY
    from domain import clock

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    chosen = settings.read().model_copy(update=given)
    if demo and chosen.acting == "development" and not clock.is_set():
        clock.set_today(DEMO_DAY)
    chosen.refuse_to_serve()
    # Asked to end before it serves, it has nothing to drain, but an embedded database to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    listening = listen(chosen.host, chosen.port)
    with working("Preparing the database"), ThreadPoolExecutor(max_workers=1) as beside:
        # A new embedded database takes a second of another process: time to load the rest of the program.
        finding = beside.submit(databases.find, chosen)
        from cli.serve.startup import run

        addresses = finding.result()
        populated = asyncio.run(_prepare(addresses, chosen.acting))
    wanted = WantedDemo(employees, seed, until) if demo else None
    with suppress(KeyboardInterrupt):
        run(chosen, addresses, listening, wanted, populated=populated)
    tell("Stopped.")


async def _prepare(addresses: "Addresses", acting: str) -> bool:
    """Bring the database to this release; whether an administration is in it."""
    from api import databases
    from demo import loaded

    await databases.prepare(addresses)
    await databases.mark_day(addresses, acting)
    return await loaded(addresses.owner)
