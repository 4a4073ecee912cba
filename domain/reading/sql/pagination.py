"""Pagination by keyset: the rows after or before a cursor, in the view's order, read in either direction."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, ColumnElement, FromClause, Integer, func, literal_column, select, tuple_

from domain.errors import Invalid
from domain.reading.cursors import GIVEN, part
from domain.reading.selection import Selection
from domain.reading.sql.binds import Binds
from domain.reading.view import View

MOST = 100
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
    connected: bool = True,
) -> Window:
    """Cut a page out of `rows`, which may refer to `source`; raises Invalid (`page_size_required`, `page_size`).

    `connected`: it is a page of a connection, with cursors to go on from, and no short list.
    """
    forward, size = _direction_and_size(asked, connected)
    order = [rows.c[name].desc() if forward is view.newest_first else rows.c[name] for name in view.order]
    cuts = [
        _beyond(view, rows, asked.arguments[name], name, binds) for name in GIVEN if name in asked.arguments
    ]
    query = select(rows).where(*where, *cuts).order_by(*order).correlate(source)
    information = [
        member.name for child in asked.children if child.name == "pageInfo" for member in child.children
    ]
    numbered = bool(information) or not forward
    if numbered:
        query = query.add_columns(func.row_number().over(order_by=order).label("n"))
    peeks = ("hasNextPage" if forward else "hasPreviousPage") in information
    limited = query.limit(literal_column(str(size + 1 if peeks else size)))
    return Window(
        limited.subquery(), forward, numbered, literal_column(str(size), Integer) if peeks else None
    )


def judge(view: View, asked: Selection, binds: Binds) -> None:
    """Refuse what `window` would where no page is read: a size that is none now, a cursor once it is known.

    Raises Invalid (`page_size_required`, `page_size`).
    """
    if asked.sizes:
        _direction_and_size(asked, connected=True)
    for name in GIVEN:
        if name in asked.arguments:
            for number in range(len(view.order)):
                binds.judge(asked.arguments[name], part(view, number, name))


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
    forward = "first" in asked.sizes
    begin = begins_at(forward)
    here, there = _places(view, rows, asked.arguments[begin], begin, binds)
    passed = here >= there if forward is view.newest_first else here <= there
    # The nearest is looked for: whoever has a cursor mostly sees the row that it is of.
    order = [rows.c[name] if forward is view.newest_first else rows.c[name].desc() for name in view.order]
    nearest = select(literal_column("true", Boolean)).where(*where, passed).order_by(*order)
    found = nearest.limit(literal_column("1")).correlate(source).scalar_subquery()
    return func.coalesce(found, literal_column("false"), type_=Boolean)


def _direction_and_size(asked: Selection, connected: bool) -> tuple[bool, int]:
    if len(asked.sizes) != 1:
        raise Invalid(
            "page_size_required",
            f"“{asked.name}” is a connection: say how many with either `first` or `last`, at most {MOST}.",
            asked.path,
        )
    ((name, size),) = asked.sizes.items()
    if not 0 <= size <= MOST:
        way_out = f"ask for 0 to {MOST}, then go on from its cursor"
        if not connected:
            way_out = f"at most {MOST} are shown. `{asked.name}Count` says how many there are"
        raise Invalid("page_size", f"“{asked.name}” has no page of {size}: {way_out}.", asked.path)
    return name == "first", size


def _beyond(view: View, rows: FromClause, slot: int, argument: str, binds: Binds) -> ColumnElement[bool]:
    here, there = _places(view, rows, slot, argument, binds)
    return here < there if (argument == "after") is view.newest_first else here > there


def _places(
    view: View, rows: FromClause, slot: int, argument: str, binds: Binds
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Where each row lies in the order, and where the cursor in `slot`, sent as `argument`, does."""
    columns = [rows.c[name] for name in view.order]
    values = [
        binds.take(slot, part(view, number, argument), column.type) for number, column in enumerate(columns)
    ]
    return tuple_(*columns), tuple_(*values)
