"""Refusals that goals, KPIs and products share."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from domain.errors import Conflict, Forbidden, Invalid, Refusal
from domain.goals.catalogue.kind import ItemKind, Known
from domain.goals.catalogue.register import Entry, Reference
from domain.language.rights import named
from domain.organisation import places
from domain.reading.ids import global_id, id_of

VERB = "goals.write"


def owner(name: Reference | None, known: Known, at: str) -> Iterator[Refusal]:
    """Why nothing is set up in the catalogue of a unit."""
    path = f"{at}.{'unitId' if isinstance(name, UUID) else 'unitCode'}"
    if name is None:
        yield Invalid("unit_missing", "Say which unit, by unitId or by unitCode.", path)
    elif name not in known.units:
        yield places.unknown(name, path)
    else:
        unit = known.units[name]
        yield from places.open_on(unit, known.day, path)
        if unit.id not in known.theirs:
            yield not_theirs(unit.code, path)


def not_theirs(unit: str, path: str) -> Refusal:
    """The refusal of the catalogue of a unit for which the actor may not write."""
    return Forbidden(
        "forbidden",
        "You lack the right to {right} on {unit} today. Ask whoever grants rights there.",
        path,
        right=named(VERB),
        unit=unit,
    )


def taken(code: str, unit_id: UUID, known: Known, path: str) -> Iterator[Refusal]:
    """Why a unit's catalogue takes no item of a code: it has one, or inherits or hands down one."""
    for entry in known.own.named(code):
        theirs = entry.item.unit_id
        if theirs == unit_id:
            yield Conflict(
                "code_taken",
                "The catalogue of this unit has {item} already: choose another code, or change that one.",
                path,
                item=code,
            )
        elif theirs in known.lines.get(unit_id, ()) or unit_id in known.lines.get(theirs, ()):
            yield Conflict(
                "code_inherited",
                "A unit above or below has {item} in its catalogue, and a code names one thing for whoever inherits"
                " it: choose another.",
                path,
                item=code,
            )


def picked(
    kind: ItemKind, name: Reference, known: Known, path: str, owners: frozenset[UUID] | None = None
) -> tuple[Entry | None, list[Refusal]]:
    """The item that a row names, or why there is none."""
    found = known.own.named(name, owners)
    return one_of(kind, name, found, path)


def one_of(
    kind: ItemKind, name: Reference, found: list[Entry], path: str
) -> tuple[Entry | None, list[Refusal]]:
    """The only one of what was found under a name, or why there is none."""
    called = global_id(kind.model.__name__, name) if isinstance(name, UUID) else name
    if not found:
        return None, [kind.absent.of(item=called).at(path)]
    if len(found) > 1:
        several = Conflict(
            "code_of_several",
            "{count} units have {item} in their catalogues: name it by its id.",
            path,
            count=len(found),
            item=called,
        )
        return None, [several]
    return found[0], []


def stale(entry: Entry, path: str) -> Refusal:
    """The refusal of a change of what was read before the latest state."""
    return Conflict(
        "stale_version",
        "The latest state of {unit} is {state}, from {day}: read it again.",
        path,
        unit=entry.item.code,
        state=id_of(entry.latest),
        day=entry.latest.effective_from,
    )


def within_a_month(day: date) -> Iterator[Refusal]:
    """Why nothing that a month is scored by begins on a day."""
    if day.day != 1:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        yield Invalid(
            "within_a_month",
            "A month is scored by one catalogue, so it changes from the first of a month: choose {first} or"
            " {following}, not {day}.",
            "input.effectiveFrom",
            first=day.replace(day=1),
            following=following,
            day=day,
        )


def already_counted(entry: Entry, month: date) -> Refusal:
    """The refusal of a change from a month on for which results are recorded already."""
    return Conflict(
        "already_counted",
        "{item} counts results of {month:%Y-%m}, and a change never scores anew what is recorded: let it begin in the"
        " month after that.",
        "input.effectiveFrom",
        item=entry.item.code,
        month=month,
    )


def counted_since(month: date) -> Refusal:
    """The refusal of taking back what results were recorded by."""
    return Conflict(
        "already_counted",
        "Results of {month:%Y-%m} are recorded by it: let it become something else from the month after that.",
        "id",
        month=month,
    )
