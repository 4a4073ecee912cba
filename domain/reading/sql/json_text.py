"""JSON written by the database as text.

`concat` over ready pieces costs the server a third less than `json_build_object` on a nested read: it asks for no
type per value, and neighbouring constants become one.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Text,
    Uuid,
    cast,
    func,
    literal_column,
)

Piece: TypeAlias = "str | ColumnElement[Any]"
Pieces: TypeAlias = tuple[Piece, ...]

NULL = "null"
# The server takes no more than 100 arguments of a function.
ARGUMENTS = 90


def constant(text: str) -> ColumnElement[str]:
    """A constant in the statement itself: names from a validated document, never a client's value."""
    return literal_column("'" + text.replace("'", "''") + "'", Text)


def joined(pieces: Iterable[Piece]) -> ColumnElement[str]:
    """One text of all pieces; a NULL among them is written as nothing."""
    merged = list(_merged(pieces))
    if len(merged) == 1:
        return merged[0]
    while len(merged) > ARGUMENTS:
        merged = [func.concat(*merged[at : at + ARGUMENTS]) for at in range(0, len(merged), ARGUMENTS)]
    return func.concat(*merged)


def _merged(pieces: Iterable[Piece]) -> Iterator[ColumnElement[Any]]:
    for constants, run in groupby(pieces, lambda piece: isinstance(piece, str)):
        if constants:
            yield constant("".join(str(piece) for piece in run))
        else:
            yield from (piece for piece in run if not isinstance(piece, str))


def members(pairs: Iterable[tuple[str, Pieces]]) -> Pieces:
    """An object of key and value pairs."""
    written: list[Piece] = ["{"]
    for key, value in pairs:
        written += [f'{"," if len(written) > 1 else ""}"{key}":', *value]
    return (*written, "}")


def or_null(value: ColumnElement[Any]) -> Pieces:
    """Text that may be NULL."""
    return (func.coalesce(value, constant(NULL)),)


def quoted(value: ColumnElement[Any], nullable: bool, prefix: str = "") -> Pieces:
    """A value whose text needs no escape: a UUID, a date, an amount."""
    if nullable:
        return or_null(constant(f'"{prefix}') + cast(value, Text) + constant('"'))
    return (f'"{prefix}', value, '"')


def plain(value: ColumnElement[Any], nullable: bool) -> Pieces:
    """A value that is JSON as it stands: an integer, a truth, JSON itself."""
    if nullable or not isinstance(value.type, Integer):
        value = cast(value, Text)
    return or_null(value) if nullable else (value,)


def escaped(value: ColumnElement[Any], nullable: bool) -> Pieces:
    """Any other value: text with its escapes, a moment in ISO 8601."""
    written = func.to_json(value, type_=JSON)
    return (func.coalesce(written, cast(constant(NULL), JSON)),) if nullable else (written,)


def written(value: ColumnElement[Any], nullable: bool) -> Pieces:
    """A value by its type. Whole numbers of 64 bits are money or the like: strings, exact for every client."""
    kind = value.type
    if isinstance(kind, (Uuid, Date, BigInteger)):
        return quoted(value, nullable)
    if isinstance(kind, (Integer, Boolean)):
        return plain(value, nullable)
    return escaped(value, nullable)
