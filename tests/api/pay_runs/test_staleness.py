"""A run that waits says what was changed since it was computed: it pays from what was there then."""

from datetime import date

import pytest

from domain.assessments.service import propose
from domain.database.tables import new_id
from domain.people.service import set_grade
from domain.people.withdrawal import withdraw_grade
from domain.results.counts import Counts
from domain.results.service import record
from tests.given import START, known
from tests.given.assessments import LEADS_NOBODY
from tests.given.pay_runs import approved, computed
from tests.given.people import Grade

CHANGED = """query ($id: ID!) {
  node(id: $id) { ... on PayRun { changedInputs { input people } viewerCanApprove { allowed } } }
}"""
SECOND, THIRD = known("employee", "A2"), known("employee", "A3")
HIGHER = Grade(2, "A1", 4)


@pytest.fixture
async def hr(actor_named):
    """Who makes runs and writes what they pay from."""
    return await actor_named("hr")


@pytest.fixture
async def run(small, database, hr):
    """A run over the whole province."""
    return await computed(database, hr, known("unit", "T"))


@pytest.fixture
def promote(database, hr, owner):
    """Puts somebody on a higher step from a day on; gives the holding's id."""

    async def put(employee, since):
        last = await owner.fetchval(
            "select id from grade_holding where employee_id = $1 order by effective_from desc limit 1",
            employee,
        )
        async with database.writing(hr) as session:
            return (await set_grade(session, hr, employee, HIGHER, since, last, "As decided")).id

    return put


async def changed(client, run):
    """What the run says, input by input."""
    node = (await client.ask(CHANGED, id=f"PayRun_{run.id}"))["node"]
    return {each["input"]: each["people"] for each in node["changedInputs"]}


async def test_a_run_says_of_how_many_people_which_inputs_were_changed(
    client, run, database, hr, owner, promote
):
    client.sign_in("finance")
    fresh = await changed(client, run)
    product = await owner.fetchval("select product_id from kpi_result where employee_id = $1 limit 1", SECOND)
    async with database.writing(hr) as session:
        await propose(session, hr, SECOND, "month", START, LEADS_NOBODY, 2)
        counts = Counts(SECOND, product, START, 10, 9, 0, 0, "ONE-STOP", None, expected_version=1)
        await record(session, hr, [counts])
    for person in (SECOND, THIRD):
        await promote(person, date(2026, 6, 1))

    assert fresh == {}
    assert await changed(client, run) == {"ASSESSMENTS": 1, "GRADES": 2, "RESULTS": 1}


async def test_a_grade_that_was_set_and_taken_back_still_counts_and_one_of_next_year_does_not(
    client, run, database, hr, promote
):
    client.sign_in("finance")
    await promote(THIRD, date(2027, 1, 1))
    next_year = await changed(client, run)
    holding = await promote(SECOND, date(2026, 6, 1))
    async with database.writing(hr) as session:
        await withdraw_grade(session, hr, holding, "A slip")

    assert next_year == {}
    assert await changed(client, run) == {"GRADES": 1}


async def test_a_run_that_pays_says_nothing_of_it_and_takes_no_change(
    client, run, database, hr, actor_named, promote
):
    await promote(THIRD, date(2026, 6, 1))
    await approved(database, hr, await actor_named("finance"), run)

    client.sign_in("finance")

    assert await changed(client, run) == {}


OF_LINES = """query ($id: ID!) { node(id: $id) { ... on PayRun {
  lines(first: 10) { nodes { employee { code } changedInputs { input } } } } } }"""


async def test_moves_of_people_and_of_units_are_told_of_the_run_and_of_the_lines(
    client, run, owner, database, hr
):
    client.sign_in("finance")
    before = await changed(client, run)
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "insert into occupancy select (jsonb_populate_record(o, jsonb_build_object('id', $2::uuid,"
        " 'effective_from', '2026-12-01'))).* from occupancy o where employee_id = $1 limit 1",
        SECOND,
        new_id(),
    )
    await owner.execute(
        "insert into unit_state select (jsonb_populate_record(s, jsonb_build_object('id', $2::uuid,"
        " 'effective_from', '2026-12-01'))).* from unit_state s where unit_id = $1 limit 1",
        known("unit", "B"),
        new_id(),
    )

    node = (await client.ask(OF_LINES, id=f"PayRun_{run.id}"))["node"]["lines"]["nodes"]
    of_lines = {each["employee"]["code"]: [one["input"] for one in each["changedInputs"]] for each in node}
    assert before == {}
    assert await changed(client, run) == {"POSTS": 1, "UNITS": 3}
    assert of_lines == {
        "A1": [],
        "A2": ["POSTS"],
        "A3": [],
        "B1": ["UNITS"],
        "B2": ["UNITS"],
        "B3": ["UNITS"],
    }
