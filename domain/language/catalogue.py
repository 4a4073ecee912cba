"""The catalogue of domain and api: English templates and their Vietnamese, by the code of the refusal."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
Key = tuple[str | None, str]


def translated(template: str, language: str, code: str | None = None) -> str:
    """The template in a language; itself where the catalogue has none."""
    found = entries(language)
    return found.get((code, template)) or found.get((None, template)) or template


@cache
def entries(language: str) -> Mapping[Key, str]:
    """Every translation of a language by code (None for what belongs to no code) and template."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        read = read_po(file, locale=language)
    return {(message.context, str(message.id)): str(message.string) for message in read if message.id}


def sentences_by_code() -> dict[str, list[str]]:
    """The English templates of every code of a refusal, in the order of the alphabet."""
    found: dict[str, list[str]] = {}
    for code, template in sorted(key for key in entries("vi") if key[0] is not None):
        found.setdefault(str(code), []).append(template)
    return found
