"""The bonus of the demo's year: made by HR, reviewed by payroll, approved and closed by finance."""

from uuid import UUID

from demo.year.offices import Offices
from domain.clock import now
from domain.funds import service as funds
from domain.pay_runs import service
from domain.pay_runs.tables import PayRun

TITLE = "Tiền thưởng năm {year}"
REASON = "Đúng quy chế và đúng quỹ"
CHECKED = "Đã đối chiếu danh sách đã duyệt"


async def compute(offices: Offices, unit_id: UUID, year: int) -> PayRun:
    """HR's run for a unit and all below it."""
    async with offices.database.writing(offices.hr) as session:
        title = TITLE.format(year=year)
        return await service.create(session, offices.hr, unit_id, year, title, now(), funds.check)


async def review(offices: Offices, run: PayRun) -> PayRun:
    """The run as payroll has looked at it."""
    async with offices.database.writing(offices.payroll) as session:
        return await service.review(session, offices.payroll, run.id, run.version, now())


async def approve(offices: Offices, run: PayRun) -> PayRun:
    """The run as finance lets it be paid."""
    async with offices.database.writing(offices.finance) as session:
        return await service.approve(session, offices.finance, run.id, run.version, REASON, now())


async def close(offices: Offices, run: PayRun) -> PayRun:
    """The run as it ends the year's bonus."""
    async with offices.database.writing(offices.finance) as session:
        return await service.close(session, offices.finance, run.id, run.version, CHECKED, now())
