"""proposeAssessment and confirmAssessment over GraphQL: two people, one score."""

import pytest

PROPOSE = """
mutation ($input: ProposeAssessmentInput!, $key: String!) {
  proposeAssessment(input: $input, idempotencyKey: $key) {
    __typename
    assessment { id state version score { hundredths } generalPoints { hundredths } modelId }
    problems { code message path law }
  }
}
"""
CONFIRM = """
mutation ($id: ID!, $version: Int!, $key: String!) {
  confirmAssessment(input: {id: $id, version: $version, idempotencyKey: $key}) {
    __typename
    assessment { id state version confirmedAt }
    problems { code message path law }
  }
}
"""


@pytest.fixture
async def march(client, actor_named):
    employee = (await actor_named("employee")).id
    client.sign_in("hr")
    given = {"employeeId": f"Employee_{employee}", "period": "MONTH", "periodStart": "2026-03-01"}
    return {**given, "generalPoints": {"hundredths": 2_500}, "expectedVersion": 1}


async def test_a_score_is_proposed_by_one_and_confirmed_by_another(client, march, trail):
    proposed = (await client.ask(PROPOSE, input=march, key="k1"))["proposeAssessment"]
    client.sign_in("assessor")
    confirmed = (await client.ask(CONFIRM, id=proposed["id"], version=2, key="k2"))["confirmAssessment"]

    assert (proposed["state"], proposed["version"], proposed["modelId"]) == (
        "PROPOSED",
        2,
        "vn.kpi_score_2026",
    )
    assert proposed["generalPoints"]["hundredths"] == 2_500
    assert (confirmed["state"], confirmed["version"]) == ("CONFIRMED", 3)
    assert confirmed["confirmedAt"] is not None
    assert await trail() == ["assessment.proposed", "assessment.confirmed"]


async def test_a_confirmation_sent_twice_counts_once(client, march, trail):
    proposed = (await client.ask(PROPOSE, input=march, key="k1"))["proposeAssessment"]
    client.sign_in("assessor")
    first = await client.ask(CONFIRM, id=proposed["id"], version=2, key="k2")

    assert await client.ask(CONFIRM, id=proposed["id"], version=2, key="k2") == first
    assert await trail() == ["assessment.proposed", "assessment.confirmed"]


async def test_too_many_points_are_a_problem_with_the_article(client, march, trail):
    too_many = {**march, "generalPoints": {"hundredths": 3_001}}

    answer = (await client.ask(PROPOSE, input=too_many, key="k1"))["proposeAssessment"]

    assert (answer["code"], answer["path"]) == ("general_points", "input.generalPointsHundredths")
    assert answer["law"] == "Decree 335/2025 art. 12"
    assert await trail() == []


async def test_a_year_takes_its_months_and_no_points(client, march):
    year = {**march, "period": "YEAR", "periodStart": "2026-01-01", "generalPoints": {"hundredths": None}}

    answer = (await client.ask(PROPOSE, input=year, key="k1"))["proposeAssessment"]

    assert (answer["__typename"], answer["version"]) == ("Assessment", 2)


async def test_who_proposes_may_not_confirm(client, march, trail):
    proposed = (await client.ask(PROPOSE, input=march, key="k1"))["proposeAssessment"]

    answer = (await client.ask(CONFIRM, id=proposed["id"], version=2, key="k2"))["confirmAssessment"]

    assert answer["code"] == "forbidden"
    assert "assessment.confirm" in answer["message"]
    assert await trail() == ["assessment.proposed"]


async def test_a_month_in_which_nothing_was_assigned_has_no_score(client, march, owner):
    employee = march["employeeId"].removeprefix("Employee_")
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from kpi_result where employee_id = $1 and month = '2026-03-01'", employee)
    await owner.execute("set session_replication_role = origin")

    proposed = (await client.ask(PROPOSE, input=march, key="k1"))["proposeAssessment"]

    assert (proposed["__typename"], proposed["state"]) == ("Assessment", "PROPOSED")
    assert proposed["generalPoints"]["hundredths"] == 2_500
    assert proposed["score"]["hundredths"] is None
