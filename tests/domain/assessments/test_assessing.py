"""An assessment is computed from results, and counts once a second person has confirmed it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from domain.assessments.inputs import Marks
from domain.assessments.service import confirm, propose
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.results.counts import Counts
from domain.results.service import record
from tests.given import LONG_AGO, access, known, people

pytestmark = pytest.mark.usefixtures("small")

# The version of what was proposed and confirmed before the test begins.
LOADED = 2
MARCH, YEAR = date(2026, 3, 1), date(2026, 1, 1)
NOW = datetime(2026, 4, 2, 3, tzinfo=UTC)
ROW = "select * from assessment where employee_id = $1 and period = $2 and period_start = $3"


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def assessor(actor_named):
    return await actor_named("assessor")


@pytest.fixture
async def employee(actor_named):
    return await actor_named("employee")


@pytest.fixture
def row(owner, employee):
    async def read(period="month", start=MARCH):
        return await owner.fetchrow(ROW, employee.id, period, start)

    return read


@pytest.fixture
def proposed(database, hr, employee):
    async def compute(
        period="month", start=MARCH, points=2_500, version=LOADED, actor=hr, who=employee.id, found=()
    ):
        async with database.writing(actor) as session:
            return await propose(session, actor, employee.id, period, start, Marks(points), version)

    return compute


@pytest.fixture
def confirmed(database):
    async def sign(actor, assessment_id, version):
        async with database.writing(actor) as session:
            return await confirm(session, actor, assessment_id, version, NOW)

    return sign


async def test_a_month_computed_again_from_the_same_results_has_the_same_score(proposed, row, trail):
    before = await row()

    await proposed(points=before["general_points_hundredths"])

    after = await row()
    numbers = ("quantity_bp", "quality_bp", "progress_bp", "task_points_hundredths", "score_hundredths")
    assert [after[name] for name in numbers] == [before[name] for name in numbers]
    assert (after["model_version"], after["parameters_hash"]) == (
        before["model_version"],
        before["parameters_hash"],
    )
    assert (after["state"], after["confirmed_by"], after["version"]) == ("proposed", None, LOADED + 1)
    assert await trail() == ["assessment.proposed"]


async def test_a_year_computed_again_from_its_months_has_the_same_score(proposed, row):
    before = await row("year", YEAR)

    await proposed("year", YEAR, None)

    after = await row("year", YEAR)
    assert (after["score_hundredths"], after["months"]) == (before["score_hundredths"], 12)
    assert after["general_points_hundredths"] == before["general_points_hundredths"]
    assert after["position_id"] == before["position_id"]


async def test_a_quarter_is_the_mean_of_its_three_months(owner, employee, proposed, row):
    await proposed("quarter", YEAR, None, None)

    scores = await owner.fetch(
        "select score_hundredths from assessment where employee_id = $1 and period = 'month'"
        " and period_start < '2026-04-01'",
        employee.id,
    )
    total = sum(score["score_hundredths"] for score in scores)
    assert (await row("quarter", YEAR))["score_hundredths"] == (2 * total + 3) // 6
    assert (await row("quarter", YEAR))["months"] == 3


async def test_a_changed_result_changes_the_score(database, owner, hr, employee, proposed, row):
    before = await row()
    await proposed(points=before["general_points_hundredths"])
    result = await owner.fetchrow(
        "select * from kpi_result where employee_id = $1 and month = $2 order by id limit 1",
        employee.id,
        MARCH,
    )
    async with database.writing(hr) as session:
        counts = Counts(
            employee.id, result["product_id"], MARCH, result["assigned"], 0, 0, 0, "ONE-STOP", None, 1
        )
        await record(session, hr, [counts])

    await proposed(points=before["general_points_hundredths"], version=LOADED + 1)

    assert (await row())["score_hundredths"] < before["score_hundredths"]
    assert (await row())["quantity_bp"] < before["quantity_bp"]


async def test_a_second_person_confirms_what_was_proposed(proposed, confirmed, assessor, row, trail):
    assessment = await proposed()

    await confirmed(assessor, assessment.id, LOADED + 1)

    after = await row()
    assert (after["state"], after["confirmed_by"], after["confirmed_at"]) == ("confirmed", assessor.id, NOW)
    assert after["version"] == LOADED + 2
    assert await trail() == ["assessment.proposed", "assessment.confirmed"]


@pytest.fixture
def may(given, actor_named):
    """Let somebody do more than their office does, in the whole province."""

    async def let(whom, *verbs, where="T"):
        admin = await actor_named("admin")
        async with given() as session:
            await access.may(session, admin, whom, verbs, known("unit", where))

    return let


async def test_nobody_confirms_their_own_assessment(may, employee, proposed, confirmed, row, trail):
    await may(employee, "assessment.confirm", "assessment.read")
    assessment = await proposed()

    with pytest.raises(Forbidden) as refused:
        await confirmed(employee, assessment.id, LOADED + 1)

    assert refused.value.code == "own_assessment"
    assert (await row())["state"] == "proposed"
    assert await trail() == ["assessment.proposed"]


async def test_nobody_confirms_what_they_assessed_themselves(may, hr, proposed, confirmed, row):
    await may(hr, "assessment.confirm")
    assessment = await proposed()

    with pytest.raises(Forbidden) as refused:
        await confirmed(hr, assessment.id, LOADED + 1)

    assert refused.value.code == "assessed_yourself"
    assert (await row())["confirmed_by"] is None


async def test_a_stale_confirmation_is_refused(proposed, confirmed, assessor, row):
    assessment = await proposed()

    with pytest.raises(Conflict) as refused:
        await confirmed(assessor, assessment.id, LOADED)

    assert refused.value.code == "stale_version"
    assert (await row())["state"] == "proposed"


async def test_what_is_confirmed_is_not_confirmed_again(confirmed, assessor, row):
    before = await row()

    with pytest.raises(Conflict) as refused:
        await confirmed(assessor, before["id"], LOADED)

    assert refused.value.code == "already_confirmed"
    assert refused.value.message.endswith("have it assessed again (proposeAssessment).")
    assert await row() == before


async def test_who_may_not_confirm_finds_nothing_to_confirm(proposed, confirmed, actor_named, row):
    assessment = await proposed()

    with pytest.raises(NotFound) as refused:
        await confirmed(await actor_named("commune_hr"), assessment.id, LOADED + 1)

    assert refused.value.code == "assessment_not_found"
    assert (await row())["state"] == "proposed"


@pytest.mark.parametrize("version", [None, 0, LOADED + 1])
async def test_a_proposal_over_a_version_that_is_not_there_is_refused(proposed, row, trail, version):
    before = await row()

    with pytest.raises(Conflict) as refused:
        await proposed(version=version)

    assert refused.value.code == "stale_version"
    assert await row() == before
    assert await trail() == []


@pytest.mark.parametrize(
    ("period", "start", "points", "code"),
    [
        ("month", MARCH, 3_001, "general_points"),
        ("month", MARCH, -1, "general_points"),
        ("month", MARCH, None, "general_points"),
        ("year", YEAR, 2_500, "general_points"),
        ("month", date(2026, 3, 2), 2_500, "not_the_first_day"),
        ("quarter", date(2026, 2, 1), None, "not_the_first_day"),
        ("year", MARCH, None, "not_the_first_day"),
        ("week", MARCH, None, "unknown_period"),
    ],
)
async def test_a_period_and_its_points_must_fit(proposed, row, trail, period, start, points, code):
    before = await row()
    version = LOADED if (period, start) in {("month", MARCH), ("year", YEAR)} else None

    with pytest.raises(Invalid) as refused:
        await proposed(period, start, points, version)

    assert refused.value.code == code
    assert await row() == before
    assert await trail() == []


async def test_a_year_waits_for_its_months_to_be_confirmed(proposed, row):
    await proposed()

    with pytest.raises(Conflict) as refused:
        await proposed("year", YEAR, None)

    assert refused.value.code == "months_not_confirmed"
    assert "2026-03" in str(refused.value)
    assert (await row("year", YEAR))["version"] == LOADED


async def test_a_month_before_the_person_came_has_no_assessment(proposed):
    with pytest.raises(Conflict) as refused:
        await proposed(start=date(LONG_AGO.year, LONG_AGO.month - 1, 1), version=None)

    assert refused.value.code == "not_in_post"


async def test_a_past_in_a_unit_that_the_actor_may_not_read_is_not_guessed(database, given, may):
    async with given() as session:
        clerk = await access.account(session, "clerk", known("unit", "A"))
        await people.moved(session, "B2", known("unit", "A"), known("position", "A-C"), date(2026, 7, 1))
    await may(clerk, "people.read", "results.read", "assessment.read", "assessment.propose", where="A")

    with pytest.raises(Conflict) as refused:
        async with database.writing(clerk) as session:
            await propose(session, clerk, known("employee", "B2"), "year", YEAR, Marks(), LOADED)

    assert refused.value.code == "history_unknown"


async def test_a_person_who_is_not_there_is_not_assessed(database, hr):
    with pytest.raises(NotFound) as refused:
        async with database.writing(hr) as session:
            await propose(session, hr, uuid4(), "month", MARCH, Marks(2_500), None)

    assert refused.value.code == "employee_not_found"


async def test_a_month_to_come_is_not_assessed(proposed, owner, trail):
    before = await owner.fetchval("select count(*) from assessment")

    with pytest.raises(Invalid) as refusal:
        await proposed(start=date(2027, 1, 1), version=None)

    assert refusal.value.code == "month_to_come"
    assert await owner.fetchval("select count(*) from assessment") == before
    assert await trail() == []
