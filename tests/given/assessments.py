"""Assessments of months and years, proposed by HR and confirmed by somebody else."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.actor import Actor
from domain.assessments.inputs import Marks
from domain.assessments.service import confirm, propose
from domain.assessments.tables import Assessment
from domain.clock import now
from domain.database.sessions import WriteSession
from tests.given import acting

LEADS = Marks(3_000, "all_completed", "with_initiatives", "united")
LEADS_NOBODY = Marks(3_000)


async def confirmed(
    session: WriteSession,
    hr: Actor,
    assessor: Actor,
    employee_id: UUID,
    period: str,
    start: date,
    marks: Marks | None = None,
) -> Assessment:
    """A month with its marks, or a year of its months, that counts."""
    given = marks if marks is not None and period == "month" else Marks()
    await acting(session, hr)
    made = await propose(session, hr, employee_id, period, start, given, None)
    await session.flush()
    await acting(session, assessor)
    return await confirm(session, assessor, made.id, made.version, now())


async def alike(
    session: WriteSession,
    made: Assessment,
    employee_id: UUID,
    unit_id: UUID,
    position_id: UUID,
    starts: Iterable[date],
) -> None:
    """The same assessment of others who did the same work, or of other months: rows, since nothing is computed anew."""
    same = made.model_dump(exclude={"id", "employee_id", "unit_id", "position_id", "period_start"})
    whose = {"employee_id": employee_id, "unit_id": unit_id, "position_id": position_id}
    session.add_all(Assessment(**same, **whose, period_start=start) for start in starts)
    await session.flush()
