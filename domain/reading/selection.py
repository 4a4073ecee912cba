"""What a reader asked for, free of GraphQL: names, slots for arguments, children."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Selection:
    """One field. `key`: its name in the answer; `arguments`: for each given, the slot that holds its value.

    `sizes`: `first` or `last` as numbers; `words`: arguments that are values of an enum, or lists of them. Both stand
    in the statement itself, so that the server plans once for a page of that size and for rows in those states.
    `alone`: arguments that are lists of just one value, of which an index gives rows in order. `order`: by which of the
    view's orders, and whether from its end.
    """

    key: str
    name: str
    arguments: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    children: tuple["Selection", ...] = ()
    words: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    order: tuple[str, bool] | None = None
