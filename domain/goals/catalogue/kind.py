"""A kind of item of a catalogue: its tables, its words, and what is asked of a row besides what all kinds ask."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from domain.database.sessions import ReadSession
from domain.errors import NotFound, Refusal
from domain.goals.catalogue.register import Entry, Lines, Reference, Register, called
from domain.organisation.act import Act
from domain.organisation.service import Units


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be set up in the catalogue of a unit, where its code is unique. `what`: all else that is said."""

    unit: Reference | None
    code: str
    what: Any


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What becomes of an item; named by id or code. `expected_state_id`: its latest state that was read."""

    item: Reference | None
    expected_state_id: UUID | None
    what: Any


@dataclass(frozen=True, slots=True)
class Known:
    """What there is that rows are judged by.

    `own`: items of the kind that rows name. `others`: by what a kind calls them, what it looked up besides.
    `theirs`: the units that the actor may write for. `lines`: each unit with itself and all above it.
    """

    act: Act
    units: Units
    theirs: set[UUID]
    own: Register
    lines: Lines
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The first day of what is made."""
        return self.act.effective_from


class ItemKind(ABC):
    """What a kind of item says of itself. `key`: the column of `state` that names the item; `said`: what else it says.

    `rows`: the list in the input, as GraphQL spells it; `named`: how a row names an item, with Id or Code behind it.
    `absent`: the refusal of an `item` that is not there. `monthly`: whether it changes from the first of a month only.
    """

    model: Any
    state: Any
    key: str
    rows: str
    named: str
    absent: NotFound
    said: tuple[str, ...]
    monthly: bool = False

    def wanted(self, named: Sequence[Reference | None]) -> Any:
        """The condition of the items that rows with these ids and codes are judged by."""
        return called(self.model, named)

    @abstractmethod
    async def others(self, session: ReadSession, known: Known, rows: Sequence[Any]) -> Mapping[str, Any]:
        """What else there is that its rows are judged by."""
        ...

    @abstractmethod
    def values(self, what: Any, owners: frozenset[UUID], known: Known) -> dict[str, Any]:
        """What a sound row says, as columns of a state; `owners`: the units whose catalogues it may name items of."""
        ...

    @abstractmethod
    def faults(
        self, what: Any, entry: Entry | None, owners: frozenset[UUID], known: Known, at: str
    ) -> Iterator[Refusal]:
        """Everything wrong with what a row says of an item, or of a new one (`entry` is None)."""
        ...

    @abstractmethod
    def happened(self, before: Any, after: Any) -> str:
        """The event that tells of a change; `before` is None of what is new."""
        ...
