"""Commands: register the documents of a client, take them back, tell which fields they use."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import tell
from cli.documents import files
from domain import clock

if TYPE_CHECKING:
    from domain.database.sessions import WriteSession

CLIENT_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
documents = typer.Typer(
    help="Register what a client asks, or tell which fields it uses.", no_args_is_help=True
)
Client = Annotated[str, typer.Argument(metavar="CLIENT", help="The client's name, such as hr-portal.")]
File = Annotated[
    Path,
    typer.Argument(
        exists=True,
        metavar="FILE",
        help="persisted-documents.json of graphql-codegen, or a folder of .graphql files.",
    ),
]


@documents.command()
def register(client: Client, file: File) -> None:
    """Register the documents of a client; all of them, or none when one is not valid here."""
    from domain.documents import service

    if not CLIENT_NAME.fullmatch(client):
        raise typer.BadParameter(
            f"{client!r} is no name: small letters, digits, dots and hyphens, as hr-portal."
        )
    found = files.read(file)
    added = asyncio.run(_owning(lambda session: service.register(session, client, found, clock.now())))
    typer.echo(f"{client}: {added:,} registered, {len(found) - added:,} were there already.")


@documents.command()
def remove(client: Client) -> None:
    """Take back all documents of a client: nobody gets them carried out by their id any more."""
    from domain.documents import service

    removed = asyncio.run(_owning(lambda session: service.remove(session, client)))
    typer.echo(f"{client}: {removed:,} removed. Running servers know it within 30 seconds.")


@documents.command()
def fields(client: Client) -> None:
    """Tell which fields a client's documents use, in how many of them, and which are deprecated."""
    from api.graphql.validation.used_fields import used_fields
    from api.schema import schema
    from domain.documents import service

    texts = asyncio.run(_owning(lambda session: service.registered(session, client)))
    for one in used_fields(schema.graphql, texts.values()):
        typer.echo(
            f"{one.name}\t{one.documents}" + (f"\tdeprecated: {one.deprecated}" if one.deprecated else "")
        )
    broken = [f"{hashed}: {fault}" for hashed, text in texts.items() for fault in schema.faults(text)]
    for each in broken:
        tell(f"No longer valid: {each}")
    raise typer.Exit(int(bool(broken)))


async def _owning(work: "Callable[[WriteSession], Awaitable[Any]]") -> Any:
    from api import databases, settings
    from domain.actor import SYSTEM
    from domain.database.sessions import owning

    addresses = await databases.existing(settings.read())
    async with owning(addresses.owner, SYSTEM) as session:
        return await work(session)
