"""setGrade over GraphQL: a new dated holding, or a problem in words."""

import pytest

LATEST = """
query ($id: ID!) {
  node(id: $id) { ... on Employee { gradeHistory(first: 1) { nodes { id salaryStep { gradeCode step } } } } }
}
"""
SET = """
mutation ($input: SetGradeInput!) {
  setGrade(input: $input) {
    gradeHolding { id effectiveFrom salaryStep { gridTable gradeCode step } employee { id } }
    problems { code message path law }
  }
}
"""


@pytest.fixture
async def employee(actor_named):
    return f"Employee_{(await actor_named('employee')).id}"


@pytest.fixture
async def raised(client, employee):
    client.sign_in("hr")
    known = (await client.ask(LATEST, id=employee))["node"]["gradeHistory"]["nodes"][0]
    given = {
        "employeeId": employee,
        "gridTable": 2,
        "gradeCode": "A1",
        "step": 8,
        "effectiveFrom": "2027-02-01",
    }
    return {**given, "expectedHoldingId": known["id"], "reason": "regular raise", "idempotencyKey": "k1"}


async def test_a_grade_is_set_and_read_back_in_one_request(client, employee, raised, trail):
    answer = await client.done(SET, input=raised)

    assert answer["salaryStep"] == {"gridTable": 2, "gradeCode": "A1", "step": 8}
    assert (answer["effectiveFrom"], answer["employee"]["id"]) == ("2027-02-01", employee)
    assert (await client.ask(LATEST, id=employee))["node"]["gradeHistory"]["nodes"][0]["id"] == answer["id"]
    assert await trail() == ["grade.set"]


async def test_the_same_key_again_answers_again_and_does_nothing(client, raised, trail):
    first = await client.done(SET, input=raised)

    assert await client.done(SET, input=raised) == first
    assert await trail() == ["grade.set"]


async def test_the_same_key_for_another_grade_is_refused(client, raised, trail):
    await client.done(SET, input=raised)

    refused = await client.problem(SET, input={**raised, "step": 7})

    assert (refused["code"], refused["path"]) == ("idempotency_key_reused", ["input", "idempotencyKey"])
    assert await trail() == ["grade.set"]


async def test_a_holding_that_is_not_the_latest_any_more_is_told_which_one_is(client, raised, trail):
    latest = await client.done(SET, input=raised)

    refused = await client.problem(SET, input={**raised, "step": 9, "idempotencyKey": "k2"})

    assert (refused["code"], refused["path"]) == ("stale_version", ["input", "expectedHoldingId"])
    assert (
        refused["message"] == f"The latest grade holding is {latest['id']}, from 2027-02-01: read it again."
    )
    assert await trail() == ["grade.set"]


async def test_an_unknown_grade_is_a_problem_with_its_near_matches(client, raised, trail):
    refused = await client.problem(SET, input={**raised, "gradeCode": "A11"})

    assert (refused["code"], refused["path"]) == ("unknown_grade", ["input", "gradeCode"])
    assert "Did you mean 'A1'" in refused["message"]
    assert refused["law"] == "Decree 204/2004"
    assert await trail() == []


@pytest.mark.parametrize("name", ["finance", "employee", "legislator"])
async def test_who_may_not_write_about_people_sets_no_grade(client, raised, trail, name):
    client.sign_in(name)

    refused = await client.problem(SET, input=raised)

    assert (refused["code"], refused["path"]) == ("forbidden", [])
    assert "the right to change people's files" in refused["message"]
    assert await trail() == []


async def test_an_id_of_something_else_is_a_problem(client, raised, trail):
    other = {**raised, "employeeId": raised["expectedHoldingId"]}

    refused = await client.problem(SET, input=other)

    assert (refused["code"], refused["path"]) == ("other_kind_of_id", ["input", "employeeId"])
    assert await trail() == []
