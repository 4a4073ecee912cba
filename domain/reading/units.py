"""The tree of units as of today, under which everything hangs: filters of views, and what is above a unit."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    MetaData,
    Subquery,
    Table,
    Uuid,
    select,
)

from domain.reading.filters import any_id_of
from domain.reading.ids import uuid_of
from domain.reading.joins import TODAY
from domain.reading.view import Expression, Filter

# The SQL view of each unit with itself and every unit above it, on the session's day.
UNIT_CLOSURE = Table(
    "unit_closure",
    MetaData(),
    Column("ancestor_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("depth", Integer, nullable=False),
)


# The table under that view: from a day to a day.
UNIT_ANCESTOR = Table(
    "unit_ancestor",
    MetaData(),
    *(Column(name, Uuid, nullable=False) for name in ("ancestor_id", "unit_id")),
    *(Column(name, Date, nullable=False) for name in ("effective_from", "effective_until")),
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


def below(name: str | Expression = "unit_id") -> Filter:
    """Rows of the unit and of every unit below it, in the tree of today. `name`: the column with the unit of a row."""

    def holds(rows: FromClause, unit: ColumnElement[Any]) -> ColumnElement[bool]:
        # Not the view of the tree: its day is the session's, and what is read may be of another one.
        pairs = UNIT_ANCESTOR.alias()
        on_the_day = (pairs.c.effective_from <= TODAY) & (pairs.c.effective_until > TODAY)
        own = rows.c[name] if isinstance(name, str) else name(rows)
        return own.in_(select(pairs.c.unit_id).where(pairs.c.ancestor_id == unit, on_the_day))

    return Filter(holds, partial(uuid_of, "Unit"))


def unit_filters() -> dict[str, Filter]:
    """`unitIds`: of just these units; `subtreeOf`: of this unit and all below it."""
    return {"unitIds": any_id_of("Unit", "unit_id"), "subtreeOf": below()}
