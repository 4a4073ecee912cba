"""A catalogue as it stands: items by id and by code within an owner, with what became of each since it was set up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.database.sessions import ReadSession
from domain.reading.units import UNIT_ANCESTOR

# An item as a request names it: by its id, or by its code.
Reference: TypeAlias = UUID | str
# By the unit: itself and every unit above it.
Lines: TypeAlias = Mapping[UUID, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a catalogue (`id`, `unit_id` of its owner, `code`) with its states from the first to the last."""

    item: Any
    states: Sequence[Any]

    @property
    def latest(self) -> Any:
        """What it will be in the end, as far as is known today."""
        return self.states[-1]

    def on(self, day: date) -> Any:
        """What it is on a day; None before its first."""
        begun = [state for state in self.states if state.effective_from <= day]
        return begun[-1] if begun else None

    def closed_from(self) -> date | None:
        """The day from which it is closed, if it is."""
        since: date = self.latest.effective_from
        return since if self.latest.ended else None

    def then(self, state: Any) -> "Entry":
        """The same with one state more."""
        return replace(self, states=[*self.states, state])


class Register:
    """Entries of one catalogue, to which a list that is judged row by row adds its own."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_id: dict[UUID, Entry] = {entry.item.id: entry for entry in entries}

    def put(self, entry: Entry) -> None:
        """Let later rows see what an earlier one makes of an item."""
        self._by_id[entry.item.id] = entry

    def entries(self) -> list[Entry]:
        """All entries."""
        return list(self._by_id.values())

    def named(self, name: Reference, owners: Collection[UUID] | None = None) -> list[Entry]:
        """What an id or a code names; `owners`: the units in whose catalogues a code is looked up, else all."""
        if isinstance(name, UUID):
            return [self._by_id[name]] if name in self._by_id else []
        found = [entry for entry in self._by_id.values() if entry.item.code == name]
        return [entry for entry in found if owners is None or entry.item.unit_id in owners]


async def register(session: ReadSession, model: Any, state: Any, key: str, wanted: Any) -> Register:
    """The items of a table that a condition lets through. `key`: the column of `state` that names the item."""
    items = {item.id: item for item in await session.scalars(select(model).where(wanted))}
    of = col(getattr(state, key))
    dated = select(state).where(of.in_(items)).order_by(col(state.effective_from))
    states: dict[UUID, list[Any]] = {}
    for each in await session.scalars(dated):
        states.setdefault(getattr(each, key), []).append(each)
    return Register(Entry(item, states[id_]) for id_, item in items.items() if id_ in states)


def called(model: Any, names: Iterable[Reference | None]) -> Any:
    """The condition of items with these ids and codes."""
    given = {name for name in names if name is not None}
    ids, codes = (
        [one for one in given if isinstance(one, UUID)],
        [one for one in given if isinstance(one, str)],
    )
    return col(model.id).in_(ids) | col(model.code).in_(codes)


async def lines(session: ReadSession, units: Collection[UUID], day: date) -> Lines:
    """Each unit with itself and all above it on a day: whose catalogues it inherits."""
    tree = UNIT_ANCESTOR.c
    pairs = select(tree.unit_id, tree.ancestor_id).where(
        tree.unit_id.in_(units), tree.effective_from <= day, tree.effective_until > day
    )
    found: dict[UUID, set[UUID]] = {}
    for unit_id, ancestor_id in await session.execute(pairs):
        found.setdefault(unit_id, set()).add(ancestor_id)
    return {unit_id: frozenset(above) for unit_id, above in found.items()}
