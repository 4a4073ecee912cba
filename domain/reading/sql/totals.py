"""A total without counting: the deltas that the reader sees, and their own rows elsewhere."""

from sqlalchemy import BigInteger, ColumnElement, cast, func, literal_column, not_, select

from domain.counts.tables import RowCount
from domain.reading.columns import table_of
from domain.reading.joins import ACTOR
from domain.reading.sql.json_text import constant
from domain.reading.view import View


def total(view: View) -> ColumnElement[int]:
    """How many rows the reader sees of a view whose table is counted: just what `count(*)` gives them.

    `view.counted_by`: the verb by which the policy of the table lets rows of a unit be seen. Besides those it lets
    people see their own, which are few and have an index.
    """
    deltas, own = table_of(RowCount).alias(), view.table.alias()
    of_units = select(func.coalesce(func.sum(deltas.c.delta), literal_column("0"))).where(
        deltas.c.table_name == constant(view.table.name)
    )
    verb = constant(view.counted_by)
    elsewhere = select(func.count()).where(
        own.c.employee_id == ACTOR,
        not_(select(func.meritgrid_everywhere(ACTOR, verb)).scalar_subquery()),
        own.c.unit_id.not_in(select(func.meritgrid_units(ACTOR, verb))),
    )
    return cast(of_units.scalar_subquery() + elsewhere.scalar_subquery(), BigInteger)
