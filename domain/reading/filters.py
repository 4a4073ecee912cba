"""Filters: arguments that narrow what is read."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, datetime
from enum import Enum
from functools import partial
from operator import eq, ge, le
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, func, literal_column

from domain import gate
from domain.errors import Invalid
from domain.reading.ids import uuid_of
from domain.reading.view import Filter
from tabular.text import ANY


def equal(name: str) -> Filter:
    """Rows whose column is exactly the value."""
    return Filter(_compare(eq, name), comparable)


def of(type_name: str, name: str) -> Filter:
    """Rows whose column refers to the row that the id names."""
    return Filter(_compare(eq, name), partial(uuid_of, type_name))


def since(name: str) -> Filter:
    """Rows whose column is the value or later."""
    return Filter(_compare(ge, name), comparable)


def until(name: str) -> Filter:
    """Rows whose column is the value or earlier."""
    return Filter(_compare(le, name), comparable)


def in_year(name: str) -> Filter:
    """Rows whose date lies in the year."""

    def holds(rows: FromClause, year: ColumnElement[Any]) -> ColumnElement[bool]:
        first, last = _number(1), (_number(12), _number(31))
        return rows.c[name].between(func.make_date(year, first, first), func.make_date(year, *last))

    return Filter(holds, _year)


def beginning(name: str) -> Filter:
    """Rows whose text begins with the value."""
    return Filter(lambda rows, start: func.starts_with(rows.c[name], start), comparable)


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


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)


def _year(sent: int) -> int:
    if not MINYEAR <= sent <= MAXYEAR:
        raise Invalid("no_such_year", f"{sent} is not a year from {MINYEAR} to {MAXYEAR}.")
    return sent
