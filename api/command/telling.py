"""What goes to the person at the terminal: on standard error, so that standard output stays a table."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import typer


class Progress(Protocol):
    """Told after each piece of a long work: what is being done, how much of how much."""

    def __call__(self, doing: str, done: int, total: int) -> None: ...


def tell(message: str) -> None:
    """One line, or a few, for the person."""
    typer.echo(message, err=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar at a terminal; elsewhere a plain line for each new piece of work and at its end."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<36}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing)
            bars.update(tasks[doing], completed=done, total=total)

        yield show


@contextmanager
def working(doing: str) -> Iterator[None]:
    """A spinner at a terminal while something takes its time; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} ..."):
        yield


class _Lines:
    def __init__(self) -> None:
        self._doing = ""

    def __call__(self, doing: str, done: int, total: int) -> None:
        if doing != self._doing:
            self._doing = doing
            tell(f"{doing} ...")
        if done >= total > 1:
            tell(f"{doing}: {done:,} done")
