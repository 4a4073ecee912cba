"""The tree of units, for whoever asks what is above or below one."""

from uuid import UUID

from sqlalchemy import Subquery
from sqlmodel import col, select

from domain.organisation.tables import UNIT_CLOSURE, Unit


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


def codes() -> Subquery:
    """unit_id and code of every unit: what people call it."""
    return select(col(Unit.id).label("unit_id"), col(Unit.code)).subquery()
