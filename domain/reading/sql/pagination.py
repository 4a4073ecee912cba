"""Pagination by keyset: the rows after or before a cursor, in the view's order, read in either direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, ColumnElement, FromClause, Integer, func, literal_column, select, tuple_

from domain.errors import Invalid
from domain.reading.cursors import GIVEN, part
from domain.reading.ordering import Order, order_of
from domain.reading.selection import Selection
from domain.reading.sql.binds import Binds
from domain.reading.view import View

MOST, USUAL = 100, 50
SIZES = frozenset({"first", "last"})


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of a page; when `numbered`, with their number `n` in the direction of reading.

    `size` is the page's when one row more was read, to see if any is left.
    """

    rows: FromClause
    forward: bool
    numbered: bool
    size: ColumnElement[int] | None


def window(
    view: View,
    asked: Selection,
    rows: FromClause,
    where: list[ColumnElement[bool]],
    source: FromClause | None,
    binds: Binds,
) -> Window:
    """Cut a page out of `rows`, which may refer to `source`; raises Invalid (`first_and_last`, `page_size`)."""
    forward, size = direction_and_size(asked)
    order = order_of(view, asked)
    cuts = [
        _beyond(order, rows, asked.arguments[name], name, binds) for name in GIVEN if name in asked.arguments
    ]
    by = order.sorted(rows, forward)
    query = select(rows).where(*where, *cuts).order_by(*by).correlate(source)
    information = [
        member.name for child in asked.children if child.name == "pageInfo" for member in child.children
    ]
    numbered = bool(information) or not forward
    if numbered:
        query = query.add_columns(func.row_number().over(order_by=by).label("n"))
    peeks = ("hasNextPage" if forward else "hasPreviousPage") in information
    limited = query.limit(literal_column(str(size + 1 if peeks else size)))
    return Window(
        limited.subquery(), forward, numbered, literal_column(str(size), Integer) if peeks else None
    )


def judge(view: View, asked: Selection, binds: Binds) -> None:
    """Refuse what `window` would where no page is read: a size that is none now, a cursor once it is known.

    Raises Invalid (`first_and_last`, `page_size`).
    """
    if asked.sizes:
        direction_and_size(asked)
    order = order_of(view, asked)
    for name in GIVEN:
        if name in asked.arguments:
            for number, value in enumerate(order.values(view.rows("judged"))):
                binds.judge(asked.arguments[name], part(order, number, value.type, name))


def begins_at(forward: bool) -> str:
    """The argument whose cursor a page begins at in its direction."""
    return "after" if forward else "before"


def passed_any(
    view: View,
    asked: Selection,
    rows: FromClause,
    where: list[ColumnElement[bool]],
    source: FromClause | None,
    binds: Binds,
) -> ColumnElement[bool]:
    """Whether any of `rows` lies at the cursor that the page begins at, or on its other side; it must have one."""
    forward, _ = direction_and_size(asked)
    begin, order = begins_at(forward), order_of(view, asked)
    here, there = _places(order, rows, asked.arguments[begin], begin, binds)
    passed = here >= there if forward is order.descending else here <= there
    # The nearest is looked for: whoever has a cursor mostly sees the row that it is of.
    by = order.sorted(rows, not forward)
    nearest = select(literal_column("true", Boolean)).where(*where, passed).order_by(*by)
    found = nearest.limit(literal_column("1")).correlate(source).scalar_subquery()
    return func.coalesce(found, literal_column("false"), type_=Boolean)


def direction_and_size(asked: Selection) -> tuple[bool, int]:
    """Whether a page is read from the beginning, and its size. Raises Invalid (`first_and_last`, `page_size`)."""
    return size_of(asked.name, asked.sizes)


def size_of(field: str, sizes: Mapping[str, int]) -> tuple[bool, int]:
    """The same of a connection that came with these of `first` and `last`. Raises Invalid as there."""
    if len(sizes) > 1:
        raise Invalid(
            "first_and_last",
            "“{field}” is read from one end: send either `first` or `last`, at most {most}.",
            "last",
            field=field,
            most=MOST,
        )
    ((name, size),) = sizes.items() or (("first", USUAL),)
    if not 0 <= size <= MOST:
        raise Invalid(
            "page_size",
            "“{field}” has no page of {size}: ask for 0 to {most}, then go on from its cursor.",
            name,
            field=field,
            size=size,
            most=MOST,
        )
    return name == "first", size


def _beyond(order: Order, rows: FromClause, slot: int, argument: str, binds: Binds) -> ColumnElement[bool]:
    here, there = _places(order, rows, slot, argument, binds)
    return here < there if (argument == "after") is order.descending else here > there


def _places(
    order: Order, rows: FromClause, slot: int, argument: str, binds: Binds
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Where each row lies in the order, and where the cursor in `slot`, sent as `argument`, does."""
    columns = order.values(rows)
    values = [
        binds.take(slot, part(order, number, column.type, argument), column.type)
        for number, column in enumerate(columns)
    ]
    return tuple_(*columns), tuple_(*values)
