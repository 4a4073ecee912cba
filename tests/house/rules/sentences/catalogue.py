"""The catalogue of the domain and the API, written anew: `python -m tests.house.rules.sentences.catalogue`.

Translations are kept, what is new is added without one, what nobody says any more goes.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from domain.language.catalogue import FOLDER, Key, entries
from domain.language.text import LANGUAGES
from tests.house.rules.sentences import derived, guards, labels, source
from tests.house.rules.sentences.source import Sentence

ROOT = Path(__file__).parents[4]


def sentences() -> list[Sentence]:
    """Everything that is said, wherever it stands; refusals by their codes, then the texts of none."""
    found = [*_all()]
    return sorted(found, key=lambda one: (one.code is None, one.code or ""))


def keys() -> dict[Key, Sentence]:
    """The same, each once."""
    return {(one.code, one.template): one for one in reversed(sentences())}


def written(language: str) -> str:
    """The catalogue of a language as a .po file."""
    known = entries(language)
    by_template = {template: said for (_, template), said in known.items() if said}
    catalogue = Catalog(locale=language)
    for code, template in sorted(keys(), key=lambda key: (key[0] is None, key[0] or "", key[1])):
        said = known.get((code, template)) or by_template.get(template, "")
        catalogue.add(template, said, context=code)
    out = BytesIO()
    write_po(out, catalogue, width=110, omit_header=True, no_location=True)
    return out.getvalue().decode()


def _all() -> Iterator[Sentence]:
    yield from source.sentences(ROOT)
    yield from guards.guarded()
    yield from guards.paid()
    yield from guards.checks()
    yield from derived.derived()
    yield from labels.labels()


def _main() -> None:
    for language in LANGUAGES[1:]:
        path = FOLDER / f"{language}.po"
        text = written(language)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} is written anew")  # noqa: T201
        entries.cache_clear()
        if missing := [key for key, said in entries(language).items() if not said]:
            print(f"{len(missing)} sentences have no {language} yet")  # noqa: T201


if __name__ == "__main__":
    _main()
