"""Refusals of places in the tree: units that are not there, not begun, closed, or not the actor's to write."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, as_one
from domain.language.rights import named
from domain.language.text import all_of
from domain.organisation.service import LARGEST_BATCH, Reference, UnitHistory, Units
from domain.reading.ids import global_id

Sent = TypeVar("Sent")
NOT_THE_LATEST = Conflict(
    "not_the_latest", "A later state stands after this one: withdraw that one first.", "id"
)


def refuse_batch(rows: Sequence[object], name: str) -> None:
    """Raise Invalid (`batch_size`) for no rows of a list, or too many. `name`: of the list."""
    if not 0 < len(rows) <= LARGEST_BATCH:
        raise Invalid(
            "batch_size",
            "Send 1 to {largest_batch} rows, not {count}.",
            name,
            largest_batch=LARGEST_BATCH,
            count=len(rows),
        )


def sound(rows: Sequence[Sent | None], name: str) -> dict[int, Sent]:
    """The rows of a list that could be read, each by its place. Raises what `refuse_batch` raises."""
    refuse_batch(rows, name)
    return {row: each for row, each in enumerate(rows) if each is not None}


def refuse(faults: Iterable[Refusal]) -> None:
    """Raise all faults, if there are any, in the order of their rows; what is of no row comes first."""
    once = {(fault.path, fault.code, fault.message): fault for fault in faults}
    if found := sorted(once.values(), key=_row):
        raise as_one(found)


def under(name: Reference, known: Units, theirs: set[UUID], day: date, at: str) -> Iterator[Refusal]:
    """Why a unit cannot hang under another from a day on. `at`: where the row stands in the input."""
    path = f"{at}.{'parentId' if isinstance(name, UUID) else 'parentCode'}"
    if name not in known:
        yield unknown(name, path)
    else:
        yield from open_on(known[name], day, path)
        if known[name].id not in theirs:
            yield not_theirs(known[name], path)


def written(name: Reference | None, known: Units, theirs: set[UUID], at: str) -> Iterator[Refusal]:
    """Why a unit that is named cannot be written at all."""
    path = f"{at}.{'unitId' if isinstance(name, UUID) else 'unitCode'}"
    if name is None:
        yield Invalid("unit_missing", "Say which unit, by unitId or by unitCode.", path)
    elif name not in known:
        yield unknown(name, path)
    elif known[name].id not in theirs:
        yield not_theirs(known[name], path)


def open_on(unit: UnitHistory, day: date, path: str) -> Iterator[Refusal]:
    """Why nothing can belong to a unit from a day on: it is closed by then or later, or has not begun."""
    if unit.latest.closed:
        yield closed(unit, path)
    elif unit.on(day) is None:
        yield Invalid(
            "unit_not_begun",
            "{unit} begins on {begins} only: choose that day or a later one.",
            path,
            unit=unit.code,
            begins=unit.states[0].effective_from,
        )


def closed(unit: UnitHistory, path: str) -> Refusal:
    """The refusal of a closed unit, which names who took over from it."""
    since = unit.latest.effective_from
    if successors := unit.took_over:
        return Conflict(
            "unit_closed",
            "{unit} is closed since {since}, and {successors} took over from it: take that unit instead.",
            path,
            unit=unit.code,
            since=since,
            successors=all_of(successors),
        )
    return Conflict(
        "unit_closed",
        "{unit} is closed since {since}: take another unit, or withdraw its closing (withdrawUnitState) if nobody was"
        " paid since.",
        path,
        unit=unit.code,
        since=since,
    )


def code_taken(unit: UnitHistory, path: str) -> Refusal:
    """The refusal of a code that a unit has or had: of one that is closed it names who took over."""
    if unit.latest.closed and unit.took_over:
        return Conflict(
            "code_taken",
            "{unit} is the code of {name}, which was merged into {successors} on {since}. A code names one unit for"
            " ever: use that of {successors}, or choose another for a new unit.",
            path,
            unit=unit.code,
            name=unit.latest.name,
            successors=all_of(unit.took_over),
            since=unit.latest.effective_from,
        )
    return Conflict(
        "code_taken",
        "{unit} is the code of {name}. A code names one unit for ever: choose another.",
        path,
        unit=unit.code,
        name=unit.latest.name,
    )


def unknown(name: Reference, path: str) -> Refusal:
    """The refusal of a unit that is not there."""
    unit = global_id("Unit", name) if isinstance(name, UUID) else name
    return NotFound(
        "unit_not_found",
        "There is no unit {unit}: send an id that this API gave, or the code of a unit.",
        path,
        unit=unit,
    )


def not_theirs(unit: UnitHistory, path: str) -> Refusal:
    """The refusal of a unit that the actor may not write."""
    return Forbidden(
        "forbidden",
        "You lack the right to {right} on {unit} today. Ask whoever grants rights there.",
        path,
        right=named("organisation.write"),
        unit=unit.code,
    )


def _row(refusal: Refusal) -> int:
    return next((int(step) for step in refusal.path.split(".") if step.isdigit()), -1)
