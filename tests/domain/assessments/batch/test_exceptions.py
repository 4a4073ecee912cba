"""Who is left out of a batch is named with the reason; the others are proposed, or confirmed."""

from datetime import UTC, date, datetime

import pytest

from domain.assessments.batch.confirm import confirm
from domain.assessments.batch.points import Given
from domain.assessments.batch.propose import propose
from tests.given import access, known, people
from tests.given.pay_runs import approved, computed

pytestmark = pytest.mark.usefixtures("small")

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
NOW = datetime(2026, 5, 2, 3, tzinfo=UTC)
READS = ("people.read", "results.read", "assessment.read")
STATES = "select state, count(*) from assessment where period_start = $1 and period = 'month' group by state order by 1"


@pytest.fixture
def by_hand(owner):
    """Let rows be what no service would leave them as."""

    async def execute(*statements):
        await owner.execute(
            f"set session_replication_role = replica; {'; '.join(statements)}; set session_replication_role = origin"
        )

    return execute


def waits(month):
    return (
        "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
        f" where period = 'month' and period_start = '{month}'"
    )


@pytest.fixture
def proposed(database):
    async def act(actor, unit, month, given=Given()):  # noqa: B008 - it is frozen
        async with database.writing(actor) as session:
            return await propose(session, actor, known("unit", unit), "month", month, given)

    return act


@pytest.fixture
def confirmed(database):
    async def act(actor, unit, month):
        async with database.writing(actor) as session:
            return await confirm(session, actor, known("unit", unit), "month", month, [], NOW)

    return act


def reasons(outcome):
    return {one.employee_id: one.why.code for one in outcome.left_out}


async def test_what_another_unit_has_assessed_is_left_to_it(
    given, actor_named, by_hand, proposed, owner, trail
):
    async with given() as session:
        clerk = await access.account(session, "clerk", known("unit", "A"))
        await people.moved(session, "B2", known("unit", "A"), known("position", "A-C"), APRIL)
        admin = await actor_named("admin")
        await access.may(session, admin, clerk, (*READS, "assessment.propose"), known("unit", "A"))
    moved, there = known("employee", "B2"), known("unit", "A")
    await by_hand(
        f"update kpi_result set unit_id = '{there}' where employee_id = '{moved}' and month = '{APRIL}'"
    )
    before = await owner.fetch(STATES, APRIL)

    outcome = await proposed(clerk, "A", APRIL, Given((), 3_000))

    assert reasons(outcome) == {moved: "assessed_elsewhere"}
    assert (outcome.assessed, outcome.unchanged) == (0, 3)
    assert await owner.fetch(STATES, APRIL) == before
    assert await trail() == ["assessment_batch.proposed"]


async def test_nobody_confirms_their_own_assessment_nor_one_that_they_proposed(
    given, actor_named, by_hand, confirmed, owner, trail
):
    whoever = await actor_named("employee")
    async with given() as session:
        admin = await actor_named("admin")
        await access.may(session, admin, whoever, (*READS, "assessment.confirm"), known("unit", "T"))
    other = known("employee", "B3")
    await by_hand(
        waits(MARCH), f"update assessment set assessed_by = '{whoever.id}' where employee_id = '{other}'"
    )

    outcome = await confirmed(whoever, "T", MARCH)

    assert reasons(outcome) == {whoever.id: "own_assessment", other: "assessed_yourself"}
    assert outcome.assessed == 4
    assert [tuple(row) for row in await owner.fetch(STATES, MARCH)] == [("confirmed", 4), ("proposed", 2)]
    assert await trail() == ["assessments.confirmed", "assessments.confirmed", "assessment_batch.confirmed"]


async def test_what_its_results_no_longer_give_is_not_confirmed_and_says_the_points(
    actor_named, by_hand, confirmed, owner
):
    changed = known("employee", "A2")
    work = f"update kpi_result set completed = 5 where employee_id = '{changed}' and month = '{MARCH}'"
    await by_hand(waits(MARCH), work)

    outcome = await confirmed(await actor_named("assessor"), "A", MARCH)

    assert reasons(outcome) == {changed: "results_changed"}
    (left,) = outcome.left_out
    assert "it would be 65.00 points now, not 100.00" in left.why.message
    assert [tuple(row) for row in await owner.fetch(STATES, MARCH)] == [("confirmed", 2), ("proposed", 4)]


async def test_who_is_paid_for_the_month_is_neither_proposed_nor_confirmed(
    database, actor_named, by_hand, proposed, confirmed, owner, trail
):
    hr, finance, assessor = [await actor_named(name) for name in ("hr", "finance", "assessor")]
    await approved(database, hr, finance, await computed(database, hr, known("unit", "T")))
    december = date(2026, 12, 1)
    await by_hand(waits(december))
    before = await trail()

    again = await proposed(hr, "A", december, Given((), 2_000))
    signed = await confirmed(assessor, "A", december)

    assert {*reasons(again).values()} == {*reasons(signed).values()} == {"already_paid"}
    assert (again.assessed, len(again.left_out), signed.assessed, len(signed.left_out)) == (0, 3, 0, 3)
    assert (await trail())[len(before) :] == ["assessment_batch.proposed", "assessment_batch.confirmed"]
    assert [tuple(row) for row in await owner.fetch(STATES, december)] == [("proposed", 6)]


async def test_a_unit_with_one_person_is_told_of_as_one_alone_is(actor_named, by_hand, proposed, owner):
    alone = known("employee", "A2")
    others = f"delete from assessment where employee_id = '{alone}' and period_start = '{MARCH}'"
    await by_hand(others)

    outcome = await proposed(await actor_named("hr"), "A", MARCH, Given((), 3_000))

    assert (outcome.assessed, outcome.unchanged) == (1, 2)
    told = await owner.fetchrow(
        "select subject, rows from audit_event where happened = 'assessment.proposed' order by id desc limit 1"
    )
    assert (told["subject"].startswith("Assessment_"), told["rows"]) == (True, 1)
