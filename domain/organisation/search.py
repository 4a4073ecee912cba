"""The search of units: a code that begins with what was typed, or a name that contains it, marks and capitals aside."""

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Text, func, literal_column, or_

from domain.reading.filters import comparable
from domain.reading.view import Filter

_FORM = literal_column("'NFD'", Text)
_LETTERS = literal_column("'Đđ'", Text), literal_column("'dd'", Text)
_MARKS = literal_column(r"U&'[\0300-\036f]'", Text), literal_column("''", Text), literal_column("'g'", Text)


def plain(words: ColumnElement[Any]) -> ColumnElement[str]:
    """A text without marks and capitals, as every PostgreSQL computes it; see `domain.people.names`."""
    letters = func.translate(func.pg_catalog.normalize(words, _FORM), *_LETTERS)
    return func.lower(func.regexp_replace(letters, *_MARKS), type_=Text)


def sought(typed: str) -> str:
    """The same of what was typed."""
    letters = unicodedata.normalize("NFD", comparable(typed)).translate(str.maketrans("Đđ", "dd"))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f").lower()


def found(code: str, name: str) -> Filter:
    """Rows whose code begins with what was typed, or whose name contains it."""

    def holds(rows: FromClause, typed: ColumnElement[Any]) -> ColumnElement[bool]:
        begins = func.starts_with(plain(rows.c[code]), typed)
        return or_(begins, func.strpos(plain(rows.c[name]), typed) > literal_column("0"))

    return Filter(holds, sought)
