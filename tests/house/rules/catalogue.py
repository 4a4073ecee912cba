"""The guards of a fresh database: `python -m tests.house.rules.catalogue` writes them to migrations/declared.txt."""

import asyncio
import tempfile
from pathlib import Path

import asyncpg

from domain.database import migrate
from domain.database.embedded import Embedded
from domain.verification import catalogue


async def fresh(server: Embedded) -> str:
    """The text of `declared.txt`, from a database made on a server for it."""
    connection = await asyncpg.connect(server.url(database="postgres"))
    await connection.execute("create database meritgrid")
    await connection.close()
    await migrate.migrate(server.url())
    return await of(server.url())


async def of(url: str) -> str:
    """The text for the database at `url`."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(readonly=True):
            return catalogue.written(await catalogue.stated(connection))
    finally:
        await connection.close()


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # The server has another user when it is started by root.
        Path(folder).chmod(0o755)
        server = Embedded(Path(folder) / "data")
        try:
            catalogue.DECLARED.write_text(asyncio.run(fresh(server)))
        finally:
            server.stop()


if __name__ == "__main__":
    _main()
