"""Which readable shape comes from which table: columns, relations, filters, order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Table

from domain.reading.sql.json_text import Pieces

Expression: TypeAlias = Callable[[FromClause], ColumnElement[Any]]
Join: TypeAlias = Callable[[FromClause, FromClause], ColumnElement[bool]]
Condition: TypeAlias = Callable[[FromClause, ColumnElement[Any]], ColumnElement[bool]]
Finds: TypeAlias = Callable[[ColumnElement[Any]], ColumnElement[Any]]

COUNT = "Count"


@dataclass(frozen=True, slots=True)
class Column:
    """A value: where it comes from, whether it may be NULL, how it is written as JSON."""

    value: Expression
    nullable: bool
    write: Callable[[ColumnElement[Any], bool], Pieces]

    def pieces(self, rows: FromClause) -> Pieces:
        """The value of `rows` as pieces of JSON."""
        return self.write(self.value(rows), self.nullable)


@dataclass(frozen=True, slots=True)
class Filter:
    """An argument that narrows rows. `read` turns what was sent into what is compared, or raises Invalid.

    `finds`: an array of the ids of all rows that it leaves the reader, worked out once for page and total; `holds` is
    then given that array.
    """

    holds: Condition
    read: Callable[[Any], Any]
    finds: Finds | None = None


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
    """Any number of rows of the view named `of`: a connection when `paged`, else a list with a limit."""

    of: str
    join: Join
    paged: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """A readable type. `rows(alias)` gives its rows; `order` names columns that are together unique, never NULL.

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
    counted_by: str = ""

    def counted(self, name: str) -> Many | None:
        """The short list that a field counts: `stepsCount` counts `steps`."""
        relation = self.relations.get(name.removesuffix(COUNT)) if name.endswith(COUNT) else None
        return relation if isinstance(relation, Many) and not relation.paged else None
