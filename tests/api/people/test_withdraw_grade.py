"""withdrawGrade over GraphQL: a slip as in tests/cases/22-grade-with-a-typing-slip.graphql is no dead end."""

from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "cases"
LATEST = """query ($id: ID!) {
  node(id: $id) { ... on Employee { gradeHistory(first: 1) { nodes { id effectiveFrom } } } }
}"""
WITHDRAW = """
mutation ($id: ID!, $reason: String!) {
  withdrawGrade(input: {id: $id, reason: $reason, idempotencyKey: "w"}) {
    employee { id gradeHistory(first: 1) { nodes { id effectiveFrom } } }
    problems { code message path }
  }
}
"""


@pytest.fixture
async def employee(client, actor_named):
    client.sign_in("hr")
    return f"Employee_{(await actor_named('employee')).id}"


async def raised(client, employee, day, key):
    """The answer to a grade set from a day on, over the latest there is."""
    document = "\n".join((CASES / "22-grade-with-a-typing-slip.graphql").read_text().splitlines()[1:])
    known = (await client.ask(LATEST, id=employee))["node"]["gradeHistory"]["nodes"][0]
    given = {"employeeId": employee, "gridTable": 2, "gradeCode": "A1", "step": 8, "reason": "regular raise"}
    given |= {"effectiveFrom": day, "expectedHoldingId": known["id"], "idempotencyKey": key}
    return await client.send(document, i=given)


async def slipped(client, employee, day="2027-12-01", key="k1"):
    """A grade that was set from a day on."""
    return (await raised(client, employee, day, key))["data"]["setGrade"]["gradeHolding"]


async def test_a_day_two_centuries_away_is_refused(client, employee, trail):
    answer = await raised(client, employee, "2206-07-01", "k1")

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "out_of_reach"
    assert await trail() == []


async def test_a_slip_within_reach_is_withdrawn_and_the_right_day_set(client, employee, trail):
    before = (await client.ask(LATEST, id=employee))["node"]["gradeHistory"]
    slip = await slipped(client, employee)
    assert slip["effectiveFrom"] == "2027-12-01"

    withdrawn = await client.done(WITHDRAW, id=slip["id"], reason="2027-01-01 was meant")
    assert withdrawn == {"id": employee, "gradeHistory": before}

    right = await slipped(client, employee, "2027-01-01", "k2")
    assert right["effectiveFrom"] == "2027-01-01"
    assert await trail() == ["grade.set", "grade.withdrawn", "grade.set"]


async def test_a_key_whose_grade_was_withdrawn_since_says_so(client, employee, owner, trail):
    slip = await slipped(client, employee)
    sent = await owner.fetchval("select input_hash from answered_request where key = 'k1'")
    await client.done(WITHDRAW, id=slip["id"], reason="2027-01-01 was meant")

    again = await raised(client, employee, "2027-12-01", "k1")

    assert "errors" not in again
    assert again["data"]["setGrade"]["gradeHolding"] is None
    (told,) = again["data"]["setGrade"]["problems"]
    assert told["code"] == "WITHDRAWN_SINCE"
    assert told["message"] == (
        "It was done, but what it made is not there any more: it was withdrawn since. Take a new idempotencyKey to do"
        " it again."
    )
    assert await owner.fetchval("select input_hash from answered_request where key = 'k1'") == sent
    assert await trail() == ["grade.set", "grade.withdrawn"]


async def test_a_withdrawal_says_why(client, employee, trail):
    slip = await slipped(client, employee)

    refused = await client.problem(WITHDRAW, id=slip["id"], reason=" ")

    assert (refused["code"], refused["path"]) == ("reason_missing", ["input", "reason"])
    assert await trail() == ["grade.set"]


async def test_the_only_grade_is_not_taken_back_without_a_word(client, employee, owner, trail):
    (only,) = (await client.ask(LATEST, id=employee))["node"]["gradeHistory"]["nodes"]
    document = WITHDRAW.replace('"w"', '"o", leavesUngraded: true')

    refused = await client.problem(WITHDRAW, id=only["id"], reason="a slip")
    assert (refused["code"], refused["path"]) == ("only_grade", ["input", "id"])
    assert await trail() == []

    taken = await client.done(document, id=only["id"], reason="a slip")
    assert taken == {"id": employee, "gradeHistory": {"nodes": []}}
    assert await trail() == ["grade.withdrawn"]
