"""Translatable text: an English template with named values, said in the reader's language."""

from collections.abc import Iterable
from typing import Any, Literal, get_args

from domain.language import catalogue
from domain.language.formats import Formats

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
ENGLISH: Language = "en"


class Text:
    """A sentence or a part of one: `Text("{kind} of {year}", kind=Text("bonus"), year=2026)`.

    `code`: of the refusal that it is of, where it stands inside of another one.

    A template without values is taken as it stands; with some, braces that are meant are doubled, as in `str.format`.
    """

    __slots__ = ("code", "template", "values")

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values = values
        self.code: str | None = None

    def said(self, language: str = ENGLISH, code: str | None = None) -> str:
        """The text in a language; in English where the catalogue lacks it. `code`: of the refusal that it is of."""
        found = catalogue.translated(self.template, language, code or self.code)
        return Filled(language).vformat(found, (), self.values) if self.values else found

    def __str__(self) -> str:
        return self.said()

    def __repr__(self) -> str:
        return f"Text({self.template!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash(self.template)


OR, AND = Text(" or "), Text(" and ")


class Several(tuple[Any, ...]):
    """Values in a row. `between`: what stands between two of them, such as " or "."""

    between: str

    def __new__(cls, items: Iterable[Any], between: str = ", ") -> "Several":
        """The items, which may be texts."""
        made = super().__new__(cls, items)
        made.between = between
        return made


def any_of(items: Iterable[Any]) -> Several:
    """A choice: a or b."""
    return Several(items, OR.template)


def all_of(items: Iterable[Any]) -> Several:
    """All together: a and b."""
    return Several(items, AND.template)


class Filled(Formats):
    """Fills a template in one language; a value may be a text itself, or several in a row."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value, which may be a text or a refusal itself; numbers and days in the forms of the language."""
        if callable(said := getattr(value, "said", None)):
            return str(said(self.language))
        if isinstance(value, tuple | list):
            between = catalogue.translated(getattr(value, "between", ", "), self.language)
            return between.join(self.format_field(each, format_spec) for each in value)
        # Rooms that know nothing of languages have sentences of the same shape.
        if isinstance(template := getattr(value, "template", None), str):
            return Text(template, **value.values).said(self.language, getattr(value, "code", None))
        return super().format_field(value, format_spec)
