"""Cursors: the values a row is ordered by, as an opaque text that stays valid when other rows come and go."""

import binascii
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Text, cast, func, literal_column

from domain.errors import Invalid
from domain.reading.view import View

PARSERS: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    UUID: UUID,
    str: str,
    int: int,
}


def cursor(view: View, rows: FromClause) -> ColumnElement[str]:
    """The cursor of each row, in the URL-safe alphabet of base64."""
    values = func.json_build_array(*(rows.c[name] for name in view.order))
    encoded = func.encode(
        func.convert_to(cast(values, Text), literal_column("'UTF8'")), literal_column("'base64'")
    )
    return func.translate(encoded, literal_column(r"E'+/=\n'"), literal_column("'-_'"), type_=Text)


def part(view: View, number: int) -> Callable[[Any], Any]:
    """Reads the value of the `number`-th order column out of a cursor; raises Invalid (`not_a_cursor`)."""
    kind = view.table.c[view.order[number]].type.python_type

    def read(sent: Any) -> Any:
        try:
            values = json.loads(urlsafe_b64decode(f"{sent}=="))
            if len(values) != len(view.order):
                raise ValueError(sent)
            return PARSERS[kind](values[number])
        except (ValueError, TypeError, KeyError, binascii.Error):
            raise Invalid(
                "not_a_cursor", "This is not a cursor of this list. Send an `endCursor` that it gave."
            ) from None

    return read
