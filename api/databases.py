"""Where the database is: the operator's, or the embedded one in the data folder; and making it ready."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from api.settings import Settings
from domain import areas, clock
from domain.actor import SYSTEM
from domain.audit import service as audit
from domain.database import migrate
from domain.database.embedded import DATABASE, Embedded
from domain.database.errors import AWAY, refusal_from
from domain.database.sessions import APPLICATION_ROLE, owning
from domain.database.state.drift import Drift
from domain.errors import Conflict, Unavailable
from domain.grids import service as grids


@dataclass(frozen=True, slots=True)
class Addresses:
    """For the owner, who migrates and loads, and for the application; `server` is the embedded one."""

    owner: str
    application: str
    server: Embedded | None = field(default=None, repr=False)

    def revive(self) -> None:
        """Start an embedded server that was killed; one of the operator's is the operator's to start.

        Raises Unavailable when it cannot be started.
        """
        if self.server is not None:
            with _refused_in_words(self.server.folder):
                self.server.revive()


NOTHING_YET = Conflict(
    "no_administration",
    "There is no administration here yet: run `meritgrid migrate`, or `meritgrid serve`. Nothing was created.",
)
_MIGRATED = "select to_regclass('public.unit') is not null"


async def existing(settings: Settings) -> Addresses:
    """The addresses of a database that was migrated; creates nothing.

    Raises Conflict (`no_administration`) when there is none, Unavailable as `prepare` does.
    """
    if not settings.database_url and not (_folder(settings) / "PG_VERSION").exists():
        raise NOTHING_YET
    addresses = find(settings)
    try:
        connection = await asyncpg.connect(addresses.owner)
    except asyncpg.InvalidCatalogNameError as error:
        raise NOTHING_YET if addresses.server else _told(error, addresses) from error
    except Exception as error:
        raise _told(error, addresses) from error
    try:
        if not await connection.fetchval(_MIGRATED):
            raise NOTHING_YET
    finally:
        await connection.close()
    return addresses


def find(settings: Settings) -> Addresses:
    """The addresses that the settings give; without any, of the embedded server, which this starts.

    Raises Unavailable when it cannot be started.
    """
    if settings.database_url:
        return Addresses(settings.database_url, settings.app_database_url or settings.database_url)
    folder = _folder(settings)
    with _refused_in_words(folder):
        server = Embedded(folder)
    return Addresses(server.url(), server.url(APPLICATION_ROLE), server)


def _folder(settings: Settings) -> Path:
    return settings.data_folder / "postgresql"


@contextmanager
def _refused_in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise Unavailable(
            "database_unavailable",
            "The embedded database in {folder} does not start: {error}. Free the folder, or choose"
            " another one with MERITGRID_DATA_FOLDER, or a PostgreSQL of your own with DATABASE_URL.",
            folder=folder,
            error=error,
        ) from error


async def prepare(addresses: Addresses) -> None:
    """Create the embedded database when it is not there, migrate, and load the law's numbers.

    Raises Unavailable, with the address but no password in it, when the server does not answer.
    """
    try:
        if addresses.server is not None:
            await _create(addresses.server)
        await migrate.migrate(addresses.owner)
        async with owning(addresses.owner, SYSTEM) as session:
            await grids.load(session)
    except Exception as error:
        raise _told(error, addresses) from error


async def differences(addresses: Addresses) -> list[Drift]:
    """What the database holds otherwise than this release declares; nothing is changed in it.

    Raises Unavailable as `prepare` does, and Forbidden when the address is not the owner's.
    """
    try:
        return await migrate.check(addresses.owner, areas.guards(), areas.METADATA)
    except Exception as error:
        raise _told(error, addresses) from error


async def mark_day(addresses: Addresses, mode: str) -> None:
    """Say in the trail that the day is one that was set: what follows happened in a trial or a rehearsal.

    As the owner, before anybody can ask: the application itself cannot say such a thing.
    """
    if clock.is_set():
        async with owning(addresses.owner, SYSTEM) as session:
            said = {"mode": mode, "today": clock.today()}
            await audit.tell(session, SYSTEM, "day.set", "Administration", after=said)


def _told(error: Exception, addresses: Addresses) -> Exception:
    """The error itself, or the refusal that names the address."""
    known = refusal_from(error)
    if known is None or known.code != "database_unavailable":
        return error
    where = urlsplit(addresses.owner)
    place = f"{where.hostname or 'the socket'}:{where.port or 5432}{where.path}"
    if known != AWAY:
        return Unavailable("database_unavailable", "{why} It is {place}.", why=known, place=place)
    return Unavailable(
        "database_unavailable",
        "No PostgreSQL answers at {place}. Start it, create the database, or leave DATABASE_URL out to use"
        " the embedded one.",
        place=place,
    )


async def _create(server: Embedded) -> None:
    connection = await asyncpg.connect(server.url(database="postgres"))
    try:
        if not await connection.fetchval(
            "select exists (select from pg_database where datname = $1)", DATABASE
        ):
            # Another first start may be here at the same moment.
            with suppress(asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
                await connection.execute(f"create database {DATABASE}")
    finally:
        await connection.close()
