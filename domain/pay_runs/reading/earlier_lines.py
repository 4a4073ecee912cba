"""What a line pays for, and the line before: what the same kind of run paid the person last, and the difference."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Text,
    Uuid,
    column,
    func,
    literal_column,
    select,
)

from domain.pay_runs.tables import PayLine
from domain.reading.columns import Columns, table_of, whole
from domain.reading.joins import by
from domain.reading.objects.quantities import quantity
from domain.reading.objects.values import text_member, word_member
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, joined, members, or_null
from domain.reading.view import Member, One

_TOLD = (column("kind", Text), column("period", Text), column("period_start", Date), column("title", Text))


def _before(line: FromClause) -> ColumnElement[Any]:
    # A select of its own: asked once, and the line is found by its key.
    return select(func.line_before(line.c.id, type_=Uuid)).correlate(line).scalar_subquery()


def _change(line: FromClause) -> ColumnElement[Any]:
    lines = table_of(PayLine).alias()
    paid = select(lines.c.amount_vnd).where(lines.c.id == _before(line)).correlate(line).scalar_subquery()
    return (line.c.amount_vnd - paid).cast(BigInteger)


def _paid_for(line: FromClause, asked: Selection) -> Pieces:
    told = func.line_pays(line.c.id).table_valued(*_TOLD).alias("pays")
    once = select(told).correlate(line).offset(literal_column("0")).lateral("paid_for")
    written = members((child.key, _MEMBERS[child.name](once, child)) for child in asked.children)
    return or_null(select(joined(written)).select_from(once).correlate(line).scalar_subquery())


_MEMBERS: dict[str, Member] = {
    "__typename": lambda _, __: ('"PaidFor"',),
    "kind": word_member("kind"),
    "period": word_member("period"),
    "periodStart": text_member("period_start"),
    "title": text_member("title"),
}
PREVIOUS = One("PayLine", by(id=_before))
CHANGE: Columns = quantity("amountChange", "Money", _change, nullable=True)
PAID_FOR: Columns = whole("paidFor", _paid_for, _MEMBERS)
