"""A scratch database: a server of its own in a temporary folder, gone afterwards. For whoever writes revisions."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from domain.database.embedded import DATABASE, Embedded


@contextmanager
def scratch() -> Iterator[str]:
    """The address of an empty database, as its owner."""
    with tempfile.TemporaryDirectory() as folder:
        # The server has another user when it is started by root.
        Path(folder).chmod(0o755)
        server = Embedded(Path(folder) / "data")
        try:
            asyncio.run(_create(server.url(database="postgres")))
            yield server.url()
        finally:
            server.stop()


async def _create(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"create database {DATABASE}")
    finally:
        await connection.close()
