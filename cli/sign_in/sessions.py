"""`meritgrid sessions`: end the sessions of an account, such as those of a computer that was lost."""

import asyncio
from typing import Annotated

import typer

sessions = typer.Typer(help="End what somebody signed in to on the pages.", no_args_is_help=True)
Subject = Annotated[
    str, typer.Option("--account", metavar="SUBJECT", help="The account's subject: <issuer>|<sub>.")
]


@sessions.callback()
def _group() -> None:
    """One command so far; it keeps its name."""


@sessions.command()
def end(account: Subject) -> None:
    """End every open session of an account; running servers know it at once. Tokens of its provider stay good."""
    ended = asyncio.run(_end(account))
    typer.echo(f"{account}: {ended:,} {'session' if ended == 1 else 'sessions'} ended.")


async def _end(subject: str) -> int:
    from api import databases, settings
    from domain import areas, clock  # noqa: F401 - foreign keys find all tables
    from domain.access.accounts import sessions as kept
    from domain.actor import SYSTEM
    from domain.database.sessions import owning

    addresses = await databases.existing(settings.read())
    async with owning(addresses.owner, SYSTEM) as session:
        return await kept.end_of(session, subject, clock.now())
