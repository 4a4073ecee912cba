"""Sentences of the database's own guards: they come filled in, and are said in other languages by their templates."""

import re
from collections.abc import Mapping
from functools import cache

from domain.language import catalogue
from domain.language.text import LANGUAGES, Text

VALUE = re.compile(r"\{(\w+)\}")


def guarded(code: str, said: str) -> Text:
    """What a guard said, as a sentence with the values that were filled in; as it stands when nobody knows it."""
    text = Text(said)
    for template, pattern in _patterns().get(code, {}).items():
        if found := pattern.fullmatch(said):
            text = Text(template, **found.groupdict())
            break
    text.code = code
    return text


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """The templates of every code, as patterns of what is said by them: those with the fewest values first."""
    templates = {key for language in LANGUAGES for key in catalogue.entries(language)}
    found: dict[str, dict[str, re.Pattern[str]]] = {}
    for code, template in sorted(templates, key=lambda key: (key[1].count("{"), key[1])):
        found.setdefault(code or "", {})[template] = _pattern(template)
    return found


def _pattern(template: str) -> re.Pattern[str]:
    parts, known = VALUE.split(template), set[str]()
    written = []
    for place, part in enumerate(parts):
        named = f"(?P={part})" if part in known else f"(?P<{part}>.+?)"
        written.append(named if place % 2 else re.escape(part))
        known.update([part] if place % 2 else [])
    return re.compile("".join(written), re.DOTALL)
