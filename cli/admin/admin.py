"""`meritgrid admin`: the first administrator, a subject that was mistyped, and a way back in when nobody may grant."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli.compute.values import day_of
from cli.console import tell
from cli.language import chosen

if TYPE_CHECKING:
    from datetime import date

    from domain.access.tables import AccessGrant, Account
    from domain.database.sessions import WriteSession

Answer = TypeVar("Answer")
admin = typer.Typer(
    help="Begin an administration, and let whoever administers its rights in again.", no_args_is_help=True
)
Issuer = Annotated[str, typer.Option("--issuer", metavar="URL", help="The `iss` of the provider's tokens.")]
Sub = Annotated[
    str, typer.Option("--subject", metavar="SUB", help="The `sub` that the provider knows them by.")
]
Whose = Annotated[str, typer.Option("--account", metavar="SUBJECT", help="The account's: <issuer>|<sub>.")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; the trail tells it.")]


@admin.command()
def first(
    issuer: Issuer,
    subject: Sub,
    name: Annotated[str, typer.Option("--name", help="What the person, or their office, is called.")],
    root_code: Annotated[
        str, typer.Option("--root-code", metavar="CODE", help="Of the unit above all others.")
    ],
    root_name: Annotated[str, typer.Option("--root-name", metavar="NAME", help="What that unit is called.")],
    root_kind: Annotated[
        str, typer.Option("--root-kind", metavar="KIND", help="province, department, commune or division.")
    ] = "province",
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="The unit's first day; today if left out.")
    ] = None,
) -> None:
    """Begin an empty administration: its first unit, and an account that may grant every right there. Once."""
    from api import settings
    from domain import clock
    from domain.access.accounts.first import Beginning, begin

    read = settings.read()
    asked = Beginning(issuer, subject, name, root_code, root_name, root_kind, day_of(since, "--since"))

    async def work(session: "WriteSession") -> "AccessGrant":
        return await begin(session, asked, read.oidc_issuer, clock.today())

    right = asyncio.run(_as_owner(work, new=True))
    tell(_begun(root_code, f"{issuer}|{subject}", right.effective_from))


@admin.command("subject")
def move(account: Whose, issuer: Issuer, subject: Sub, reason: Why) -> None:
    """Give an account to another subject of the provider: it was mistyped, or the provider is a new one."""
    from api import settings
    from domain import clock
    from domain.access.accounts import sessions, subjects

    new = subjects.subject_of(issuer, subject, settings.read().oidc_issuer)

    async def work(session: "WriteSession") -> "Account":
        moved = await subjects.move(session, account, new, reason)
        await sessions.end_of(session, new, clock.now())
        return moved

    moved = asyncio.run(_as_owner(work))
    tell(
        chosen(None).say(
            "The account of {name} is {subject} from now on; its sessions of the pages have ended.",
            name=moved.name,
            subject=new,
        )
    )


@admin.command()
def restore(account: Whose, reason: Why) -> None:
    """Let an account grant every right on everything, where nobody may do that any more."""
    from domain import clock
    from domain.access.accounts import first as beginning

    async def work(session: "WriteSession") -> "AccessGrant":
        return await beginning.restore(session, account, reason, clock.today())

    right = asyncio.run(_as_owner(work))
    tell(
        chosen(None).say(
            "{subject} may grant every right on everything from {day}. The trail tells that the owner did it, and why.",
            subject=account,
            day=right.effective_from,
        )
    )


def _begun(code: str, subject: str, day: "date") -> str:
    """What is there now, and what comes next."""
    return chosen(None).say(
        "The unit {code} is there, and the account {subject}, who may grant every right on it from {day}. Sign in as"
        " that account, open one for a second person (openAccount) and let them grant rights too (grantRight"
        " ACCESS_GRANT): that one more you let in alone, all others it takes two of you.",
        code=code,
        subject=subject,
        day=day,
    )


async def _as_owner(work: Callable[["WriteSession"], Awaitable[Answer]], new: bool = False) -> Answer:
    """What `work` gives, in one transaction of the database's owner. `new`: the database may still be empty."""
    from api import databases, settings
    from domain import areas  # noqa: F401 - foreign keys find all tables
    from domain.actor import SYSTEM
    from domain.database.sessions import owning

    read = settings.read()
    if new:
        addresses = databases.find(read)
        await databases.prepare(addresses)
    else:
        addresses = await databases.existing(read)
    async with owning(addresses.owner, SYSTEM) as session:
        return await work(session)
