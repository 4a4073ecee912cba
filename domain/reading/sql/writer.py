"""Writes the SQL that writes the JSON: objects, what belongs to them, lists and pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, Select, func, literal_column, select

from domain.reading.joins import TODAY
from domain.reading.selection import Selection
from domain.reading.sql.binds import Binds
from domain.reading.sql.connection import Connection, counted, only_counts
from domain.reading.sql.json_text import Pieces, constant, joined, members, or_null
from domain.reading.sql.pagination import passed_any, window
from domain.reading.view import Many, One, View

Where: TypeAlias = Callable[[FromClause], list[ColumnElement[bool]]]


@dataclass(slots=True)
class Writer:
    """One statement in the making."""

    views: Mapping[str, View]
    binds: Binds = field(default_factory=Binds)
    numbers: Iterator[int] = field(default_factory=count)

    def rows(self, view: View) -> FromClause:
        """The rows of a view under a name of their own."""
        return view.rows(f"t{next(self.numbers)}")

    def object(self, view: View, rows: FromClause, asked: Selection) -> ColumnElement[str]:
        """Each of `rows` as a JSON object."""
        return joined(members((child.key, self._member(view, rows, child)) for child in asked.children))

    def narrowed(self, view: View, asked: Selection) -> Where:
        """The conditions that the arguments of `asked` put on rows."""
        given = [(view.filters[name], slot) for name, slot in asked.arguments.items() if name in view.filters]
        words = [(view.filters[name], word) for name, word in asked.words.items() if name in view.filters]
        return lambda rows: [
            *(one.holds(rows, self.binds.take(slot, one.read)) for one, slot in given),
            *(one.holds(rows, constant(word)) for one, word in words),
        ]

    def connection(
        self, view: View, asked: Selection, where: Where, source: FromClause | None = None
    ) -> Select[Any]:
        """A page of the rows that `where` lets through, or only their number."""
        total = partial(self._total, view, where, source)
        if only_counts(asked):
            return select(joined(counted(view, asked, total)))
        rows = self.rows(view)
        page = window(view, asked, rows, where(rows), source, self.binds)
        behind = partial(self._behind, view, asked, where, source)
        made = Connection(view, asked, page, partial(self.object, view, page.rows), total, behind)
        # Constants alone would be one row for each item of the page: a group is one row whatever is asked of it.
        return select(joined(made.pieces())).select_from(page.rows).having(literal_column("true"))

    def _total(self, view: View, where: Where, source: FromClause | None) -> ColumnElement[int]:
        rows = self.rows(view)
        number = select(func.count()).select_from(rows).where(*where(rows))
        return number.correlate(source).scalar_subquery()

    def _behind(
        self, view: View, asked: Selection, where: Where, source: FromClause | None
    ) -> ColumnElement[bool]:
        rows = self.rows(view)
        return passed_any(view, asked, rows, where(rows), source, self.binds)

    def _member(self, view: View, rows: FromClause, child: Selection) -> Pieces:
        if child.name == "__typename":
            return (f'"{view.name}"',)
        if column := view.columns.get(child.name):
            return column.pieces(rows)
        if counted_list := view.counted(child.name):
            of = self.views[counted_list.of]
            return (self._total(of, self._belonging(of, counted_list, rows, child), rows),)
        relation = view.relations[child.name]
        if isinstance(relation, One):
            return self._one(relation, rows, child)
        return self._many(relation, rows, child)

    def _one(self, relation: One, source: FromClause, asked: Selection) -> Pieces:
        view = self.views[relation.of]
        rows = self.rows(view)
        query = select(self.object(view, rows, asked)).where(relation.join(rows, source)).correlate(source)
        if relation.latest:
            since = rows.c[relation.latest]
            query = query.where(since <= TODAY).order_by(since.desc()).limit(literal_column("1"))
        return or_null(query.scalar_subquery())

    def _many(self, relation: Many, source: FromClause, asked: Selection) -> Pieces:
        view = self.views[relation.of]
        where = self._belonging(view, relation, source, asked)
        if relation.paged:
            return (self.connection(view, asked, where, source).scalar_subquery(),)
        return "[", self._list(view, asked, where, source).scalar_subquery(), "]"

    def _belonging(self, view: View, relation: Many, source: FromClause, asked: Selection) -> Where:
        narrowed = self.narrowed(view, asked)
        return lambda rows: [relation.join(rows, source), *narrowed(rows)]

    def _list(self, view: View, asked: Selection, where: Where, source: FromClause) -> Select[Any]:
        rows = self.rows(view)
        page = window(view, asked, rows, where(rows), source, self.binds, connected=False).rows
        text = func.string_agg(self.object(view, page, asked), constant(","))
        return select(func.coalesce(text, constant(""))).select_from(page)
