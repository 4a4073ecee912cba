"""Orders: by which columns a list is read, and from which end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, func, literal_column

from domain.reading.selection import Selection
from domain.reading.view import View

# What stands for NULL in an order: less than every value that there is. An index has to say the same.
LEAST: dict[type, str] = {int: "-1", str: "''", date: "'1000-01-01'::date"}


@dataclass(frozen=True, slots=True)
class Order:
    """`name`: of the view and of what was asked for, in cursors. `columns` are together unique."""

    name: str
    columns: tuple[str, ...]
    descending: bool
    optional: frozenset[str]

    def values(self, rows: FromClause) -> list[ColumnElement[Any]]:
        """What the rows are ordered by; never NULL."""
        return [self._value(rows.c[name]) for name in self.columns]

    def sorted(self, rows: FromClause, forward: bool) -> list[ColumnElement[Any]]:
        """The same to sort by, in the direction of reading."""
        down = forward is self.descending
        return [value.desc() if down else value for value in self.values(rows)]

    def _value(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        if column.key not in self.optional:
            return column
        return func.coalesce(column, literal_column(LEAST[column.type.python_type], column.type))


def order_of(view: View, asked: Selection) -> Order:
    """The order that was asked for, or else the view's own."""
    if asked.order is None:
        return Order(view.name, view.order, view.newest_first, frozenset())
    word, descending = asked.order
    first = view.orders[word]
    columns = (*first, *(name for name in view.order if name not in first))
    name = f"{view.name}:{word}:{'desc' if descending else 'asc'}"
    return Order(name, columns, descending, frozenset(first) & view.optional)
