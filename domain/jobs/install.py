"""The queue's own schema: pgqueuer makes it and brings it up to its release; the application's role gets its rows."""

from pgqueuer import AsyncpgDriver
from sqlalchemy import Connection, text
from sqlalchemy.util import await_only

from domain.database.state.policy import ROLE
from domain.jobs import queue

SCHEMA = queue.SETTINGS.db_schema
GRANTS = (
    f"revoke all on schema {SCHEMA} from public",
    f"revoke execute on all functions in schema {SCHEMA} from public",
    f"grant usage on schema {SCHEMA} to {ROLE}",
    f"grant select, insert, update, delete on all tables in schema {SCHEMA} to {ROLE}",
    f"grant usage on all sequences in schema {SCHEMA} to {ROLE}",
)


def install(connection: Connection) -> None:
    """Bring the queue to what this release of pgqueuer needs, as the owner, in the caller's transaction."""
    waiting = queue.queries(AsyncpgDriver(connection.connection.driver_connection))
    connection.execute(text(f"create schema if not exists {SCHEMA}"))
    if await_only(waiting.schema_is_installed()):
        await_only(waiting.upgrade())
    else:
        await_only(waiting.install())
    for grant in GRANTS:
        connection.execute(text(grant))
