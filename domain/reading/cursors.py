"""Cursors: the values a row is ordered by, as an opaque text that stays valid when other rows come and go."""

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TEXT, BigInteger, ColumnElement, FromClause, cast, func, literal_column
from sqlalchemy.types import TypeEngine

from domain.errors import Invalid
from domain.language.text import Text
from domain.reading.ordering import Order
from domain.reading.sql.json_text import constant


def _held(written: str) -> str:
    """A text as the list gave it, to the letter: it only has to be one that the database can hold."""
    if "\0" in written:
        raise ValueError(written)
    written.encode()
    return written


PARSERS: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    UUID: UUID,
    str: _held,
    int: lambda number: number,
}
LONGEST = 1_000
# Where a page says from which cursor the next one goes on, by the argument that takes it.
GIVEN = {"after": Text("an `endCursor`"), "before": Text("a `startCursor`")}


def cursor(order: Order, rows: FromClause) -> ColumnElement[str]:
    """The cursor of each row, in the URL-safe alphabet of base64."""
    # The name of the order keeps a cursor out of other lists that are ordered by values of the same types.
    values = func.json_build_array(constant(order.name), *order.values(rows))
    encoded = func.encode(func.convert_to(cast(values, TEXT), constant("UTF8")), constant("base64"))
    return func.translate(encoded, literal_column(r"E'+/=\n'"), constant("-_"), type_=TEXT)


def part(order: Order, number: int, kind: TypeEngine[Any], argument: str = "after") -> Callable[[Any], Any]:
    """Reads the value of the `number`-th order column, of type `kind`, out of a cursor sent as `argument`.

    Raises Invalid (`not_a_cursor`).
    """

    def read(sent: Any) -> Any:
        try:
            of, *values = decoded(sent)
            if of != order.name or len(values) != len(order.columns) or not _fits(values[number], kind):
                raise ValueError(sent)
            return PARSERS[kind.python_type](values[number])
        except ValueError:
            raise refusal(argument) from None

    return read


def refusal(argument: str, path: str = "") -> Invalid:
    """Of what was sent as a cursor, in `argument`, and is none of this list."""
    return Invalid(
        "not_a_cursor",
        "This is not a cursor of this list. Send {given} that it gave.",
        path,
        given=GIVEN[argument],
    )


def decoded(sent: str) -> list[Any]:
    """What a cursor holds: the list that it is of, then values. Raises ValueError for what is none."""
    if len(sent) > LONGEST:
        raise ValueError(sent)
    values = json.loads(b64decode(sent + "=" * (-len(sent) % 4), altchars=b"-_", validate=True))
    return values if isinstance(values, list) else []


def _fits(value: Any, kind: TypeEngine[Any]) -> bool:
    if kind.python_type is int:
        bits = 63 if isinstance(kind, BigInteger) else 31
        return type(value) is int and -(2**bits) <= value < 2**bits
    return isinstance(value, str)
