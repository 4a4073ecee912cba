"""Filters: arguments that narrow what is read."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from enum import Enum
from functools import partial
from operator import eq, ge, le
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Text,
    Uuid,
    any_,
    cast,
    false,
    func,
    literal_column,
    or_,
)
from sqlalchemy.types import TypeEngine

from domain import gate
from domain.errors import Invalid, Refusal
from domain.reading.ids import uuid_of
from domain.reading.view import Condition, Filter
from tabular.text import ANY

MOST_VALUES = 500  # of one list in a filter
_FORM = literal_column("'NFD'", Text)
_LETTERS = literal_column("'Đđ'", Text), literal_column("'dd'", Text)
_MARKS = literal_column(r"U&'[\0300-\036f]'", Text), literal_column("''", Text), literal_column("'g'", Text)


def equal(name: str) -> Filter:
    """Rows whose column is exactly the value."""
    return Filter(_compare(eq, name), comparable)


def of(type_name: str, name: str) -> Filter:
    """Rows whose column refers to the row that the id names."""
    return Filter(_compare(eq, name), partial(uuid_of, type_name))


def any_of(name: str) -> Filter:
    """Rows whose column is one of the values; none when there are none."""
    return Filter(lambda rows, sent: _among(rows.c[name], sent), _each(comparable), alone=_first(equal(name)))


def any_word(name: str, known: Iterable[str]) -> Filter:
    """Rows whose column is one of the words, each of which is known. Raises Invalid (`unknown_class`)."""
    words = tuple(known)

    def read(sent: Any) -> Any:
        if sent not in words:
            raise Invalid(
                "unknown_class",
                "No model knows the class {sent!r}: there are {words}.",
                sent=sent,
                words=", ".join(words),
            )
        return comparable(sent)

    one = Filter(_compare(eq, name), read)
    return Filter(lambda rows, sent: _among(rows.c[name], sent), _each(read), alone=_first(one))


def any_id_of(type_name: str, name: str) -> Filter:
    """Rows whose column refers to one of the rows that the ids name."""
    one = of(type_name, name)
    return Filter(lambda rows, sent: _among(rows.c[name], sent), _each(one.read), alone=_first(one))


def any_given(holds: Condition, read: Callable[[Any], Any]) -> Filter:
    """Rows that a condition, which compares with an id, lets through of one of the ids."""
    return Filter(
        lambda rows, sent: holds(rows, any_(cast(sent, ARRAY(Uuid)))),
        _each(read),
        alone=_first(Filter(holds, read)),
    )


def present(holds: Callable[[FromClause], ColumnElement[bool]]) -> Filter:
    """Rows that have something, or those that have it not: a truth decides."""
    return Filter(lambda rows, has: holds(rows) == has, lambda sent: sent)


def since(name: str) -> Filter:
    """Rows whose column is the value or later."""
    return Filter(_compare(ge, name), comparable)


def until(name: str) -> Filter:
    """Rows whose column is the value or earlier."""
    return Filter(_compare(le, name), comparable)


def beginning(name: str) -> Filter:
    """Rows whose text begins with the value."""
    return Filter(lambda rows, start: func.starts_with(rows.c[name], start), comparable)


def between(argument: str, name: str, low: str = "from", high: str = "to") -> dict[str, Filter]:
    """The two ends of a range, both included; each may be left out."""
    return {f"{argument}.{low}": since(name), f"{argument}.{high}": until(name)}


def _among(column: ColumnElement[Any], sent: Any) -> ColumnElement[bool]:
    """Words stand in the statement, and no words are among nothing; values are one array."""
    if isinstance(sent, list):
        return column.in_(sent) if sent else false()
    return column == any_(_typed(sent, column.type))


def _typed(sent: ColumnElement[Any], kind: TypeEngine[Any]) -> ColumnElement[Any]:
    return cast(sent, ARRAY(kind))


def refuse_too_many(sent: list[Any]) -> None:
    """Raise Invalid (`too_many_values`) for a list that is longer than a filter takes."""
    if len(sent) > MOST_VALUES:
        raise Invalid(
            "too_many_values",
            "These are {count} values; {most} are allowed. Ask in parts.",
            count=len(sent),
            most=MOST_VALUES,
        )


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """All values of a list; a refusal of one has its place in the list."""

    def every(sent: list[Any]) -> list[Any]:
        refuse_too_many(sent)
        return [_at(number, read, one) for number, one in enumerate(sent)]

    return every


def _first(one: Filter) -> Filter:
    return replace(one, read=lambda sent: _at(0, one.read, sent[0]))


def _at(number: int, read: Callable[[Any], Any], one: Any) -> Any:
    try:
        return read(one)
    except Refusal as refusal:
        raise refusal.at(str(number)) from None


def search(code: str, name: str) -> Filter:
    """Rows whose code begins with what was typed, or whose name contains it; marks and capitals do not count.

    Of few rows, such as units: each name is computed. People have an index (`domain.people.names`).
    """

    def holds(rows: FromClause, typed: ColumnElement[Any]) -> ColumnElement[bool]:
        begins = func.starts_with(_plain(rows.c[code]), typed)
        return or_(begins, func.strpos(_plain(rows.c[name]), typed) > literal_column("0"))

    return Filter(holds, _plainly)


def _plain(words: ColumnElement[Any]) -> ColumnElement[str]:
    letters = func.translate(func.pg_catalog.normalize(words, _FORM), *_LETTERS)
    return func.lower(func.regexp_replace(letters, *_MARKS), type_=Text)


def _plainly(typed: str) -> str:
    letters = unicodedata.normalize("NFD", comparable(typed)).translate(str.maketrans("Đđ", "dd"))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f").lower()


def _compare(operator: Callable[[Any, Any], Any], name: str) -> Callable[[FromClause, Any], Any]:
    return lambda rows, value: operator(rows.c[name], value)


def comparable(sent: Any) -> Any:
    """What was sent, as the database compares it. Raises Invalid for a text or a moment that it cannot hold."""
    if type(sent) is str:
        return gate.text(sent, ANY)
    if isinstance(sent, datetime) and sent.tzinfo is None:
        raise Invalid(
            "no_time_zone", "Say which zone the time is in: 2026-03-01T08:00:00+07:00, or Z for UTC."
        )
    return sent.value if isinstance(sent, Enum) else sent
