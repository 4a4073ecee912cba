"""A selection becomes one SQL statement that returns its whole answer as JSON text."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from domain.reading.binds import Statement
from domain.reading.catalogue import VIEWS
from domain.reading.ids import split
from domain.reading.json_text import constant, joined, or_null
from domain.reading.relate import ACTOR
from domain.reading.selection import Selection
from domain.reading.view import View
from domain.reading.writer import Writer


def page(view: View, asked: Selection) -> Statement:
    """A connection over all rows that the arguments of `asked` let through."""
    writer = Writer(VIEWS)
    return writer.binds.statement(writer.connection(view, asked, writer.narrowed(view, asked)))


def single(view: View, asked: Selection) -> Statement:
    """The one row that the arguments of `asked` let through, or no value at all."""
    writer = Writer(VIEWS)
    rows = writer.rows(view)
    return writer.binds.statement(
        select(writer.object(view, rows, asked)).where(*writer.narrowed(view, asked)(rows))
    )


def viewer(view: View, asked: Selection) -> Statement:
    """The row of `view` that is the actor's own."""
    writer = Writer(VIEWS)
    rows = writer.rows(view)
    return writer.binds.statement(select(writer.object(view, rows, asked)).where(rows.c.id == ACTOR))


def in_order(asked: Mapping[str, Selection], slot: int) -> Statement:
    """For each id in `slot`, in its place, the row or null. `asked`: what is wanted of each type of row."""
    writer = Writer(VIEWS)
    types = writer.binds.take(slot, lambda ids: [split(id_)[0] for id_ in ids], ARRAY(Text))
    uuids = writer.binds.take(slot, lambda ids: [split(id_)[1] for id_ in ids], ARRAY(Uuid))
    wanted = (
        func.unnest(types, uuids).table_valued("type", "id", with_ordinality="n").render_derived("wanted")
    )
    texts = [_wanted(writer, VIEWS[name], selection, wanted) for name, selection in asked.items()]
    each = joined(or_null(func.coalesce(*texts))) if texts else constant("null")
    listed = func.string_agg(each, aggregate_order_by(constant(","), wanted.c.n))
    return writer.binds.statement(select(joined(("[", listed, "]"))).select_from(wanted))


def _wanted(writer: Writer, view: View, asked: Selection, wanted: Any) -> ColumnElement[str]:
    rows = writer.rows(view)
    return (
        select(writer.object(view, rows, asked))
        .where(rows.c.id == wanted.c.id, wanted.c.type == constant(view.name))
        .correlate(wanted)
        .scalar_subquery()
    )
