"""`meritgrid audit`: prove that nothing was changed afterwards, and seal what is not sealed yet."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from api.command.telling import tell, working

if TYPE_CHECKING:
    from domain.audit.report import Report

audit = typer.Typer(help="Verify the trail, or seal it.", no_args_is_help=True)


@audit.command()
def verify() -> None:
    """Recompute every hash of the trail and of every run; name the first thing that differs."""
    with working("Verifying") as say:
        report = asyncio.run(_verify(say))
    typer.echo(f"Verified {_counts(report)}.")
    if report.difference is not None:
        tell(f"meritgrid: {report.difference}")
        raise typer.Exit(1)
    typer.echo(f"Nothing differs. Keep the last seal's link elsewhere: {report.link or '(no seal yet)'}")


@audit.command()
def seal() -> None:
    """Seal every event that waits for it; a running server does so by itself."""
    batches = asyncio.run(_seal())
    typer.echo(
        f"Sealed {batches:,} {'batch' if batches == 1 else 'batches'}." if batches else "Nothing to seal."
    )


async def _verify(say: Callable[[str], None]) -> "Report":
    import asyncpg

    from api import databases, settings
    from domain.audit.verify import verify as verified

    connection = await asyncpg.connect(databases.find(settings.read()).owner)
    try:
        return await verified(connection, lambda report: say(f"Verifying: {_counts(report)}"))
    finally:
        await connection.close()


async def _seal() -> int:
    from api import databases, settings
    from domain.audit import service
    from domain.database import Database

    database = await Database.connect(databases.find(settings.read()).application, readers=1)
    batches = 0
    try:
        while await service.seal(database) is not None:
            batches += 1
    finally:
        await database.close()
    return batches


def _counts(report: "Report") -> str:
    return (
        f"{report.events:,} events ({report.unsealed:,} not sealed yet), {report.seals:,} seals, "
        f"{report.runs:,} runs, {report.lines:,} lines and {report.files:,} files"
    )
