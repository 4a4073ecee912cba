"""withdrawRegulation over GraphQL: a draft that cannot be published is no dead end."""

import pytest

from tests.given.drafts import of_bonus

PROBLEMS = "problems { code message path }"
DRAFT = f"""mutation ($i: DraftRegulationInput!) {{
  draftRegulation(input: $i) {{ regulation {{ id }} {PROBLEMS} }}
}}"""
WITHDRAW = f"""mutation ($id: ID!, $reason: String!) {{
  withdrawRegulation(input: {{id: $id, reason: $reason, idempotencyKey: "w"}}) {{
    unit {{ id regulations(first: 100) {{ nodes {{ title }} }} }} {PROBLEMS}
  }}
}}"""


@pytest.fixture
def stated(province):
    """What HR drafts for the province."""
    return of_bonus(province, "2026-11-01", "A slip")


@pytest.fixture
async def draft(client, stated):
    """The id of that draft, for a client that is signed in as HR."""
    client.sign_in("hr")
    return (await client.done(DRAFT, i=stated))["id"]


async def test_a_withdrawal_answers_with_the_unit_and_what_stays(client, draft, province, owner, trail):
    stay = await owner.fetchval("select count(*) from regulation where published_by is not null")

    answer = await client.done(WITHDRAW, id=draft, reason="a slip")
    again = await client.done(WITHDRAW, id=draft, reason="a slip")

    assert answer["id"] == f"Unit_{province}"
    assert "A slip" not in {each["title"] for each in answer["regulations"]["nodes"]}
    assert again == answer
    assert await owner.fetchval("select count(*) from regulation") == stay
    assert await trail() == ["regulation.drafted", "regulation.withdrawn"]


async def test_a_withdrawal_says_why(client, draft, owner, trail):
    refused = await client.problem(WITHDRAW, id=draft, reason=" ")

    assert (refused["code"], refused["path"]) == ("reason_missing", ["input", "reason"])
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 1
    assert await trail() == ["regulation.drafted"]


async def test_who_may_not_draft_is_refused(client, draft, owner, trail):
    client.sign_in("finance")

    refused = await client.problem(WITHDRAW, id=draft, reason="mine")

    assert (refused["code"], refused["path"]) == ("forbidden", [])
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 1
    assert await trail() == ["regulation.drafted"]


async def test_a_key_whose_draft_was_withdrawn_since_says_so(client, draft, stated, owner, trail):
    await client.done(WITHDRAW, id=draft, reason="a slip")

    answer = await client.send(DRAFT, i=stated)

    assert "errors" not in answer
    assert answer["data"]["draftRegulation"]["regulation"] is None
    assert [told["code"] for told in answer["data"]["draftRegulation"]["problems"]] == ["WITHDRAWN_SINCE"]
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 0
    assert await trail() == ["regulation.drafted", "regulation.withdrawn"]


async def test_who_may_publish_is_told_before_and_why_not(client, draft, owner):
    document = """query ($id: ID!) {
      node(id: $id) { ... on Regulation { viewerCanPublish { allowed code reason } } } }"""
    publish = """mutation ($id: ID!, $version: Int!, $key: String!) {
      publishRegulation(input: {id: $id, version: $version, idempotencyKey: $key}) {
        regulation { id } problems { code } } }"""

    async def told(who):
        client.sign_in(who)
        return (await client.ask(document, id=draft))["node"]["viewerCanPublish"]

    assert (await told("hr"))["code"] == "FORBIDDEN"
    assert await told("finance") == {"allowed": True, "code": None, "reason": None}
    assert await client.done(publish, id=draft, version=1, key="p") == {"id": draft}

    after = await told("finance")
    assert (await client.problem(publish, id=draft, version=2, key="q"))["code"].upper() == after["code"]
    assert await owner.fetchval("select version from regulation where title = 'A slip'") == 2


async def test_a_draft_for_a_day_that_is_taken_is_told_to_be_so_before(client, draft, stated, owner):
    document = """query ($id: ID!) {
      node(id: $id) { ... on Regulation { viewerCanPublish { allowed code reason } } } }"""
    publish = """mutation ($id: ID!, $key: String!) {
      publishRegulation(input: {id: $id, version: 1, idempotencyKey: $key}) {
        regulation { id } problems { code } } }"""
    other = (await client.done(DRAFT, i={**stated, "idempotencyKey": "other"}))["id"]
    client.sign_in("finance")
    await client.done(publish, id=other, key="p")

    told = (await client.ask(document, id=draft))["node"]["viewerCanPublish"]
    refused = await client.problem(publish, id=draft, key="q")

    assert (told["allowed"], told["code"], refused["code"]) == (False, "SAME_DAY", "same_day")
    assert "withdrawRegulation" in told["reason"]
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 2
    assert await owner.fetchval("select count(published_by) from regulation where title = 'A slip'") == 1
