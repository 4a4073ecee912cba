"""Goals, the KPIs tied to them and the products that are counted: rows, since no service makes them yet."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import WriteSession
from domain.goals.tables import (
    Kpi,
    KpiState,
    PolicyGoal,
    PolicyGoalState,
    PositionKpi,
    Product,
    ProductCoefficient,
)
from tests.given import LONG_AGO, known


async def goal(session: WriteSession, code: str) -> UUID:
    """A goal of the unit above all others, which is published."""
    unit_id = await _root(session)
    made = PolicyGoal(id=known("goal", code), code=code, unit_id=unit_id)
    session.add(made)
    await session.flush()
    session.add(
        PolicyGoalState(
            policy_goal_id=made.id,
            unit_id=unit_id,
            effective_from=LONG_AGO,
            title="Served in time",
            document="Plan 1/2026",
            stage="published",
        )
    )
    await session.flush()
    return made.id


async def kpi(session: WriteSession, code: str, suits: Sequence[UUID]) -> UUID:
    """A KPI of the unit above all others, with a goal of its own, measurable, and bound to positions."""
    goal_id = await goal(session, f"G-{code}")
    unit_id = await _root(session)
    made = Kpi(id=known("kpi", code), code=code, unit_id=unit_id)
    session.add(made)
    await session.flush()
    session.add(
        KpiState(
            kpi_id=made.id,
            unit_id=unit_id,
            effective_from=LONG_AGO.replace(day=1),
            title="Files settled",
            policy_goal_id=goal_id,
            measure="Files settled in time, counted",
            formula="Files settled in time, per cent of files due",
            denominator="Files due",
            data_source="ONE-STOP",
            closes_on_day=5,
        )
    )
    session.add_all(PositionKpi(position_id=position, kpi_id=made.id) for position in dict.fromkeys(suits))
    await session.flush()
    return made.id


async def _root(session: WriteSession) -> UUID:
    found: UUID = await session.scalar(text("select unit_id from unit_state where parent_id is null"))
    return found


async def product(session: WriteSession, code: str, kpi_id: UUID, coefficient_hundredths: int = 100) -> UUID:
    """A product that the KPI counts, worth so many hundredths of the standard product."""
    made = Product(
        id=known("product", code), code=code, title=f"File {code}", kpi_id=kpi_id, complexity_group=1
    )
    session.add(made)
    await session.flush()
    session.add(
        ProductCoefficient(
            product_id=made.id,
            effective_from=LONG_AGO,
            coefficient_hundredths=coefficient_hundredths,
            source="Decision 7/2026",
        )
    )
    await session.flush()
    return made.id
