"""Migrations: bring a database to the newest revision, or to any other."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from migrations import desired

MIGRATIONS = Path(__file__).parents[2] / "migrations"
Result = TypeVar("Result")
_ALONE = text("select pg_advisory_xact_lock(hashtext('migration'))")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


async def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the database at `url` (postgresql://..., as its owner) to `revision`.

    At the newest one, policies, grants, functions, triggers and views become what the code declares.
    """

    def upgrade(connection: Connection) -> None:
        command.upgrade(_config(connection), revision)
        if revision == "head":
            desired.apply(connection)

    await _with_connection(url, upgrade)


async def downgrade(url: str, revision: str = "base") -> None:
    """Take the database at `url` back to `revision`; until it is upgraded again, it serves nobody but its owner."""

    def back(connection: Connection) -> None:
        desired.clear(connection)
        command.downgrade(_config(connection), revision)

    await _with_connection(url, back)


async def differences(url: str, tables: MetaData) -> list[object]:
    """What `tables` say that the migrated database does not; empty when the migrations are current."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), tables))

    found: list[object] = await _with_connection(url, compare)
    return found


async def _with_connection(url: str, work: Callable[[Connection], Result]) -> Result:
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            # Whoever comes second waits here, and finds everything done.
            await connection.execute(_ALONE)
            result = await connection.run_sync(work)
    finally:
        await engine.dispose()
    return result
