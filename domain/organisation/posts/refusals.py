"""Refusals that positions and peer groups share."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from uuid import UUID

from domain import gate
from domain.errors import Conflict, Forbidden, NotFound, Refusal, fault_of
from domain.language.rights import named
from domain.reading.ids import global_id
from tabular.text import Kind


class State(Protocol):
    """What something is from a day on."""

    effective_from: date


class History(Protocol):
    """Something with dated states."""

    @property
    def latest(self) -> State | None:
        """Its latest state."""
        ...

    def closed_from(self) -> date | None:
        """The day from which it is closed, if it is."""
        ...


def texts(at: str, **sent: tuple[str, Kind]) -> Iterator[Refusal]:
    """What may not come in of the texts of a row, each by the name of its field."""
    for name, (text, kind) in sent.items():
        if fault := fault_of(gate.text, text, kind, f"{at}.{name}"):
            yield fault


def dated_after(name: str, known: History, day: date, path: str) -> Iterator[Refusal]:
    """Why something gets no new state from a day on: it is closed, or has a state on that day or later."""
    if since := known.closed_from():
        yield Conflict(
            "already_closed",
            "{name} is closed since {since}: withdraw that first if nobody was paid since.",
            path,
            name=name,
            since=since,
        )
    elif known.latest is not None and day <= known.latest.effective_from:
        yield Conflict(
            "not_after_the_last",
            "{name} has a state from {effective_from} on: choose a later day, or withdraw that state first if nobody"
            " was paid from it.",
            "input.effectiveFrom",
            name=name,
            effective_from=known.latest.effective_from,
        )


def given_twice(rows: str, other: int, name: str, path: str) -> Refusal:
    """The refusal of a row that names what an earlier one names."""
    return Conflict(
        "given_twice",
        "`{rows}.{other}` names {name} too: say all of it in one row.",
        path,
        rows=rows,
        other=other,
        name=name,
    )


def no_group(id_: UUID, path: str) -> Refusal:
    """The refusal of a peer group that is not there."""
    called = global_id("PeerGroup", id_)
    return NotFound(
        "peer_group_not_found",
        "There is no peer group {group}: send an id that this API gave.",
        path,
        group=called,
    )


def not_theirs(name: str, path: str) -> Refusal:
    """The refusal of what the actor may not write."""
    return Forbidden(
        "forbidden",
        "You lack the right to {right} on the unit of {name} today. Ask whoever grants rights there.",
        path,
        right=named("organisation.write"),
        name=name,
    )
