"""Alembic's entry: revisions run on the connection of `domain.database.migrate`, and then the desired state is applied.

Without a connection, for whoever writes a revision: `--sql` needs no database, `-x database=postgresql://...` names one
(as its owner), and otherwise one is made, brought to the newest revision and thrown away.
"""

import asyncio
import subprocess
import sys
from typing import Any

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString

from domain.areas import METADATA, guards
from domain.database.migrate import with_connection
from domain.database.scratch import scratch
from domain.database.state.apply import apply
from domain.database.tables import Word
from domain.jobs.install import install
from domain.translations.content import fill

_TABLES_ALONE = "tables-alone"


def run(connection: Connection) -> None:
    """Run what the command asks; at the newest revision, functions, views, triggers and policies follow."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        transaction_per_migration=True,
        process_revision_directives=numbered,
        render_item=plain_text,
    )
    with context.begin_transaction():
        context.run_migrations()
        if _guarded() and context.get_context().get_current_revision() == context.get_head_revision():
            apply(connection, guards())
            fill(connection)
            install(connection)


def _guarded() -> bool:
    """Whether guards follow: not while a revision is written that makes the tables of which new guards speak."""
    asked = context.config.cmd_opts
    return asked is None or (asked.cmd[0].__name__ == "upgrade" and _TABLES_ALONE not in (asked.x or ()))


def numbered(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Give a new revision the number after the newest one's; without a change of a table there is none."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives.clear()
        context.config.print_stdout(
            "Tables and database say the same: there is nothing to write. Is a new table's area in domain/areas.py?"
        )
    for directive in directives:
        directive.rev_id = f"{int(str(context.get_head_revision() or 0)) + 1:04}"


def plain_text(kind: str, rendered: Any, _autogenerate: Any) -> Any:
    """Write SQLModel's type of text, and ours, as SQLAlchemy's: a revision imports nothing else."""
    if kind == "type" and isinstance(rendered, Word):
        return "sa.Text()"
    return "sa.String()" if kind == "type" and isinstance(rendered, AutoString) else False


def write_sql() -> None:
    """Write the statements of the revisions instead of running them."""
    context.configure(dialect_name="postgresql", target_metadata=METADATA, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_alone() -> None:
    """Run on the database that `-x` names, or on one that is thrown away."""
    url = context.get_x_argument(as_dictionary=True).get("database")
    if url:
        asyncio.run(with_connection(url, run))
        return
    with scratch() as url:
        newest = [
            sys.executable,
            "-m",
            "alembic",
            "-x",
            f"database={url}",
            "-x",
            _TABLES_ALONE,
            "upgrade",
            "head",
        ]
        subprocess.run(newest, check=True)  # noqa: S603 - this very program
        asyncio.run(with_connection(url, run))


if context.is_offline_mode():
    write_sql()
elif context.config.attributes.get("connection") is not None:
    run(context.config.attributes["connection"])
else:
    run_alone()
