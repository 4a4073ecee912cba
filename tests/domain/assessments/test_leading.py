"""Who leads is assessed by what was found of the people, the work and the unity led (Decree 335/2025 art. 15)."""

from datetime import date

import pytest

from domain.assessments.inputs import Marks
from domain.assessments.service import propose
from domain.errors import Invalid

MARCH, YEAR = date(2026, 3, 1), date(2026, 1, 1)
LEADER = """
    select a.employee_id, a.version from assessment a join position p on p.id = a.position_id
    where p.leader and a.period = 'month' and a.period_start = '2026-03-01' and a.employee_id <> $1
    order by a.employee_id limit 1
"""
FOUND = ("all_completed", "short_delay", "united")


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def leader(owner, hr):
    return await owner.fetchrow(LEADER, hr.id)


@pytest.fixture
def proposed(database, hr):
    async def compute(who, found, period="month", start=MARCH, points=2_500):
        async with database.writing(hr) as session:
            marks = Marks(points, *found)
            return await propose(session, hr, who["employee_id"], period, start, marks, who["version"])

    return compute


async def test_who_leads_is_assessed_by_what_was_found_too(proposed, leader, trail):
    assessment = await proposed(leader, FOUND)

    assert (assessment.field_result, assessment.organising, assessment.uniting) == FOUND
    assert await trail() == ["assessment.proposed"]


async def test_who_leads_is_not_assessed_without_what_was_found(proposed, leader, trail):
    with pytest.raises(Invalid) as refused:
        await proposed(leader, (*FOUND[:2], "none"))

    assert refused.value.code == "leading"
    assert await trail() == []


@pytest.mark.parametrize(("period", "start", "points"), [("month", MARCH, 2_500), ("year", YEAR, None)])
async def test_nothing_is_found_of_who_leads_nobody_nor_of_a_year(
    proposed, actor_named, trail, period, start, points
):
    staff = {"employee_id": (await actor_named("employee")).id, "version": 1}

    with pytest.raises(Invalid) as refused:
        await proposed(staff, FOUND, period, start, points)

    assert refused.value.code == "leading"
    assert await trail() == []
