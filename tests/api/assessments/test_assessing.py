"""proposeAssessment and confirmAssessment over GraphQL: two people, one score."""

import pytest

from tests.given.pay_runs import approved

PROPOSE = """
mutation ($input: ProposeAssessmentInput!) {
  proposeAssessment(input: $input) {
    assessment { id period state version score { hundredths } generalPoints { hundredths } modelId }
    problems { code message path law }
  }
}
"""
CONFIRM = """
mutation ($id: ID!, $version: Int!, $key: String!) {
  confirmAssessment(input: {id: $id, version: $version, idempotencyKey: $key}) {
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
    return {**given, "generalPointsHundredths": 2_500, "expectedVersion": 1, "idempotencyKey": "k1"}


async def test_a_score_is_proposed_by_one_and_confirmed_by_another(client, march, trail):
    proposed = await client.done(PROPOSE, input=march)
    client.sign_in("assessor")
    confirmed = await client.done(CONFIRM, id=proposed["id"], version=2, key="k2")

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
    proposed = await client.done(PROPOSE, input=march)
    client.sign_in("assessor")
    first = await client.done(CONFIRM, id=proposed["id"], version=2, key="k2")

    assert await client.done(CONFIRM, id=proposed["id"], version=2, key="k2") == first
    assert await trail() == ["assessment.proposed", "assessment.confirmed"]


async def test_too_many_points_are_a_problem_with_the_article(client, march, trail):
    too_many = {**march, "generalPointsHundredths": 3_001}

    refused = await client.problem(PROPOSE, input=too_many)

    assert (refused["code"], refused["path"]) == ("general_points", ["input", "generalPointsHundredths"])
    assert refused["law"] == "Decree 335/2025 art. 12"
    assert await trail() == []


async def test_a_year_takes_its_months_and_no_points(client, march):
    year = {**march, "period": "YEAR", "periodStart": "2026-01-01", "generalPointsHundredths": None}

    proposed = await client.done(PROPOSE, input=year)

    assert (proposed["period"], proposed["version"]) == ("YEAR", 2)


async def test_who_may_confirm_is_told_before_and_why_not(client, march, owner):
    proposed = await client.done(PROPOSE, input=march)
    document = """query ($id: ID!) {
      node(id: $id) { ... on Assessment { viewerCanConfirm { allowed code reason } } } }"""

    async def told(who):
        client.sign_in(who)
        return (await client.ask(document, id=proposed["id"]))["node"]["viewerCanConfirm"]

    assert [(await told(who))["code"] for who in ("hr", "finance", "employee")] == ["FORBIDDEN"] * 3
    assert await told("assessor") == {"allowed": True, "code": None, "reason": None}
    await client.done(CONFIRM, id=proposed["id"], version=2, key="k2")

    after = await told("assessor")
    refused = await client.problem(CONFIRM, id=proposed["id"], version=3, key="k3")
    assert (after["allowed"], after["code"]) == (False, refused["code"].upper())
    assert await owner.fetchval("select count(*) from assessment where version > 3") == 0


async def test_what_a_run_pays_from_is_told_to_be_confirmed_no_more(
    client, march, database, actor_named, make_run, owner
):
    run = await make_run()
    proposed = await client.done(PROPOSE, input=march)
    await approved(database, await actor_named("hr"), await actor_named("finance"), run)
    client.sign_in("assessor")

    told = await client.ask(
        "query ($id: ID!) { node(id: $id) { ... on Assessment { viewerCanConfirm { allowed code } } } }",
        id=proposed["id"],
    )
    refused = await client.problem(CONFIRM, id=proposed["id"], version=2, key="k2")

    assert told["node"]["viewerCanConfirm"] == {"allowed": False, "code": "ALREADY_PAID"}
    assert refused["code"] == "already_paid"
    assert await owner.fetchval("select count(*) from assessment where state = 'proposed'") == 1


async def test_who_proposes_may_not_confirm(client, march, trail):
    proposed = await client.done(PROPOSE, input=march)

    refused = await client.problem(CONFIRM, id=proposed["id"], version=2, key="k2")

    assert (refused["code"], refused["path"]) == ("forbidden", [])
    assert "the right to confirm assessments" in refused["message"]
    assert await trail() == ["assessment.proposed"]


async def test_a_month_in_which_nothing_was_assigned_has_no_score(client, march, owner):
    employee = march["employeeId"].removeprefix("Employee_")
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from kpi_result where employee_id = $1 and month = '2026-03-01'", employee)
    await owner.execute("set session_replication_role = origin")

    proposed = await client.done(PROPOSE, input=march)

    assert proposed["state"] == "PROPOSED"
    assert proposed["generalPoints"]["hundredths"] == 2_500
    assert proposed["score"] is None
