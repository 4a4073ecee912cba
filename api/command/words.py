"""Values as a reader at the terminal wants them."""

from typing import Any


def plain(value: Any) -> str:
    """A value of a row or of a parameter: a history as its dated values, the newest first."""
    if isinstance(value, list):
        return ", ".join(f"{plain(number)} from {day}" for day, number in reversed(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return "empty" if value is None else str(value)
