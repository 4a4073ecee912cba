"""recordResults over GraphQL: all rows or none, every fault named."""

from datetime import date

import pytest

RECORD = """
mutation ($results: [ResultInput!]!) {
  recordResults(input: {results: $results, idempotencyKey: "k1"}) {
    ids
    problems { code message path row field law }
  }
}
"""
READ = """
query ($ids: [ID!]!) { nodes(ids: $ids) { ... on KpiResult { id assigned completed version product { id } } } }
"""
FREE = """
    select d.id from product d join position_kpi s on s.kpi_id = d.kpi_id
    join occupancy o on o.position_id = s.position_id
    where o.employee_id = $1 and not exists (
        select from kpi_result r where r.employee_id = $1 and r.month = $2 and r.product_id = d.id)
    order by d.code limit 2
"""


@pytest.fixture
async def rows(client, owner, actor_named, open_months):
    employee = (await actor_named("employee")).id
    client.sign_in("hr")
    products = await owner.fetch(FREE, employee, date(2026, 3, 1))
    counted = {"assigned": 5, "completed": 4, "sourceSystem": "ONE-STOP", "month": "2026-03-01"}
    return [
        {**counted, "employeeId": f"Employee_{employee}", "productId": f"Product_{product['id']}"}
        for product in products
    ]


async def test_results_are_recorded_and_read_by_their_ids_in_order(client, rows, trail):
    ids = await client.done(RECORD, results=rows)

    nodes = (await client.ask(READ, ids=ids))["nodes"]
    assert [node["product"]["id"] for node in nodes] == [row["productId"] for row in rows]
    assert [(node["assigned"], node["completed"], node["version"]) for node in nodes] == [
        (5, 4, 1),
        (5, 4, 1),
    ]
    assert await trail() == ["results.recorded"]


async def test_the_same_batch_under_the_same_key_is_recorded_once(client, rows, trail):
    first = await client.done(RECORD, results=rows)

    assert await client.done(RECORD, results=rows) == first
    assert await trail() == ["results.recorded"]


async def test_every_fault_of_a_batch_is_told_and_nothing_is_recorded(client, rows, trail):
    bad = [{**rows[0], "month": "2026-03-09"}, {**rows[1], "completed": -1}]

    refused = await client.problems(RECORD, results=bad)

    assert [(one["code"], one["path"], one["row"], one["field"]) for one in refused] == [
        ("not_the_first_day", ["input", "results", "0", "month"], 0, "month"),
        ("count_out_of_range", ["input", "results", "1", "completed"], 1, "completed"),
    ]
    assert refused[1]["message"] == "A count is 0 to 100000, not -1."
    assert {one["law"] for one in refused} == {None}
    assert await trail() == []


async def test_a_refused_batch_leaves_its_key_free(client, rows, trail):
    await client.problem(RECORD, results=[{**rows[0], "completed": -1}])

    assert len(await client.done(RECORD, results=rows)) == 2
    assert await trail() == ["results.recorded"]


async def test_who_may_not_record_records_nothing(client, rows, trail):
    client.sign_in("employee")

    refused = await client.problem(RECORD, results=rows)

    assert (refused["code"], refused["path"]) == ("forbidden", [])
    assert await trail() == []


async def test_an_empty_batch_is_refused_at_the_list(client, rows, trail):
    refused = await client.problem(RECORD, results=[])

    assert (refused["code"], refused["path"]) == ("batch_size", ["input", "results"])
    assert (refused["row"], refused["field"]) == (None, "results")
    assert await trail() == []


async def test_faults_of_ids_of_texts_and_of_what_is_counted_are_told_together(client, rows, trail):
    bad = [
        {**rows[0], "employeeId": "x", "productId": rows[0]["employeeId"]},
        {**rows[0], "sourceSystem": "x" * 10_001, "evidence": "a\u0000b"},
        {**rows[1], "completed": -1},
    ]

    refused = await client.problems(RECORD, results=bad)

    assert [(one["code"], one["row"], one["field"]) for one in refused] == [
        ("not_an_id", 0, "employeeId"),
        ("other_kind_of_id", 0, "productId"),
        ("text_too_long", 1, "sourceSystem"),
        ("no_such_character", 1, "evidence"),
        ("count_out_of_range", 2, "completed"),
    ]
    assert refused[0]["path"] == ["input", "results", "0", "employeeId"]
    assert await trail() == []


async def test_rows_of_one_result_name_one_another(client, rows, trail):
    refused = await client.problems(RECORD, results=[rows[0], rows[1], rows[0]])

    ask = " has the same person, product, month and kind: send one row of them, with what came of all."
    assert [(one["code"], one["row"], one["message"]) for one in refused] == [
        ("given_twice", 0, f"`results.2`{ask}"),
        ("given_twice", 2, f"`results.0`{ask}"),
    ]
    assert await trail() == []


async def test_a_version_of_a_result_that_is_not_there_is_to_be_left_out(client, rows, trail):
    (refused,) = await client.problems(RECORD, results=[{**rows[0], "expectedVersion": 3}])

    assert (refused["code"], refused["field"]) == ("stale_version", "expectedVersion")
    assert refused["message"] == (
        "There is no result of this person, product, month and kind yet: leave expectedVersion out to record it."
    )
    assert await trail() == []


async def test_more_problems_than_a_thousand_are_counted(client, rows, trail):
    bad = [{**rows[0], "employeeId": "x", "productId": "y"}] * 600

    refused = await client.problems(RECORD, results=bad)

    assert len(refused) == 1_000
    assert {one["code"] for one in refused[:-1]} == {"not_an_id"}
    assert (refused[-1]["code"], refused[-1]["path"]) == ("too_many_problems", [])
    assert refused[-1]["message"].startswith("There are 201 more problems")
    assert await trail() == []
