"""The demo administration loads in a process of its own, so that the server keeps answering meanwhile."""

import asyncio
import sys
from dataclasses import dataclass
from typing import cast

from api.graphql.context import DemoProgress, Server
from cli.console import a_piece, progress, tell
from demo import Until, loaded


@dataclass(frozen=True, slots=True)
class WantedDemo:
    """The demo that was asked for."""

    employees: int
    seed: int
    until: Until = Until.CLOSED


async def load_behind(server: Server, owner_url: str, wanted: WantedDemo) -> None:
    """Load the demo unless an administration is there; `server.loading` tells readers how far it is.

    Whoever cancels this stops the loading, which leaves nothing behind; after that, the year as far as it was played.
    """
    if await loaded(owner_url):
        return
    server.loading = DemoProgress("starting", 0)
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "cli",
            "demo",
            "--employees",
            str(wanted.employees),
            "--seed",
            str(wanted.seed),
            "--until",
            wanted.until,
        ),
        stderr=asyncio.subprocess.PIPE,
        # Ctrl-C is for the server, which then stops this one.
        start_new_session=True,
    )
    try:
        await _show(process, server)
        if await process.wait():
            tell("The demo was not loaded; the server goes on without it.")
    finally:
        server.loading = None
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _show(process: asyncio.subprocess.Process, server: Server) -> None:
    said = ""
    with progress() as show:
        async for raw in cast(asyncio.StreamReader, process.stderr):
            line = raw.decode().rstrip()
            if piece := a_piece(line):
                doing, done, total = piece
                server.loading = DemoProgress(doing, done * 100 // max(total, 1))
                show(*piece)
            else:
                said += f"{line}\n"
    tell(said.rstrip())
