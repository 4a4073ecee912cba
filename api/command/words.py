"""Values as a reader at the terminal wants them: 234 hundredths are 2.34."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from api.command.language import ENGLISH, Language

CERTAINTY: Mapping[str, str] = {
    "text_read": "the text itself was read",
    "ocr": "read in a scanned copy",
    "press": "as reported by the press",
    "third_party": "taken from others' software",
    "derived": "derived by us from the text",
    "our_choice": "our choice",
    "memory": "from memory, not verified",
}


class Unit(NamedTuple):
    """What the ending of a name tells: how many decimals, in which words, and whether it is money."""

    decimals: int
    words: str = "{number}"
    money: bool = False


UNITS: Mapping[str, Unit] = {
    "tenths": Unit(1),
    "hundredths": Unit(2),
    "thousandths": Unit(3),
    "ten_thousandths": Unit(4),
    "millionths": Unit(6),
    "bp": Unit(2, "{number} %"),
    "percent": Unit(0, "{number} %"),
    "vnd": Unit(0, "{number} VND", money=True),
    "usd": Unit(0, "{number} USD", money=True),
    "won": Unit(0, "{number} won", money=True),
    "yen": Unit(0, "{number} yen", money=True),
    "rupees": Unit(0, "{number} rupees", money=True),
    "pesos": Unit(0, "{number} pesos", money=True),
    "ringgit": Unit(0, "{number} ringgit", money=True),
    "cents": Unit(2, money=True),
    "centavos": Unit(2, money=True),
    "paise": Unit(2, money=True),
    "sen": Unit(2, money=True),
}
_NONE = Unit(0)


def unit_of(name: str) -> Unit:
    """The unit of a column or parameter, by the longest ending that is one."""
    parts = name.split("_")
    endings = ("_".join(parts[-count:]) for count in (2, 1))
    return next((UNITS[ending] for ending in endings if ending in UNITS), _NONE)


def plain(name: str, value: Any, language: Language = ENGLISH, newest: int | None = None) -> str:
    """A value of the column or parameter `name`, whose ending tells its unit.

    A history is told as its dated values, the newest first and only `newest` of them.
    """
    if isinstance(value, list):
        return _history(name, value, language, newest)
    if isinstance(value, bool):
        return language.say("yes") if value else language.say("no")
    if isinstance(value, int):
        unit = unit_of(name)
        return language.say(unit.words, number=language.number(value, unit.decimals))
    return language.say("empty") if value is None else str(value)


def _history(name: str, dated: list[Any], language: Language, newest: int | None) -> str:
    told = [
        language.say("{value} from {day}", value=plain(name, value, language), day=day)
        for day, value in reversed(dated)
    ]
    shown = ", ".join(told[:newest])
    earlier = len(told[newest:]) if newest else 0
    return (
        language.say("{values} and {count} earlier values", values=shown, count=earlier) if earlier else shown
    )
