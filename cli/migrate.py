"""`meritgrid migrate` and `meritgrid demo`: what is in the database before anybody asks it anything."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import Progress, progress, tell

if TYPE_CHECKING:
    from demo import Summary

EMPLOYEES, SEED = 20_000, 1
Employees = Annotated[
    int, typer.Option(metavar="NUMBER", help="How many people the demo administration has.")
]
Seed = Annotated[int, typer.Option(metavar="NUMBER", help="The same seed gives the same administration.")]


Check = Annotated[
    bool,
    typer.Option("--check", help="Change nothing; name what the database holds otherwise than declared."),
]


def migrate(*, check: Check = False) -> None:
    """Bring the database to this release: tables, rights, and the law's numbers."""
    from api import databases, settings

    addresses = databases.find(settings.read())
    if check:
        differences = asyncio.run(databases.differences(addresses))
        for difference in differences:
            typer.echo(str(difference))
        raise typer.Exit(int(bool(differences)))
    asyncio.run(databases.prepare(addresses))
    tell("The database is up to date.")


def demo(employees: Employees = EMPLOYEES, seed: Seed = SEED) -> None:
    """Load a made-up administration into an empty database, all or nothing."""
    with progress() as show:
        summary = asyncio.run(_load(employees, seed, show))
    tell(
        f"Loaded {summary.employees:,} people in {summary.units:,} units and {summary.positions:,} positions,"
        f" {summary.results:,} results and {summary.assessments:,} assessments. Salary fund "
        f"{summary.salary_fund_vnd:,} VND, bonus funds {summary.bonus_fund_vnd:,} VND."
    )


async def _load(employees: int, seed: int, show: Progress) -> "Summary":
    from api import databases, settings
    from demo import load

    addresses = databases.find(settings.read())
    await databases.prepare(addresses)
    return await load(addresses.owner, employees, seed, progress=show)
