"""The `meritgrid` command.

Exit codes: 0 done; 1 refused, such as bad rows, or a proof or check that fails; 2 wrongly asked.
"""

import io
import signal
import sys

import typer

from cli.admin.admin import admin
from cli.audit import audit
from cli.compute.compute import compute
from cli.console import SPOKEN, tell
from cli.documents.documents import documents
from cli.explain.diff import diff
from cli.explain.explain import explain
from cli.migrate import demo, migrate
from cli.models.models import models
from cli.schema import rights, schema
from cli.serve.serve import serve
from cli.sign_in.sessions import sessions
from cli.sign_in.tokens import token
from cli.work import work
from domain.database.errors import refusal_from
from domain.errors import NotFound

app = typer.Typer(
    name="meritgrid",
    help="What public servants achieve, and what they are paid for it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (serve, work, demo, migrate, token, compute, explain, diff, schema, rights):
    app.command()(command)
app.add_typer(models, name="models")
app.add_typer(admin, name="admin")
app.add_typer(audit, name="audit")
app.add_typer(documents, name="documents")
app.add_typer(sessions, name="sessions")

INTERRUPTED = 130


def main() -> None:
    """Answer the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of people are Vietnamese, also where the terminal says that it is not.
            stream.reconfigure(encoding="utf-8")
    # Python leaves at once at these signals, and the embedded database would stay behind.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is signal.SIG_DFL:  # `nohup` has them ignored
            signal.signal(ending, lambda number, _frame: sys.exit(128 + number))
    sys.exit(answer(sys.argv[1:]))


def answer(arguments: list[str]) -> int:
    """Do what `arguments` ask and return the exit code; what is wrong is told in sentences."""
    SPOKEN.set("")
    try:
        return app(arguments, prog_name="meritgrid", standalone_mode=False) or 0
    except typer.TyperException as wrong:
        tell(f"meritgrid: {wrong.format_message()}")
        return wrong.exit_code
    except typer.Abort:
        return INTERRUPTED
    except Exception as error:
        refusal = refusal_from(error)
        if refusal is None:
            raise
        # No other command than one that is refused waits for what knows languages.
        from cli.language import spoken

        tell(f"meritgrid: {refusal.said(spoken().code)}")
        return 2 if isinstance(refusal, NotFound) else 1


if __name__ == "__main__":
    main()
