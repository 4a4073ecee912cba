"""A unit and all below it, as an argument of whatever belongs to units."""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, select

from domain.organisation.tables import UNIT_CLOSURE
from domain.reading.filters import of
from domain.reading.ids import uuid_of
from domain.reading.view import Filter


def tree() -> FromClause:
    """Each unit (`unit_id`) with itself and every unit above it (`ancestor_id`, `depth`), as of today."""
    return UNIT_CLOSURE.alias()


def below(name: str = "unit_id") -> Filter:
    """Rows of the unit and of every unit below it, in the tree of today."""

    def holds(rows: FromClause, unit: ColumnElement[Any]) -> ColumnElement[bool]:
        pairs = tree()
        return rows.c[name].in_(select(pairs.c.unit_id).where(pairs.c.ancestor_id == unit))

    return Filter(holds, partial(uuid_of, "Unit"))


def unit_filters() -> dict[str, Filter]:
    """`unitId`: of just this unit; `within`: of this unit and all below it."""
    return {"unitId": of("Unit", "unit_id"), "within": below()}
