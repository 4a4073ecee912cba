"""Which parameters a formula reads."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

Values = TypeVar("Values")
Answer = TypeVar("Answer")


class Recording:
    """Stands before the values and notes which of them a formula reads, so that no list of them can drift."""

    def __init__(self, values: object) -> None:
        self._values = values
        self.read: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name not in self.read:
            self.read.append(name)
        return getattr(self._values, name)


def recorded(formula: Callable[[Values], Answer], values: Values) -> tuple[Answer, tuple[str, ...]]:
    """The answer of a formula and the names of the parameters it read."""
    recording = Recording(values)
    answer = formula(cast(Values, recording))
    return answer, tuple(recording.read)
