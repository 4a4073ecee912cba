"""The gate for text: one spelling, nothing that nobody sees, no longer than its kind allows."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

Rule = Literal["no_such_character", "control_character", "invisible_character", "text_too_long", "blank"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a text is for: how many characters it may have, whether it may be blank or go over several lines."""

    longest: int
    blank: bool = False
    lines: bool = False


KEY = Kind(200)  # identifiers, codes, idempotency keys: what tells one from another
TITLE = Kind(300)  # names and titles
REASON = Kind(2_000, lines=True)
EVIDENCE = Kind(2_000, blank=True, lines=True)
ANY = Kind(2_000, blank=True)  # what narrows a search, cursors, values of parameters


@dataclass(frozen=True, slots=True)
class BrokenText:
    """The rule that a text breaks; `character` and its `place`, counted from 1, for a rule about characters."""

    rule: Rule
    longest: int
    character: str = ""
    place: int = 0

    @property
    def point(self) -> str:
        """The character as `U+00AD`, which shows what nobody sees."""
        return f"U+{ord(self.character):04X}"

    @property
    def template(self) -> str:
        """What is wrong and the way out, in English, without the text itself; its `values` stand as `{name}`."""
        return SENTENCES[self.rule]

    @property
    def values(self) -> dict[str, Any]:
        """What the template takes."""
        if self.character:
            return {"place": self.place, "point": self.point}
        return {"longest": self.longest} if self.rule == "text_too_long" else {}

    @property
    def says(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.values)


SENTENCES: dict[Rule, str] = {
    "no_such_character": "A text cannot hold what stands there: character {place} is {point}. Write it again without.",
    "control_character": (
        "A control character stands in the text: character {place} is {point}. Write it again without."
    ),
    "invisible_character": (
        "A mark that nobody sees stands in the text: character {place} is {point}. Write it again without."
    ),
    "text_too_long": "The text is longer than {longest} characters: shorten it.",
    "blank": "The text is blank: write something in it.",
}
# Classes of characters, in words that `re` and the engine of Polars read alike. The marks: Unicode's category Cf and
# what else shows nothing by default (joiners, fillers, variation selectors), at version 14.
_SURROGATE = "\ud800-\udfff"
_CONTROL = "\u0001-\u001f\u007f-\u009f\u2028\u2029"
_BUT_LINES = "\u0001-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029"
_UNSEEN = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SPACES = "\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

_RULES: dict[Rule, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "no_such_character": (re.compile(f"[\0{_SURROGATE}]"),) * 2,
    "control_character": (re.compile(f"[{_CONTROL}]"), re.compile(f"[{_BUT_LINES}]")),
    "invisible_character": (re.compile(f"[{_UNSEEN}]"),) * 2,
}
_SEVERAL_SPACES = re.compile(f"[{_SPACES}]+")
_EDGES = "\t\n\r\f\v "


def judge(text: str, kind: Kind) -> str | BrokenText:
    """The text in its one spelling, or the rule that it breaks.

    One spelling: Unicode's NFC, no space before or after, one plain space for any row of spaces within.
    """
    spelled = _SEVERAL_SPACES.sub(" ", _composed(text).replace("\r\n", "\n")).strip(_EDGES)
    for rule, patterns in _RULES.items():
        if found := patterns[kind.lines].search(spelled):
            return BrokenText(rule, kind.longest, found.group(), found.start() + 1)
    if len(spelled) > kind.longest:
        return BrokenText("text_too_long", kind.longest)
    if not spelled and not kind.blank:
        return BrokenText("blank", kind.longest)
    return spelled


def spelled(column: pl.Expr) -> pl.Expr:
    """A whole column of text in its one spelling, as `judge` gives it."""
    composed = column.str.normalize("NFC").str.replace_all("\r\n", "\n", literal=True)
    return composed.str.replace_all(f"[{_SPACES}]+", " ").str.strip_chars(_EDGES)


def broken(column: pl.Expr, kind: Kind) -> pl.Expr:
    """Whether `judge` refuses a text that `spelled` gave; false for null, which is no text."""
    controls = _BUT_LINES if kind.lines else _CONTROL
    wrong = column.str.contains(f"[\0{controls}{_UNSEEN}]") | (column.str.len_chars() > kind.longest)
    return (wrong if kind.blank else wrong | (column == "")).fill_null(value=False)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
