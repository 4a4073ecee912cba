"""Keyset windows: the rows after or before a cursor, in the view's order, read in either direction."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, FromClause, Integer, func, literal_column, select, tuple_

from domain.errors import Invalid
from domain.reading.binds import Binds
from domain.reading.cursors import part
from domain.reading.selection import Selection
from domain.reading.view import View

MOST = 100
ARGUMENTS = frozenset({"first", "last", "after", "before"})


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of a page, with their number `n` in the direction of reading when somebody needs it.

    `size` is the page's when one row more was read, to see if any is left.
    """

    rows: FromClause
    forward: bool
    size: BindParameter[int] | None


def window(
    view: View,
    asked: Selection,
    rows: FromClause,
    where: list[ColumnElement[bool]],
    source: FromClause | None,
    binds: Binds,
) -> Window:
    """Cut a page out of `rows`, which may refer to `source`; raises Invalid (`page_size_required`)."""
    forward = _is_forward(asked)
    size = binds.take(asked.arguments["first" if forward else "last"], page_size, Integer())
    order = [rows.c[name].desc() if forward is view.newest_first else rows.c[name] for name in view.order]
    cuts = [
        _beyond(view, rows, asked.arguments[name], name == "after", binds)
        for name in ("after", "before")
        if name in asked.arguments
    ]
    query = select(rows).where(*where, *cuts).order_by(*order).correlate(source)
    information = [
        member.name for child in asked.children if child.name == "pageInfo" for member in child.children
    ]
    if information or not forward:
        query = query.add_columns(func.row_number().over(order_by=order).label("n"))
    peeks = ("hasNextPage" if forward else "hasPreviousPage") in information
    query = query.limit(size + literal_column("1", Integer) if peeks else size)
    return Window(query.subquery(), forward, size if peeks else None)


def page_size(sent: Any) -> int:
    """A size from 0 to 100; raises Invalid (`page_size`)."""
    if not 0 <= sent <= MOST:
        raise Invalid(
            "page_size", f"A page of {sent} is not allowed: ask for 0 to {MOST}, then go on from its cursor."
        )
    return int(sent)


def _is_forward(asked: Selection) -> bool:
    if ("first" in asked.arguments) == ("last" in asked.arguments):
        raise Invalid(
            "page_size_required",
            f"“{asked.name}” is a connection: say how many with either `first` or `last`, at most {MOST}.",
            asked.key,
        )
    return "first" in asked.arguments


def _beyond(view: View, rows: FromClause, slot: int, after: bool, binds: Binds) -> ColumnElement[bool]:
    columns = [rows.c[name] for name in view.order]
    values = [binds.take(slot, part(view, number), column.type) for number, column in enumerate(columns)]
    here, there = tuple_(*columns), tuple_(*values)
    return here < there if after is view.newest_first else here > there
