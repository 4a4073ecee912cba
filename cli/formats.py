"""Formats of values for a reader at the terminal: 234 hundredths are 2.34."""

from collections.abc import Mapping
from typing import Any

from cli.language import ENGLISH, Language
from pay_models.kernel.declare.units import Unit

CERTAINTY: Mapping[str, str] = {
    "text_read": "the text itself was read",
    "ocr": "read in a scanned copy",
    "press": "as reported by the press",
    "third_party": "taken from others' software",
    "derived": "derived by us from the text",
    "our_choice": "our choice",
    "memory": "from memory, not verified",
}


def plain(unit: Unit, value: Any, language: Language = ENGLISH) -> str:
    """A value of a column (`unit_of` its name) or of a parameter (its `measure`).

    A history is told as its dated values, the newest first.
    """
    if isinstance(value, list):
        return _history(unit, value, language)
    if isinstance(value, bool):
        return language.say("yes") if value else language.say("no")
    if isinstance(value, int) and unit.label:
        return str(value)
    if isinstance(value, int):
        return language.say(form(unit), number=language.number(value, unit.decimals))
    return language.say("empty") if value is None else str(value)


def form(unit: Unit) -> str:
    """How a number of the unit is written, as the catalogue has it: {number} VND."""
    return f"{{number}} {unit.sign}".rstrip()


def _history(unit: Unit, dated: list[Any], language: Language) -> str:
    return ", ".join(
        language.say("{value} from {day}", value=plain(unit, value, language), day=day)
        for day, value in reversed(dated)
    )
