"""Baselines of runs that were asked about lately, in a least-recently-used store bounded in bytes.

It is asked only behind the rights: whoever may not simulate a run never comes here.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from domain.computing.calculation import Calculation

MOST_BYTES = 256 << 20


class Baselines:
    """Calculations by what they are of; the ones not asked for longest go when there is no room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._held, self._lock = most_bytes, 0, Lock()
        self._kept: OrderedDict[Hashable, tuple[Calculation, int]] = OrderedDict()

    def get(self, key: Hashable) -> Calculation | None:
        """What is kept under a key, which is then the last to go."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, computed: Calculation) -> None:
        """Keep a calculation, unless it is larger than the store by itself."""
        size = size_of(computed)
        with self._lock:
            if key in self._kept or size > self._most:
                return
            self._kept[key], self._held = (computed, size), self._held + size
            while self._held > self._most:
                _, (_, freed) = self._kept.popitem(last=False)
                self._held -= freed

    @property
    def held_bytes(self) -> int:
        """How much is held."""
        return self._held


def size_of(computed: Calculation) -> int:
    """The bytes of its frames, those that share memory counted each time."""
    runs = [each.run for each in computed.passes]
    frames = [
        frame for run in runs for each in (run.frames, run.starts, run.given) for frame in each.values()
    ]
    return int(sum(frame.estimated_size() for frame in (computed.people, *frames)))
