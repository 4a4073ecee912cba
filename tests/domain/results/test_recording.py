"""Results are recorded in batches: all or none, every fault named, over the version that was read."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from domain.errors import Conflict, Invalid
from domain.results.counts import Counts
from domain.results.service import LARGEST_BATCH, record
from tests.given import access, goals, known, people
from tests.given.results import recorded

MARCH = date(2026, 3, 1)
THERE = "select * from kpi_result where employee_id = $1 and month = $2 order by id limit 1"
FILES, LETTERS, OF_OTHERS = known("product", "A"), known("product", "A-letters"), known("product", "B")


pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def employee(given, hr):
    """A clerk of commune A who settled files in March and is not assessed yet; letters would suit them too."""
    async with given() as session:
        whose = await people.employee(session, hr, "A4", known("unit", "A"), known("position", "A-C"))
        await goals.product(session, "A-letters", known("kpi", "A"))
        await recorded(session, hr, whose, FILES, [MARCH])
        return await access.account(session, "clerk", known("unit", "A"), whose)


@pytest.fixture
async def fresh(employee):
    return Counts(employee.id, LETTERS, MARCH, 10, 9, 1, 2, "ONE-STOP", "2026-03/42")


@pytest.fixture
async def there(owner, employee):
    return await owner.fetchrow(THERE, employee.id, MARCH)


@pytest.fixture
def results(owner):
    async def count():
        return await owner.fetchval("select count(*) from kpi_result")

    return count


def same(there, **changes):
    names = ("assigned", "completed", "quality_failures", "delays", "source_system", "evidence", "version")
    counts = Counts(there["employee_id"], there["product_id"], MARCH, *(there[name] for name in names))
    return replace(counts, **changes)


async def refused(database, actor, counts):
    with pytest.raises((Invalid, Conflict)) as refusal:
        async with database.writing(actor) as session:
            await record(session, actor, counts)
    return refusal.value


async def test_a_new_result_belongs_to_the_post_of_its_month(database, owner, hr, fresh, trail):
    async with database.writing(hr) as session:
        [result] = await record(session, hr, [fresh])

    row = await owner.fetchrow("select * from kpi_result where id = $1", result.id)
    post = await owner.fetchrow("select * from occupancy where employee_id = $1", fresh.employee_id)
    assert (row["position_id"], row["unit_id"]) == (post["position_id"], post["unit_id"])
    assert (row["assigned"], row["completed"], row["quality_failures"], row["delays"]) == (10, 9, 1, 2)
    assert (row["evidence"], row["version"]) == ("2026-03/42", 1)
    assert await trail() == ["result.recorded"]


async def test_a_result_is_changed_over_the_version_that_was_read(database, owner, hr, there, trail):
    async with database.writing(hr) as session:
        await record(session, hr, [same(there, completed=0)])

    row = await owner.fetchrow("select * from kpi_result where id = $1", there["id"])
    assert (row["completed"], row["version"]) == (0, 2)
    assert await trail() == ["result.changed"]
    event = await owner.fetchrow("select before, after from audit_event where happened = 'result.changed'")
    assert f'"completed":{there["completed"]}' in event["before"]
    assert '"completed":0' in event["after"]


async def test_a_stale_version_changes_nothing(database, owner, hr, there, trail):
    refusal = await refused(database, hr, [same(there, completed=0, expected_version=7)])

    assert (refusal.code, refusal.path) == ("stale_version", "input.0.expectedVersion")
    assert isinstance(refusal, Conflict)
    assert await owner.fetchrow(THERE, there["employee_id"], MARCH) == there
    assert await trail() == []


async def test_what_is_recorded_already_is_not_recorded_over(database, owner, hr, there):
    refusal = await refused(database, hr, [same(there, expected_version=None)])

    assert refusal.code == "already_recorded"
    assert "at version 1: send that version to change it" in str(refusal)
    assert await owner.fetchrow(THERE, there["employee_id"], MARCH) == there


async def test_a_product_must_suit_the_post_of_the_person(database, hr, fresh, results):
    before = await results()

    refusal = await refused(database, hr, [replace(fresh, product_id=OF_OTHERS)])

    assert (refusal.code, refusal.path) == ("kpi_does_not_suit", "input.0.productId")
    assert "KPIs that do: " in str(refusal)
    assert await results() == before


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"month": date(2026, 3, 2)}, "not_the_first_day", "month"),
        ({"month": date(1999, 1, 1)}, "not_in_post", "month"),
        ({"product_id": uuid4()}, "unknown_product", "productId"),
        ({"employee_id": uuid4()}, "employee_not_found", "employeeId"),
        ({"assigned": -1}, "count_out_of_range", "assigned"),
        ({"completed": 100_001}, "count_out_of_range", "completed"),
        ({"quality_failures": -3}, "count_out_of_range", "qualityFailures"),
        ({"delays": 2**31}, "count_out_of_range", "delays"),
        ({"assigned": 16, "completed": 66}, "more_than_assigned", "completed"),
        ({"kind": "handed_over", "completed": 11}, "more_than_assigned", "completed"),
        ({"kind": "taken_over"}, "nothing_assigned", "assigned"),
        ({"kind": "ad_hoc"}, "nothing_assigned", "assigned"),
        ({"source_system": " "}, "source_missing", "sourceSystem"),
        ({"expected_version": 1}, "stale_version", "expectedVersion"),
    ],
)
async def test_each_fault_has_its_code_and_field(database, hr, fresh, results, trail, changes, code, field):
    before = await results()

    refusal = await refused(database, hr, [replace(fresh, **changes)])

    assert (refusal.code, refusal.path) == (code, f"input.0.{field}")
    assert await results() == before
    assert await trail() == []


async def test_one_bad_row_keeps_the_good_ones_out(database, hr, fresh, there, results, trail):
    before = await results()

    refusal = await refused(
        database, hr, [fresh, same(there, delays=-1), replace(fresh, month=date(1999, 1, 1))]
    )

    assert [(each.code, each.path) for each in refusal.each] == [
        ("count_out_of_range", "input.1.delays"),
        ("not_in_post", "input.2.month"),
    ]
    assert await results() == before
    assert await trail() == []


async def test_the_same_product_twice_in_a_batch_is_refused(database, hr, fresh, results):
    before = await results()

    refusal = await refused(database, hr, [fresh, replace(fresh, completed=1)])

    assert refusal.code == "given_twice"
    assert await results() == before


async def test_a_thousand_faults_are_all_told_each_at_its_row(database, hr, fresh):
    bad = [replace(fresh, employee_id=uuid4(), product_id=fresh.product_id) for _ in range(LARGEST_BATCH)]

    refusal = await refused(database, hr, bad)

    told = [each.path for each in refusal.each if each.code == "employee_not_found"]
    assert told == [f"input.{row}.employeeId" for row in range(LARGEST_BATCH)]


async def test_a_batch_has_one_row_at_least_and_a_thousand_at_most(database, hr, fresh):
    for batch in ([], [fresh] * (LARGEST_BATCH + 1)):
        refusal = await refused(database, hr, batch)
        assert (refusal.code, refusal.path) == ("batch_size", "results")


async def test_who_may_only_read_results_records_none(database, actor_named, fresh, results):
    before = await results()

    refusal = await refused(database, await actor_named("commune_hr"), [fresh])

    assert (refusal.code, refusal.path) == ("forbidden", "input.0.employeeId")
    assert await results() == before


async def test_employees_do_not_record_their_own_results(database, employee, fresh, results):
    before = await results()

    assert (await refused(database, employee, [fresh])).code == "forbidden"
    assert await results() == before


async def test_work_taken_over_is_a_result_beside_what_was_assigned(database, hr, fresh, owner):
    beyond = replace(fresh, kind="taken_over", assigned=0, completed=3, quality_failures=0, delays=0)

    async with database.writing(hr) as session:
        await record(session, hr, [fresh, beyond])

    rows = await owner.fetch(
        "select kind, assigned, completed from kpi_result where employee_id = $1 and month = $2 and product_id = $3"
        " order by kind",
        *(fresh.employee_id, MARCH, fresh.product_id),
    )
    assert [tuple(row) for row in rows] == [("assigned", 10, 9), ("taken_over", 0, 3)]


async def test_not_even_the_owner_completes_more_than_was_assigned(owner, there):
    with pytest.raises(Exception, match="completes_what_was_assigned"):
        await owner.execute("update kpi_result set completed = assigned + 1 where id = $1", there["id"])


@pytest.mark.parametrize(
    ("month", "code"),
    [
        (date(2027, 1, 1), "month_to_come"),
        (date(2030, 1, 1), "month_to_come"),
        (date(2026, 3, 2), "not_the_first_day"),
        (date(9000, 1, 1), "out_of_reach"),
    ],
)
async def test_a_month_that_has_not_begun_or_is_none_has_no_results(
    database, hr, fresh, results, trail, month, code
):
    before = await results()

    refusal = await refused(database, hr, [replace(fresh, month=month)])

    assert (refusal.code, refusal.path) == (code, "input.0.month")
    assert await results() == before
    assert await trail() == []


async def test_what_a_change_leaves_out_stays_as_it_was(there, hr, database):
    faulty = same(there, quality_failures=2, delays=3, evidence="2026-03/43")
    async with database.writing(hr) as session:
        await record(session, hr, [faulty])

    async with database.writing(hr) as session:
        left_out = replace(
            faulty, quality_failures=None, delays=None, evidence=None, expected_version=there["version"] + 1
        )
        [kept] = await record(session, hr, [left_out])
        state = (kept.quality_failures, kept.delays, kept.evidence, kept.version)

    assert state == (2, 3, "2026-03/43", there["version"] + 2)


async def test_an_empty_text_takes_the_evidence_away_and_nothing_else(there, hr, database):
    faulty = same(there, quality_failures=2, delays=3, evidence="2026-03/43")
    async with database.writing(hr) as session:
        await record(session, hr, [faulty])

    async with database.writing(hr) as session:
        emptied = replace(
            faulty, quality_failures=None, delays=None, evidence="", expected_version=there["version"] + 1
        )
        [kept] = await record(session, hr, [emptied])
        state = (kept.quality_failures, kept.delays, kept.evidence)

    assert state == (2, 3, None)


async def test_what_a_new_result_leaves_out_is_none(fresh, hr, database):
    async with database.writing(hr) as session:
        [new] = await record(session, hr, [replace(fresh, quality_failures=None, delays=None, evidence=None)])
        state = (new.quality_failures, new.delays, new.evidence)

    assert state == (0, 0, None)
