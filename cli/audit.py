"""`meritgrid audit`: prove that nothing was changed afterwards, seal what is not sealed yet, erase a person."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from cli.console import tell, working

if TYPE_CHECKING:
    from domain.verification.report import Report

_LINK = re.compile("[0-9a-fA-F]{64}")
_EMPLOYEE = re.compile("Employee_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
audit = typer.Typer(help="Verify the trail, seal it, or erase a person from it.", no_args_is_help=True)


LINK = typer.Option(
    "", "--link", metavar="HEX", help="A link that you kept: does the trail still go through it?"
)
SEAL = typer.Option(0, "--seal", metavar="N", min=0, help="The number of the seal that had the kept link.")


@audit.command()
def verify(link: str = LINK, seal: int = SEAL) -> None:
    """Recompute every hash of the trail and of every run; name the first thing that differs."""
    if (seal > 0) != bool(_LINK.fullmatch(link)) or (link and not seal):
        raise typer.BadParameter("Give both: --link with 64 hexadecimal digits, and --seal with its number.")
    with working("Verifying") as say:
        report = asyncio.run(_verify(say, link, seal))
    typer.echo(f"Verified {_counts(report)}.")
    if report.erased:
        typer.echo(
            f"{report.erased:,} leaves of events and lines cannot be opened any more: the secrets that salt them are"
            " deleted, as the trail tells. The roots over them stand."
        )
    if report.difference is not None:
        tell(f"meritgrid: {report.difference}")
        raise typer.Exit(1)
    if seal:
        typer.echo(f"The trail goes through the link that you kept of seal {seal}.")
    kept = f"{report.link}, of seal {report.seals}" if report.link else "(no seal yet)"
    typer.echo(f"Nothing differs. Keep the last seal's link elsewhere: {kept}")


@audit.command()
def seal() -> None:
    """Seal every event that waits for it; a running server does so by itself."""
    batches = asyncio.run(_seal())
    typer.echo(
        f"Sealed {batches:,} {'batch' if batches == 1 else 'batches'}." if batches else "Nothing to seal."
    )


@audit.command()
def erase(
    employee: str = typer.Argument(..., metavar="EMPLOYEE", help="The id, as Employee_0190..."),
    reason: str = typer.Option(..., "--reason", help="Why; the trail tells it."),
) -> None:
    """Delete the secret of an employee for ever: nobody can open what is recorded of them, and every root stands."""
    found = _EMPLOYEE.fullmatch(employee)
    if not found or not reason.strip():
        raise typer.BadParameter("Give the id of an employee, as Employee_0190..., and a --reason.")
    asyncio.run(_erase(found[1], reason.strip()))
    typer.echo(f"{employee} is erased; the trail tells why.")


async def _erase(employee: str, reason: str) -> None:
    from uuid import UUID

    import asyncpg

    from api import databases, settings
    from domain.audit import erasure

    connection = await asyncpg.connect((await databases.existing(settings.read())).owner)
    try:
        await erasure.erase(connection, UUID(employee), reason)
    finally:
        await connection.close()


async def _verify(say: Callable[[str], None], link: str, seal: int) -> "Report":
    import asyncpg

    from api import databases, settings
    from domain.verification.verify import Kept
    from domain.verification.verify import verify as verified

    connection = await asyncpg.connect((await databases.existing(settings.read())).owner)
    try:
        kept = Kept(seal, link) if seal else None
        return await verified(connection, lambda report: say(f"Verifying: {_counts(report)}"), kept)
    finally:
        await connection.close()


async def _seal() -> int:
    from api import databases, settings
    from domain.audit import service
    from domain.database.sessions import Database

    addresses = await databases.existing(settings.read())
    database = await Database.connect(addresses.application, readers=1)
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
        f"{report.runs:,} runs, {report.lines:,} lines, {report.files:,} files, "
        f"{report.rows:,} rows of money, scores and grants, and {report.guards:,} guards of the database"
    )
