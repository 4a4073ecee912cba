"""Units, for whoever asks what they are called."""

from sqlalchemy import Subquery
from sqlmodel import col, select

from domain.organisation.tables import Unit


def codes() -> Subquery:
    """unit_id and code of every unit: what people call it."""
    return select(col(Unit.id).label("unit_id"), col(Unit.code)).subquery()
