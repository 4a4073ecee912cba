"""Writes the SQL that writes the JSON: objects, what belongs to them, lists and pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Date, FromClause, Select, func, literal_column, select
from sqlalchemy.sql.visitors import replacement_traverse

from domain.reading.filters import comparable
from domain.reading.joins import TODAY
from domain.reading.selection import Selection
from domain.reading.sql.binds import Binds, Read, Statement
from domain.reading.sql.connection import Connection, needs_page
from domain.reading.sql.json_text import Pieces, constant, joined, members, or_null
from domain.reading.sql.pagination import judge, passed_any, window
from domain.reading.sql.totals import total
from domain.reading.view import Filter, Finds, Many, One, View

Condition: TypeAlias = Callable[[FromClause], ColumnElement[bool]]
AS_OF = "asOf"


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on rows, to be asked for whatever rows. `number`: how many they leave, where no row need be read."""

    conditions: list[Condition]
    number: Callable[[], ColumnElement[int]] | None = None

    def __call__(self, rows: FromClause) -> list[ColumnElement[bool]]:
        """The conditions on `rows`."""
        return [holds(rows) for holds in self.conditions]


@dataclass(slots=True)
class Writer:
    """One statement in the making."""

    views: Mapping[str, View]
    binds: Binds = field(default_factory=Binds)
    numbers: Iterator[int] = field(default_factory=count)

    def statement(self, asked: Selection, query: Select[Any]) -> Statement:
        """The finished statement; whatever it reads is as of the day in `asOf`, if one was sent."""
        if AS_OF not in asked.arguments:
            return self.binds.statement(query)
        day = self.binds.take(asked.arguments[AS_OF], comparable, Date)
        told: Any = replacement_traverse(query, {}, lambda element, **_: day if element is TODAY else None)
        return self.binds.statement(told)

    def rows(self, view: View) -> FromClause:
        """The rows of a view under a name of their own."""
        return view.rows(f"t{next(self.numbers)}")

    def object(self, view: View, rows: FromClause, asked: Selection) -> ColumnElement[str]:
        """Each of `rows` as a JSON object."""
        return joined(members((child.key, self._member(view, rows, child)) for child in asked.children))

    def narrowed(self, view: View, asked: Selection) -> Where:
        """The conditions that the arguments of `asked` put on rows."""
        given = [
            (name, view.filters[name], slot) for name, slot in asked.arguments.items() if name in view.filters
        ]
        words = [(view.filters[name], word) for name, word in asked.words.items() if name in view.filters]
        conditions = [
            self._given(one, slot, name in asked.alone) for name, one, slot in given if not one.finds
        ]
        conditions += [partial(_holds, one, _word(word)) for one, word in words]
        found = [(one, self._found(one.finds, one.read, slot)) for _, one, slot in given if one.finds]
        number: Callable[[], ColumnElement[int]] | None = None
        if not conditions and len(found) == 1:
            number = partial(func.cardinality, found[0][1])
        elif view.counted_by and not conditions and not found:
            number = partial(total, view)
        return Where(conditions + [partial(_holds, one, ids) for one, ids in found], number)

    def _given(self, one: Filter, slot: int, alone: bool) -> Condition:
        fit = one.alone if alone and one.alone else one
        return lambda rows: fit.holds(rows, self.binds.take(slot, fit.read))

    def _found(self, finds: Finds, read: Read, slot: int) -> ColumnElement[Any]:
        """The ids that a filter finds, once for all that ask."""
        found = select(finds(self.binds.take(slot, read)).label("ids")).cte(f"found{next(self.numbers)}")
        return select(found.c.ids).scalar_subquery()

    def connection(
        self, view: View, asked: Selection, where: Where, source: FromClause | None = None
    ) -> Select[Any]:
        """A page of the rows that `where` lets through, or only what they come to."""
        whole = partial(self._whole, view, where, source)
        if not needs_page(asked):
            judge(view, asked, self.binds)
            return select(joined(members((child.key, whole(child)) for child in asked.children)))
        rows = self.rows(view)
        page = window(view, asked, rows, where(rows), source, self.binds)
        behind = partial(self._behind, view, asked, where, source)
        made = Connection(view, asked, page, partial(self.object, view, page.rows), whole, behind)
        # Constants alone would be one row for each item of the page: a group is one row whatever is asked of it.
        return select(joined(made.pieces())).select_from(page.rows).having(literal_column("true"))

    def _whole(self, view: View, where: Where, source: FromClause | None, child: Selection) -> Pieces:
        """What is asked of a list as a whole: its number, what its rows come to, in all and by groups."""
        if child.name == "totalCount":
            return (self._total(view, where, source),)
        if group := view.groups.get(child.name):
            of_group = replace(group.view, rows=partial(self._grouped, view, where, source, group.key))
            return (self.connection(of_group, child, Where([]), source).scalar_subquery(),)
        if child.name == "sums" and view.sums:
            rows = self._grouped(view, where, source, None, f"t{next(self.numbers)}")
            return (select(self.object(view.sums, rows, child)).scalar_subquery(),)
        return (f'"{view.name}Connection"',)

    def _grouped(
        self, view: View, where: Where, source: FromClause | None, key: str | None, alias: str
    ) -> FromClause:
        """Rows of a key and what the rows that have it come to; one row without a key."""
        rows = self.rows(view)
        made = [value(rows).label(name) for name, value in view.aggregates.items()]
        kept = [rows.c[key]] if key else []
        return select(*kept, *made).where(*where(rows)).group_by(*kept).correlate(source).subquery(alias)

    def _total(self, view: View, where: Where, source: FromClause | None) -> ColumnElement[int]:
        if where.number:
            return where.number()
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
            return column.pieces(rows, child)
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
        return (self.connection(view, asked, where, source).scalar_subquery(),)

    def _belonging(self, view: View, relation: Many, source: FromClause, asked: Selection) -> Where:
        narrowed = self.narrowed(view, asked)
        return Where([lambda rows: relation.join(rows, source), *narrowed.conditions])


def _word(word: str | tuple[str, ...]) -> Any:
    return constant(word) if isinstance(word, str) else [constant(each) for each in word]


def _holds(one: Filter, value: ColumnElement[Any], rows: FromClause) -> ColumnElement[bool]:
    return one.holds(rows, value)
