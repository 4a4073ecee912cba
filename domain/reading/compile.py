"""A selection becomes one SQL statement that returns its whole answer as JSON text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, and_, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from domain.reading.ids import split
from domain.reading.joins import ACTOR
from domain.reading.selection import Selection
from domain.reading.sql.binds import Statement
from domain.reading.sql.json_text import constant, joined, or_null
from domain.reading.sql.writer import Writer
from domain.reading.view import View

Id: TypeAlias = "tuple[str, UUID]"
# Every view there is, by name: whoever stands above the areas hands them in.
Views: TypeAlias = "Mapping[str, View]"


def page(views: Views, name: str, asked: Selection) -> Statement:
    """A connection over all rows that the arguments of `asked` let through."""
    writer, view = Writer(views), views[name]
    return writer.statement(asked, writer.connection(view, asked, writer.narrowed(view, asked)))


def single(views: Views, name: str, asked: Selection) -> Statement:
    """The one row that the arguments of `asked` let through, or no value at all."""
    writer, view = Writer(views), views[name]
    rows = writer.rows(view)
    return writer.statement(
        asked, select(writer.object(view, rows, asked)).where(*writer.narrowed(view, asked)(rows))
    )


def viewer(views: Views, name: str, asked: Selection) -> Statement:
    """The row of the view that is the actor's own."""
    writer, view = Writer(views), views[name]
    rows = writer.rows(view)
    return writer.binds.statement(select(writer.object(view, rows, asked)).where(rows.c.id == ACTOR))


def in_order(views: Views, asked: Mapping[str, Selection], slot: int) -> Statement:
    """For each id in `slot`, in its place, the row or null, read once however often its id was sent.

    `asked`: what is wanted of each type of row.
    """
    writer = Writer(views)
    sent, once = _listed(writer, slot, "sent", list), _listed(writer, slot, "once", dict.fromkeys)
    texts = [_wanted(writer, views[name], selection, once) for name, selection in asked.items()]
    each = joined(or_null(func.coalesce(*texts))) if texts else constant("null")
    # offset 0: else the server would put the reading where the text is used, once for each time the id was sent
    read = select(once.c.type, once.c.id, each.label("text")).offset(literal_column("0")).subquery("read")
    same = and_(read.c.type == sent.c.type, read.c.id == sent.c.id)
    listed = func.string_agg(read.c.text, aggregate_order_by(constant(","), sent.c.n))
    return writer.binds.statement(select(joined(("[", listed, "]"))).select_from(sent.join(read, same)))


def _listed(writer: Writer, slot: int, name: str, order: Callable[[Iterator[Id]], Iterable[Id]]) -> Any:
    """The ids of `slot` as rows: type, id, place."""
    types = writer.binds.take(slot, lambda ids: [kind for kind, _ in order(map(split, ids))], ARRAY(Text))
    uuids = writer.binds.take(slot, lambda ids: [id_ for _, id_ in order(map(split, ids))], ARRAY(Uuid))
    unnested = func.unnest(types, uuids).table_valued("type", "id", with_ordinality="n")
    return unnested.render_derived(name)


def _wanted(writer: Writer, view: View, asked: Selection, wanted: Any) -> ColumnElement[str]:
    rows = writer.rows(view)
    return (
        select(writer.object(view, rows, asked))
        .where(rows.c.id == wanted.c.id, wanted.c.type == constant(view.name))
        .correlate(wanted)
        .scalar_subquery()
    )
