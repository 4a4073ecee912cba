"""Kinds of jobs: what an area can do behind a request."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from domain.actor import Actor
from domain.database.sessions import WriteSession

Arguments: TypeAlias = Mapping[str, Any]
# How far it is: so many of so many. Raises Conflict (`job_over`) once the job was cancelled.
Progress: TypeAlias = Callable[[int, int], Awaitable[None]]
Run: TypeAlias = Callable[[WriteSession, Actor, Arguments, Progress, datetime], Awaitable[Any]]


async def untold(done: int, total: int) -> None:
    """The progress of what nobody follows, because its answer waits for it."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """What `run` does in one transaction with the job's own end: all of it and `done`, or nothing and why.

    It gets the arguments as they were asked (JSON) and the moment of its start, and gives the outcome (JSON). What it
    computes it computes in threads: the worker's loop must go on telling that it lives.
    """

    name: str
    run: Run
