"""Which readable shape comes from which table: columns, relations, filters, order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Table, case, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, joined, members, or_null

Expression: TypeAlias = Callable[[FromClause], ColumnElement[Any]]
Join: TypeAlias = Callable[[FromClause, FromClause], ColumnElement[bool]]
Condition: TypeAlias = Callable[[FromClause, ColumnElement[Any]], ColumnElement[bool]]
Finds: TypeAlias = Callable[[ColumnElement[Any]], ColumnElement[Any]]


Member: TypeAlias = Callable[[FromClause, Selection], Pieces]


@dataclass(frozen=True, slots=True)
class Column:
    """A value: where it comes from, whether it may be NULL, how it is written as JSON.

    `members`: of a value that is an object, such as an amount with its currency: each by its name, from the rows that
    hold it. `each`: of a list of such objects, the rows that the value makes, in the order of their column `n`.
    `whole`: of an object that takes rows of its own, which writes all of it.
    """

    value: Expression
    nullable: bool
    write: Callable[[ColumnElement[Any], bool], Pieces]
    members: Mapping[str, Member] | None = None
    each: Callable[[FromClause], FromClause] | None = None
    whole: Member | None = None

    def pieces(self, rows: FromClause, asked: Selection) -> Pieces:
        """The value of `rows` as pieces of JSON, with the members that are asked for."""
        if self.whole is not None:
            return self.whole(rows, asked)
        value = self.value(rows)
        if self.members is None:
            return self.write(value, self.nullable)
        if self.each is not None:
            listed = self.each(rows)
            text = func.string_agg(
                joined(self._object(listed, asked)), aggregate_order_by(constant(","), listed.c.n)
            )
            return "[", select(text).select_from(listed).correlate(rows).scalar_subquery(), "]"
        written = self._object(rows, asked)
        return or_null(case((value.is_not(None), joined(written)))) if self.nullable else written

    def _object(self, rows: FromClause, asked: Selection) -> Pieces:
        known = self.members or {}
        return members((child.key, known[child.name](rows, child)) for child in asked.children)


@dataclass(frozen=True, slots=True)
class Filter:
    """An argument that narrows rows. `read` turns what was sent into what is compared, or raises Invalid.

    `finds`: an array of the ids of all rows that it leaves the reader, worked out once for page and total; `holds` is
    then given that array. `alone`: the same for a list that holds one value.
    """

    holds: Condition
    read: Callable[[Any], Any]
    finds: Finds | None = None
    alone: "Filter | None" = None


@dataclass(frozen=True, slots=True)
class One:
    """At most one row of the view named `of`; exactly one when `required`.

    `join(target, source)` ties them. With `latest`, the target's row in force on the session's day, by that column.
    """

    of: str
    join: Join
    required: bool = False
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of rows of the view named `of`: a connection."""

    of: str
    join: Join


@dataclass(frozen=True, slots=True)
class Group:
    """Rows put together by a column: `view` reads the rows that the key and the aggregates of each group make."""

    view: "View"
    key: str


@dataclass(frozen=True, slots=True)
class View:
    """A readable type. `rows(alias)` gives its rows; `order` names columns that are together unique, never NULL.

    `orders`: other columns to order by, by the word that asks for them; ties go by `order`. A column among them that
    may be NULL stands first, and last from its end. `aggregates`: what rows come to, by name; `sums` is the view of the
    one row that they make of a whole list, and each of `groups` that of a part of it.
    `counted_by`: its table is counted, and the policy lets rows of a unit be seen by this verb; see `sql.totals`.
    """

    name: str
    table: Table
    rows: Callable[[str], FromClause]
    order: tuple[str, ...]
    newest_first: bool = False
    columns: Mapping[str, Column] = field(default_factory=dict)
    relations: Mapping[str, One | Many] = field(default_factory=dict)
    filters: Mapping[str, Filter] = field(default_factory=dict)
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aggregates: Mapping[str, Expression] = field(default_factory=dict)
    sums: "View | None" = None
    groups: Mapping[str, Group] = field(default_factory=dict)
    counted_by: str = ""

    @property
    def optional(self) -> frozenset[str]:
        """Columns to order by that may be NULL."""
        named = {name for names in self.orders.values() for name in names}
        return frozenset(name for name in named & set(self.table.c.keys()) if self.table.c[name].nullable)
