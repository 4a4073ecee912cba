"""A connection as the Relay specification has it: edges, nodes, page information, total count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Function, FunctionFilter, Text, func, literal_column
from sqlalchemy.dialects.postgresql import aggregate_order_by

from domain.reading.cursors import cursor
from domain.reading.ordering import order_of
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, joined, members, plain, quoted
from domain.reading.sql.pagination import Window, begins_at
from domain.reading.view import View

PAGED = frozenset({"nodes", "edges", "pageInfo"})


def needs_page(asked: Selection) -> bool:
    """Whether anything is asked of a connection for which its page has to be read."""
    return any(child.name in PAGED for child in asked.children)


@dataclass(frozen=True, slots=True)
class Connection:
    """A page in the making.

    `node(asked)`: its rows as objects; `whole(asked)`: what is asked of the list and not of its page; `behind()`:
    whether the cursor that the page begins at has passed any row by.
    """

    view: View
    asked: Selection
    page: Window
    node: Callable[[Selection], ColumnElement[str]]
    whole: Callable[[Selection], Pieces]
    behind: Callable[[], ColumnElement[bool]]

    def pieces(self) -> Pieces:
        """The members that were asked for."""
        return members((child.key, self._member(child)) for child in self.asked.children)

    def _member(self, child: Selection) -> Pieces:
        match child.name:
            case "nodes":
                return "[", self._all(self.node(child)), "]"
            case "edges":
                return "[", self._all(joined(members((e.key, self._of_edge(e)) for e in child.children))), "]"
            case "pageInfo":
                return members((m.key, self._of_information(m.name)) for m in child.children)
            case _:
                return self.whole(child)

    def _of_edge(self, child: Selection) -> Pieces:
        match child.name:
            case "node":
                return (self.node(child),)
            case "cursor":
                return quoted(cursor(order_of(self.view, self.asked), self.page.rows), nullable=False)
            case _:
                return (f'"{self.view.name}Edge"',)

    def _of_information(self, name: str) -> Pieces:
        match name:
            case "startCursor" | "endCursor":
                return self._outer_cursor(first_read=(name == "startCursor") is self.page.forward)
            case "hasNextPage" | "hasPreviousPage":
                return self._more(ahead=(name == "hasNextPage") is self.page.forward)
            case _:
                return ('"PageInfo"',)

    def _all(self, text: ColumnElement[str]) -> ColumnElement[str]:
        end: ColumnElement[str] = constant(",")
        if self.page.numbered:
            # Other aggregates of the same rows want another order, and the server sorts for one of them only.
            number = self.page.rows.c.n
            end = aggregate_order_by(end, number if self.page.forward else number.desc())
        return func.coalesce(self._kept(func.string_agg(text, end)), constant(""))

    def _outer_cursor(self, first_read: bool) -> Pieces:
        number = self.page.rows.c.n if first_read else self.page.rows.c.n.desc()
        ordered = aggregate_order_by(cursor(order_of(self.view, self.asked), self.page.rows), number)
        cursors: Any = self._kept(func.array_agg(ordered, type_=ARRAY(Text)))
        return quoted(cursors[literal_column("1")], nullable=True)

    def _more(self, ahead: bool) -> Pieces:
        if ahead:
            left = func.bool_or(self.page.rows.c.n > self.page.size)
            return plain(func.coalesce(left, literal_column("false")), nullable=False)
        if begins_at(self.page.forward) not in self.asked.arguments:
            return ("false",)
        return plain(self.behind(), nullable=False)

    def _kept(self, aggregate: Function[Any]) -> Function[Any] | FunctionFilter[Any]:
        if self.page.size is None:
            return aggregate
        return aggregate.filter(self.page.rows.c.n <= self.page.size)
