"""Which regulation governs a unit."""

from sqlalchemy import ColumnElement, FromClause, literal_column, select

from domain.reading.columns import table_of
from domain.reading.joins import TODAY
from domain.reading.sql.json_text import constant
from domain.reading.units import tree
from domain.regulations.tables import Regulation


def governing_unit(target: FromClause, source: FromClause) -> ColumnElement[bool]:
    """The newest one on the bonus published and in force on the day, of the unit or else of the nearest unit above."""
    above, regulations = tree(), table_of(Regulation).alias()
    nearest = (
        select(regulations.c.id)
        .join_from(above, regulations, regulations.c.unit_id == above.c.ancestor_id)
        .where(above.c.unit_id == source.c.id, regulations.c.published_by.is_not(None))
        .where(regulations.c.effective_from <= TODAY)
        # With kinds or without, what names the bonus has it at the top: as a kind, or as a stage of it.
        .where(regulations.c.models.op("->")(constant("bonus")).is_not(None))
        .order_by(above.c.depth, regulations.c.effective_from.desc())
        .limit(literal_column("1"))
        .correlate(source)
    )
    return target.c.id == nearest.scalar_subquery()
