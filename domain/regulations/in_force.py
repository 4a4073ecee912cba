"""Which regulation a unit follows on a day: its own, or that of the nearest unit above with one."""

from datetime import date
from uuid import UUID

from sqlmodel import col, select

from domain.computing.rules import Rules, rules_of
from domain.database.sessions import ReadSession
from domain.errors import Conflict
from domain.reading.units import unit_and_above
from domain.regulations.tables import Regulation


async def rules_in_force(session: ReadSession, unit_id: UUID, day: date) -> Rules:
    """The models of the regulation in force, with the numbers of the last day of the year, as in a run.

    Raises Conflict when there is none.
    """
    units = unit_and_above(unit_id)
    regulation: Regulation | None = await session.scalar(
        select(Regulation)
        .join(units, units.c.unit_id == col(Regulation.unit_id))
        .where(col(Regulation.published_by).is_not(None), col(Regulation.effective_from) <= day)
        .order_by(units.c.depth, col(Regulation.effective_from).desc())
        .limit(1)
    )
    if regulation is None:
        raise Conflict(
            "unit_without_regulation",
            f"No regulation is in force for this unit on {day}: publish one for it or for a unit above it.",
            law="Decree 335/2025 art. 26",
        )
    return rules_of(regulation.models, regulation.parameters, date(day.year, 12, 31))
