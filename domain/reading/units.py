"""The tree of units as of today, under which everything hangs: filters of views, and what is above a unit."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, FromClause, Integer, MetaData, Subquery, Table, Uuid, select

from domain.reading.filters import any_id_of
from domain.reading.ids import uuid_of
from domain.reading.view import Filter

# The SQL view of each unit with itself and every unit above it, on the session's day.
UNIT_CLOSURE = Table(
    "unit_closure",
    MetaData(),
    Column("ancestor_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("depth", Integer, nullable=False),
)


def tree() -> FromClause:
    """Each unit (`unit_id`) with itself and every unit above it (`ancestor_id`, `depth`), as of today."""
    return UNIT_CLOSURE.alias()


def unit_and_above(unit_id: UUID) -> Subquery:
    """unit_id and depth of a unit (depth 0) and of each unit above it, nearest first by depth."""
    return (
        select(UNIT_CLOSURE.c.ancestor_id.label("unit_id"), UNIT_CLOSURE.c.depth)
        .where(UNIT_CLOSURE.c.unit_id == unit_id)
        .subquery()
    )


def unit_and_below(unit_id: UUID) -> Subquery:
    """unit_id of a unit and of each unit below it."""
    return select(UNIT_CLOSURE.c.unit_id).where(UNIT_CLOSURE.c.ancestor_id == unit_id).subquery()


def below(name: str = "unit_id") -> Filter:
    """Rows of the unit and of every unit below it, in the tree of today."""

    def holds(rows: FromClause, unit: ColumnElement[Any]) -> ColumnElement[bool]:
        pairs = tree()
        return rows.c[name].in_(select(pairs.c.unit_id).where(pairs.c.ancestor_id == unit))

    return Filter(holds, partial(uuid_of, "Unit"))


def unit_filters() -> dict[str, Filter]:
    """`unitIds`: of just these units; `subtreeOf`: of this unit and all below it."""
    return {"unitIds": any_id_of("Unit", "unit_id"), "subtreeOf": below()}
