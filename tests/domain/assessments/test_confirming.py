"""Nobody confirms a score that its results no longer give."""

from datetime import UTC, date, datetime

import pytest

from domain.assessments.inputs import Marks
from domain.assessments.service import confirm, propose
from domain.errors import Conflict
from domain.results.counts import Counts
from domain.results.service import record

MARCH = date(2026, 3, 1)
NOW = datetime(2026, 4, 2, 3, tzinfo=UTC)
ROW = "select * from assessment where employee_id = $1 and period = 'month' and period_start = $2"
RESULT = "select * from kpi_result where employee_id = $1 and month = $2 order by id limit 1"


async def proposed_by(hr, database, employee_id, points, version):
    """March of the person, assessed by HR."""
    async with database.writing(hr) as session:
        return await propose(session, hr, employee_id, "month", MARCH, Marks(points), version)


async def test_a_month_is_not_confirmed_after_its_results_changed(
    database, owner, actor_named, open_months, trail
):
    hr, assessor, employee = [await actor_named(name) for name in ("hr", "assessor", "employee")]
    there = await owner.fetchrow(ROW, employee.id, MARCH)
    result = await owner.fetchrow(RESULT, employee.id, MARCH)

    async def proposed(version):
        return await proposed_by(hr, database, employee.id, there["general_points_hundredths"], version)

    first = await proposed(there["version"])
    done = (result["assigned"], 0, 0, 0, "ONE-STOP", None, result["version"])
    counts = Counts(employee.id, result["product_id"], MARCH, *done)
    async with database.writing(hr) as session:
        await record(session, hr, [counts])

    with pytest.raises(Conflict) as refused:
        async with database.writing(assessor) as session:
            await confirm(session, assessor, first.id, first.version, NOW)

    assert refused.value.code == "results_changed"
    row = await owner.fetchrow(ROW, employee.id, MARCH)
    assert (row["state"], row["version"]) == ("proposed", first.version)
    again = await proposed(first.version)
    async with database.writing(assessor) as session:
        await confirm(session, assessor, again.id, again.version, NOW)
    assert (await owner.fetchrow(ROW, employee.id, MARCH))["score_hundredths"] == again.score_hundredths
    assert again.score_hundredths < there["score_hundredths"]
    assert (await trail())[-1] == "assessment.confirmed"
