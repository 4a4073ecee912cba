"""Migrations: bring a database to the newest revision, or to any other."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from domain.database.state import apply
from domain.database.state.dependents import refuse_dependents
from domain.database.state.drift import Drift, drift, unmigrated
from domain.database.state.replaceable import Replaceable

MIGRATIONS = Path(__file__).parents[2] / "migrations"
Result = TypeVar("Result")
_ALONE = text("select pg_advisory_xact_lock(hashtext('migration'))")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the database at `url` (postgresql://..., as its owner) to `revision`.

    At the newest one, policies, grants, functions, triggers and views become what the code declares: see
    `migrations/env.py`. Raises Conflict, and changes nothing, when something that is not ours stands on them.
    """

    def upgrade(connection: Connection) -> None:
        if _revision(connection) != _newest():
            refuse_dependents(connection)
        command.upgrade(_config(connection), revision)

    await with_connection(url, upgrade)


async def downgrade(url: str, revision: str = "base") -> None:
    """Take the database at `url` back to `revision`; until it is upgraded again, it serves nobody but its owner."""

    def back(connection: Connection) -> None:
        apply.clear(connection)
        command.downgrade(_config(connection), revision)

    await with_connection(url, back)


async def check(url: str, declared: Sequence[Replaceable], tables: MetaData) -> list[Drift]:
    """What the database at `url` (as its owner) holds otherwise than declared; nothing is changed in it."""

    def compare(connection: Connection) -> list[Drift]:
        newest, revision = _newest(), _revision(connection)
        return drift(connection, declared, tables) if revision == newest else unmigrated(newest, revision)

    return await with_connection(url, compare)


async def differences(url: str, tables: MetaData) -> list[object]:
    """What `tables` say that the migrated database does not; empty when the migrations are current."""
    from alembic.autogenerate import compare_metadata

    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), tables))

    found: list[object] = await with_connection(url, compare)
    return found


async def with_connection(url: str, work: Callable[[Connection], Result]) -> Result:
    """Do `work` in a transaction on the database at `url`, with no other migration beside it."""
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            # Whoever comes second waits here, and finds everything done.
            await connection.execute(_ALONE)
            result = await connection.run_sync(work)
    finally:
        await engine.dispose()
    return result
