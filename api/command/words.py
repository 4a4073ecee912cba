"""Values as a reader at the terminal wants them: 234 hundredths are 2.34."""

from collections.abc import Mapping
from typing import Any

CERTAINTY: Mapping[str, str] = {
    "text_read": "the text itself was read",
    "ocr": "read in a scanned copy",
    "press": "as reported by the press",
    "third_party": "taken from others' software",
    "derived": "derived by us from the text",
    "our_choice": "our choice",
    "memory": "from memory, not verified",
}
_DIGITS: Mapping[str, tuple[int, str]] = {
    "hundredths": (2, ""),
    "millionths": (6, ""),
    "bp": (2, " %"),
    "vnd": (0, " VND"),
}


def plain(name: str, value: Any, newest: int | None = None) -> str:
    """A value of the column or parameter `name`, whose ending tells its unit.

    A history is told as its dated values, the newest first and only `newest` of them.
    """
    if isinstance(value, list):
        told = [f"{plain(name, number)} from {day}" for day, number in reversed(value)]
        earlier = len(told[newest:]) if newest else 0
        return ", ".join(told[:newest]) + (f" and {earlier} earlier values" if earlier else "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return _number(value, *_DIGITS.get(name.rpartition("_")[2], (0, "")))
    return "empty" if value is None else str(value)


def _number(value: int, digits: int, unit: str) -> str:
    whole, part = divmod(abs(value), 10**digits)
    point = f".{part:0{digits}}" if digits else ""
    return f"{'-' * (value < 0)}{whole:,}{point}{unit}"
