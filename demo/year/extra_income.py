"""The extra income of a quarter in one commune, as Ho Chi Minh City pays it: reviewed, it waits for an approval."""

from datetime import date
from uuid import UUID

from demo.funds import PAY
from demo.year.assessments import SCORING
from demo.year.bonus import review
from demo.year.offices import Offices
from domain.clock import now
from domain.funds import service as funds
from domain.pay_runs import service
from domain.pay_runs.period import Wanted
from domain.regulations import service as regulations
from pay_models.kernel import model

KIND, MODEL, CLASSES = "extra_income", "vn.extra_income_hcmc", "vn.classes_2026"
MODELS = {"scoring": SCORING, "classification": CLASSES, "pay": PAY, KIND: MODEL}
# Whoever worked for most of a quarter has a class in it; the six months of a year are more than any quarter has.
NUMBERS = {CLASSES: {"minimum_months": 2}}
FROM_MONTH, MONTHS = 7, "quý III năm {year}"
RULE, TITLE = f"Quy chế thu nhập tăng thêm từ {MONTHS}", f"Thu nhập tăng thêm {MONTHS}"


def known(year: int) -> bool:
    """Whether the city's numbers for the quarter are known."""
    last = model(MODEL).last_day
    return last is None or last >= date(year, FROM_MONTH + 2, 30)


async def leave_waiting(offices: Offices, unit_id: UUID, year: int) -> None:
    """A regulation on extra income for the unit alone, its run for the third quarter, and the review of that."""
    begins = date(year, FROM_MONTH, 1)
    await _ruled(offices, unit_id, begins)
    async with offices.database.writing(offices.hr) as session:
        wanted, title = Wanted(None, KIND, begins), TITLE.format(year=year)
        run = await service.create(session, offices.hr, unit_id, wanted, title, now(), funds.check)
    await review(offices, run)


async def _ruled(offices: Offices, unit_id: UUID, begins: date) -> None:
    """HR drafts the regulation, finance publishes it; it names no other kind: the bonus stays the province's."""
    async with offices.database.writing(offices.hr) as session:
        title = RULE.format(year=begins.year)
        drafted = await regulations.draft(
            session, offices.hr, unit_id, begins, title, {KIND: MODELS}, {KIND: NUMBERS}
        )
    async with offices.database.writing(offices.finance) as session:
        await regulations.publish(session, offices.finance, drafted.id, drafted.version, now())
