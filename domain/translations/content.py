"""What the table of translations holds: the texts of all catalogues, by the hash of their English."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection, text

from domain.language import catalogue
from domain.language.text import ENGLISH, LANGUAGES
from pay_models.kernel.registry import models
from pay_models.kernel.tell.language import texts, translated

FIRST = "vn."  # models whose words win where two models say one English text differently

_KEPT = "select md5(string_agg(language || source || text, '' order by language, source)) from translation"
_FILL = """
    insert into translation (language, source, text)
    select given.language, md5(given.english)::uuid, given.text
    from unnest(cast(:languages as text[]), cast(:english as text[]), cast(:texts as text[]))
         as given (language, english, text)
"""


def translations() -> dict[tuple[str, str], str]:
    """Every text of the catalogues that can be stored, by language and English: those without values."""
    found: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        if language != ENGLISH:
            for english, said in _texts(language):
                found.setdefault((language, english), said)
    return found


def fill(connection: Connection) -> bool:
    """Make the table hold them, as the owner; True when something had to be written."""
    wanted = translations()
    if connection.scalar(text(_KEPT)) == _mark(wanted):
        return False
    connection.execute(text("delete from translation"))
    connection.execute(
        text(_FILL),
        {
            "languages": [language for language, _ in wanted],
            "english": [english for _, english in wanted],
            "texts": list(wanted.values()),
        },
    )
    return True


def _texts(language: str) -> Iterator[tuple[str, str]]:
    for name in sorted(models(), key=lambda name: (not name.startswith(FIRST), name)):
        model = models()[name]
        for english in texts(model):
            if (said := translated(model, english, language)) != english:
                yield english, said
    for (_, english), said in catalogue.entries(language).items():
        # What stands between two others, blanks and all, is no text that a row holds.
        if english == english.strip():
            yield english, said


def _mark(wanted: dict[tuple[str, str], str]) -> str:
    rows = sorted(
        (language, str(UUID(hashlib.md5(english.encode(), usedforsecurity=False).hexdigest())), said)
        for (language, english), said in wanted.items()
    )
    return hashlib.md5("".join(map("".join, rows)).encode(), usedforsecurity=False).hexdigest()
