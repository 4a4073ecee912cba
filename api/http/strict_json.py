"""JSON as RFC 8259 wants it, and no name twice: of two values, nobody can say which one was meant."""

import json
from math import isinf
from typing import Any

import orjson

from domain.language.text import Text


class NotTakenError(ValueError):
    """It is JSON, but nobody here can work with it: what it holds, a name twice, or how deep it goes."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def loads(text: str | bytes) -> Any:
    """The value of a JSON text.

    Raises ValueError with a sentence for what is no JSON; NotTakenError for what is JSON but says a name twice, is
    nested too deeply, or holds a number out of reach or half a character.
    """
    try:
        value = orjson.loads(text)
    except ValueError:
        _refuse_untaken(text)
        raise
    try:
        # Numbers are only passed over here: Python reads none of more than 4,300 digits.
        json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str)
    except RecursionError:
        raise NotTakenError(Text("it is nested too deeply")) from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotTakenError(Text("“{name}” is given twice, keep one of the two", name=twice[:60]))


def _refuse_untaken(text: str | bytes) -> None:
    try:
        value = json.loads(text, parse_int=_finite, parse_float=_finite)
    except NotTakenError:
        raise
    except (ValueError, RecursionError):
        return
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise NotTakenError(
            Text("a text in it holds half a character, a surrogate without the other half")
        ) from None


def _finite(number: str) -> str:
    if isinf(float(number)):
        raise NotTakenError(Text("the number {number} is beyond what a double holds", number=number[:60]))
    return number
