"""The guards of a fresh database: `python -m tests.house.rules.catalogue` writes them for `meritgrid audit verify`."""

import asyncio

import asyncpg

# A database has what every area declares.
from domain import areas  # noqa: F401 - foreign keys find all tables
from domain.database import migrate
from domain.database.scratch import scratch
from domain.verification import catalogue


async def fresh(url: str) -> str:
    """The text of `declared.txt`, from an empty database."""
    await migrate.migrate(url)
    return await of(url)


async def of(url: str) -> str:
    """The text for the database at `url`."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(readonly=True):
            return catalogue.written(await catalogue.stated(connection))
    finally:
        await connection.close()


def _main() -> None:
    with scratch() as url:
        catalogue.DECLARED.write_text(asyncio.run(fresh(url)))


if __name__ == "__main__":
    _main()
