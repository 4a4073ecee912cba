"""`meritgrid migrate` and `meritgrid demo`: what is in the database before anybody asks it anything."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import Progress, progress, tell
from demo import Until

if TYPE_CHECKING:
    from demo import Summary

EMPLOYEES, SEED = 20_000, 1
MIGRATED_BUT = (
    "The database is up to date but for the above, which no migration restores: `meritgrid migrate --check` exits"
    " with 1 until it is put right."
)
Employees = Annotated[
    int, typer.Option(metavar="NUMBER", help="How many people the demo administration has.")
]
Seed = Annotated[int, typer.Option(metavar="NUMBER", help="The same seed gives the same administration.")]
HowFar = Annotated[
    Until,
    typer.Option(
        "--until",
        help="How far the demo plays its year: everybody assessed, the bonus computed as well, or closed.",
    ),
]
BONUS = {
    Until.ASSESSED: "Its bonus is still to be made",
    Until.COMPUTED: "Its bonus is computed, and waits for review",
    Until.CLOSED: "Its bonus is closed",
}
WAITS = ", and one commune's extra income waits for approval"

Check = Annotated[
    bool,
    typer.Option("--check", help="Change nothing; name what the database holds otherwise than declared."),
]


def migrate(*, check: Check = False) -> None:
    """Bring the database to this release: tables, rights, and the law's numbers; name what it does not restore."""
    from api import databases, settings

    if check:
        found = asyncio.run(_differences())
        for each in found:
            typer.echo(each)
        raise typer.Exit(int(bool(found)))
    addresses = databases.find(settings.read())
    asyncio.run(databases.prepare(addresses))
    left = asyncio.run(databases.differences(addresses))
    for difference in left:
        tell(str(difference))
    tell("The database is up to date." if not left else MIGRATED_BUT)


async def _differences() -> list[str]:
    from api import databases, settings

    return [str(each) for each in await databases.differences(await databases.existing(settings.read()))]


def demo(employees: Employees = EMPLOYEES, seed: Seed = SEED, until: HowFar = Until.CLOSED) -> None:
    """Load a made-up administration into an empty database, all or nothing, and play its year."""
    with progress() as show:
        summary = asyncio.run(_load(employees, seed, until, show))
    waits = WAITS if summary.extra_income_waits else ""
    tell(
        f"Loaded {summary.employees:,} people in {summary.units:,} units and {summary.positions:,} positions,"
        f" {summary.results:,} results and {summary.assessments:,} assessments. Salary fund "
        f"{summary.salary_fund_vnd:,} VND, bonus funds {summary.bonus_fund_vnd:,} VND. {BONUS[until]}{waits}."
    )


async def _load(employees: int, seed: int, until: Until, show: Progress) -> "Summary":
    from api import databases, settings
    from demo import load

    addresses = databases.find(settings.read())
    await databases.prepare(addresses)
    return await load(addresses.owner, employees, seed, progress=show, until=until)
