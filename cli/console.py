"""The console: what goes to the person, on standard error, so that standard output stays a table."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn, Protocol

import typer

# The language that a command was asked for, for what is refused on the way; empty until one was.
SPOKEN: ContextVar[str] = ContextVar("spoken", default="")


class Progress(Protocol):
    """Told after each piece of a long work: what is being done, how much of how much."""

    def __call__(self, doing: str, done: int, total: int) -> None: ...


def tell(message: str) -> None:
    """One line, or a few, for the person."""
    typer.echo(message, err=True)


def wrong(option: str, sentence: str) -> NoReturn:
    """Refuse what stands after an option."""
    raise typer.BadParameter(sentence, param_hint=option)


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar at a terminal; elsewhere a plain line for each piece of work, as `a_piece` reads it back."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: tell(f"{doing} ({done} of {total})")
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("")
        yield lambda doing, done, total: bar.update(task, description=doing, completed=done, total=total)


def a_piece(line: str) -> tuple[str, int, int] | None:
    """What a line of `progress` says of another process; None for any other line."""
    told = re.fullmatch(r"(.+) \((\d+) of (\d+)\)", line)
    return (told[1], int(told[2]), int(told[3])) if told else None


@contextmanager
def working(doing: str) -> Iterator[Callable[[str], None]]:
    """A spinner at a terminal while something takes its time; takes new words for it. Nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _doing: None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} ...") as status:
        yield lambda doing: status.update(f"{doing} ...")
