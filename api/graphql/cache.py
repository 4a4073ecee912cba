"""A cache (LRU) with a bound on what it holds and on the memory that it takes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")
# One value may take this part of the room, so that none drives out all the others.
LARGEST_PART = 10


@dataclass(slots=True)
class Cache(Generic[Value]):
    """At most `most` values, of at most `room_bytes` together, as whoever puts them in tells their sizes."""

    most: int
    room_bytes: int
    taken_bytes: int = 0
    kept: OrderedDict[Hashable, tuple[Value, int]] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self.kept)

    def get(self, key: Hashable) -> Value | None:
        """The value of `key`, if it was met lately."""
        found = self.kept.get(key)
        if found is None:
            return None
        self.kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: Value, size_bytes: int) -> Value:
        """Keep a value, unless it is too large for this cache; returns it."""
        if size_bytes > self.room_bytes // LARGEST_PART:
            return value
        before = self.kept.pop(key, None)
        self.taken_bytes += size_bytes - (before[1] if before else 0)
        self.kept[key] = (value, size_bytes)
        while len(self.kept) > self.most or self.taken_bytes > self.room_bytes:
            _, (_, freed) = self.kept.popitem(last=False)
            self.taken_bytes -= freed
        return value
