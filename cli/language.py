"""What the command says in its reader's language: its own words from a Babel catalogue, numbers in their form."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from api.settings import terminal_language
from cli.console import SPOKEN, wrong
from pay_models.kernel.tell.language import LANGUAGES

CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Language:
    """One of the kernel's LANGUAGES; a text without a translation stays English."""

    code: str

    def say(self, text: str, **values: object) -> str:
        """The text in this language, its {names} filled in."""
        said = _catalogue(self.code).get(text, text)
        return said.format(**values) if values else said

    def number(self, value: int, decimals: int = 0) -> str:
        """A whole number of the `decimals`-th part of something: 234 hundredths are 2.34, or 2,34."""
        form = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return format_decimal(Decimal(value).scaleb(-decimals), format=form, locale=self.code)


def chosen(code: str | None) -> Language:
    """The language of --language, else that of the terminal if there are words in it, else English."""
    if code is not None and code not in LANGUAGES:
        wrong("--language", f"{code} is not {' or '.join(LANGUAGES)}.")
    terminal = terminal_language()
    found = Language(code or (terminal if terminal in LANGUAGES else LANGUAGES[0]))
    SPOKEN.set(found.code)
    return found


def spoken() -> Language:
    """The language that the command was asked for, or that of the terminal."""
    return Language(code) if (code := SPOKEN.get()) else chosen(None)


ENGLISH = Language(LANGUAGES[0])


@cache
def _catalogue(code: str) -> dict[str, str]:
    path = CATALOGUES / code / "LC_MESSAGES" / "meritgrid.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale=code) if message.id}
