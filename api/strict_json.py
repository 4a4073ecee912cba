"""JSON as RFC 8259 wants it, and no name twice: of two values, nobody can say which one was meant."""

import json
from typing import Any

import orjson


def loads(text: str | bytes) -> Any:
    """The value of a JSON text. Raises ValueError with a sentence for what is no JSON, or says a name twice."""
    value = orjson.loads(text)
    try:
        # Numbers are only passed over here: Python reads none of more than 4,300 digits.
        json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice[:60]}” is given twice, keep one of the two")
