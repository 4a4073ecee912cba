"""A server that a test starts as a program of its own, on the test's database."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable

import pytest

PATIENCE_SECONDS = 60


class Running:
    """A server that was started, and what it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    async def until(self, words: str) -> str:
        """Read what it says until `words` come, or it ends."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while words not in self.said and (line := await self.process.stderr.readline()):
                self.said += line.decode()
        return self.said

    async def address(self) -> str:
        """Where it says that it answers."""
        return re.search(r"answers at (http://\S+) ", await self.until("Ctrl-C stops it."))[1]

    async def end(self, how: signal.Signals) -> int:
        """Send a signal and give the exit code."""
        self.process.send_signal(how)
        await self.until("nothing more")
        return await self.process.wait()


@pytest.fixture
async def serve(owner_url, tmp_path, monkeypatch) -> AsyncIterator[Callable]:
    """Start a server on this test's database; whatever still runs at the end is ended."""
    monkeypatch.setenv("DATABASE_URL", owner_url)
    monkeypatch.setenv("MERITGRID_MODE", "development")
    monkeypatch.setenv("MERITGRID_DATA_FOLDER", str(tmp_path))
    started: list[Running] = []

    async def start(*options: object) -> Running:
        command = (sys.executable, "-m", "cli", "serve", *map(str, options))
        started.append(
            Running(await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE))
        )
        return started[-1]

    yield start
    for each in started:
        if each.process.returncode is None:
            await each.end(signal.SIGKILL)
