"""The tree of units, for whoever asks what is above or below one."""

from uuid import UUID

from sqlalchemy import Subquery
from sqlmodel import col, select

from domain.organisation.tables import Unit, UnitClosure


def unit_and_above(unit_id: UUID) -> Subquery:
    """unit_id and depth of a unit (depth 0) and of each unit above it, nearest first by depth."""
    return (
        select(col(UnitClosure.ancestor_id).label("unit_id"), col(UnitClosure.depth))
        .where(col(UnitClosure.unit_id) == unit_id)
        .subquery()
    )


def unit_and_below(unit_id: UUID) -> Subquery:
    """unit_id of a unit and of each unit below it."""
    return select(col(UnitClosure.unit_id)).where(col(UnitClosure.ancestor_id) == unit_id).subquery()


def codes() -> Subquery:
    """unit_id and code of every unit: what people call it."""
    return select(col(Unit.id).label("unit_id"), col(Unit.code)).subquery()
