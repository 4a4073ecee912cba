"""`meritgrid token`: sign in to a trial with made-up people."""

from typing import Annotated

import typer

from cli.console import tell

As = Annotated[str, typer.Option("--as", metavar="NAME", help="Whose: hr, finance, legislator, employee ...")]


def token(name: As) -> None:
    """Print a token of a demo account, for `Authorization: Bearer`. Refused outside development."""
    from api import settings
    from api.sign_in import development_tokens
    from demo import sources
    from domain.errors import NotFound
    from pay_models.kernel.errors import did_you_mean

    minted = development_tokens.mint(settings.read(), name)
    accounts = sources.read("rights")["accounts"]
    if name not in accounts:
        raise NotFound("no_account", f"The demo has no account {name!r}. {did_you_mean(name, accounts)}")
    typer.echo(minted)
    hours = int(development_tokens.LIFETIME.total_seconds() // 3600)
    tell(f"Good for {hours} hours on this computer's server, as {accounts[name]['name'] or 'one employee'}.")
    tell("It approves for 5 minutes from now: for an approval later on, print another one.")
