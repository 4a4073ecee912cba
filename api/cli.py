"""The `meritgrid` command. Exit codes: 0 done, 1 refused or a difference found, 2 wrongly asked."""

import sys

import typer

from api.command.compute import compute
from api.command.explain import explain
from api.command.models import models
from api.command.telling import tell
from domain.errors import NotFound, Refusal

app = typer.Typer(
    name="meritgrid",
    help="What public servants achieve, and what they are paid for it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models, name="models")
app.command()(compute)
app.command()(explain)

INTERRUPTED = 130


def main() -> None:
    """Answer the command line of this process."""
    sys.exit(answer(sys.argv[1:]))


def answer(arguments: list[str]) -> int:
    """Do what `arguments` ask and return the exit code; what is wrong is told in sentences."""
    try:
        return app(arguments, prog_name="meritgrid", standalone_mode=False) or 0
    except typer.TyperException as wrong:
        tell(f"meritgrid: {wrong.format_message()}")
        return wrong.exit_code
    except Refusal as refusal:
        tell(f"meritgrid: {refusal.message}")
        return 2 if isinstance(refusal, NotFound) else 1
    except typer.Abort:
        return INTERRUPTED


if __name__ == "__main__":
    main()
