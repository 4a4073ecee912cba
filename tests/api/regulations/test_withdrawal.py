"""withdrawRegulation over GraphQL: a draft that cannot be published is no dead end."""

import json

import pytest

PROBLEM = "... on Problem { code message path }"
DRAFT = f"""mutation ($i: DraftRegulationInput!) {{
  draftRegulation(input: $i, idempotencyKey: "d") {{ regulation {{ id }} {PROBLEM} }}
}}"""
WITHDRAW = f"""mutation ($id: ID!, $reason: String!) {{
  withdrawRegulation(input: {{id: $id, reason: $reason, idempotencyKey: "w"}}) {{
    unit {{ id regulations(first: 100) {{ nodes {{ title }} }} }} {PROBLEM}
  }}
}}"""


@pytest.fixture
async def draft(client, province, owner):
    """The id of a draft of the province, for a client that is signed in as HR."""
    client.sign_in("hr")
    models = json.loads(await owner.fetchval("select models::text from regulation limit 1"))
    stated = {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-11-01",
        "title": "A slip",
        "models": models,
    }
    return (await client.ask(DRAFT, i=stated | {"parameters": {}}))["draftRegulation"]["id"]


async def test_a_withdrawal_answers_with_the_unit_and_what_stays(client, draft, province, owner, trail):
    stay = await owner.fetchval("select count(*) from regulation where published_by is not null")

    answer = (await client.ask(WITHDRAW, id=draft, reason="a slip"))["withdrawRegulation"]
    again = (await client.ask(WITHDRAW, id=draft, reason="a slip"))["withdrawRegulation"]

    assert answer["id"] == f"Unit_{province}"
    assert "A slip" not in {each["title"] for each in answer["regulations"]["nodes"]}
    assert again == answer
    assert await owner.fetchval("select count(*) from regulation") == stay
    assert await trail() == ["regulation.drafted", "regulation.withdrawn"]


async def test_a_withdrawal_says_why(client, draft, owner, trail):
    answer = (await client.ask(WITHDRAW, id=draft, reason=" "))["withdrawRegulation"]

    assert (answer["code"], answer["path"]) == ("reason_missing", "reason")
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 1
    assert await trail() == ["regulation.drafted"]


async def test_who_may_not_draft_is_refused(client, draft, owner, trail):
    client.sign_in("finance")

    answer = (await client.ask(WITHDRAW, id=draft, reason="mine"))["withdrawRegulation"]

    assert answer["code"] == "forbidden"
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 1
    assert await trail() == ["regulation.drafted"]


async def test_a_key_whose_draft_was_withdrawn_since_says_so(client, draft, province, owner, trail):
    models = json.loads(await owner.fetchval("select models::text from regulation limit 1"))
    stated = {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-11-01",
        "title": "A slip",
        "models": models,
    }
    await client.ask(WITHDRAW, id=draft, reason="a slip")

    answer = await client.send(DRAFT, i=stated | {"parameters": {}})

    assert answer["data"] == {"draftRegulation": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["withdrawn_since"]
    assert await owner.fetchval("select count(*) from regulation where title = 'A slip'") == 0
    assert await trail() == ["regulation.drafted", "regulation.withdrawn"]
