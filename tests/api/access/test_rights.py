"""Granting and ending rights over GraphQL."""

import pytest

from domain.clock import today

GRANT = """
mutation ($input: GrantRightInput!) {
  grantRight(input: $input) {
    accessGrant { id verb effectiveFrom effectiveUntil unit { code } }
    problems { code message path }
  }
}
"""
REVOKE = """
mutation ($id: ID!, $key: String!) {
  revokeRight(input: {id: $id, reason: "Hết phân công", idempotencyKey: $key}) {
    accessGrant { id effectiveUntil }
    problems { code message path }
  }
}
"""
FUNDS = "{ bonusFunds(first: 1) { nodes { id } } }"


@pytest.fixture
async def asked(client, actor_named, province):
    client.sign_in("admin")
    return {
        "accountId": f"Account_{(await actor_named('legislator')).id}",
        "verb": "FUND_READ",
        "unitId": f"Unit_{province}",
        "effectiveFrom": today().isoformat(),
        "reason": "Thẩm tra",
        "idempotencyKey": "k1",
    }


async def test_a_right_is_given_used_and_ended(client, asked, trail):
    given = await client.done(GRANT, input=asked)
    client.sign_in("legislator")
    assert len((await client.ask(FUNDS))["bonusFunds"]["nodes"]) == 1

    client.sign_in("admin")
    ended = await client.done(REVOKE, id=given["id"], key="k2")

    client.sign_in("legislator")
    assert (await client.ask(FUNDS))["bonusFunds"]["nodes"] == []
    assert (given["verb"], given["effectiveFrom"], given["effectiveUntil"]) == (
        "FUND_READ",
        today().isoformat(),
        None,
    )
    assert ended == {"id": given["id"], "effectiveUntil": today().isoformat()}
    assert await trail() == ["right.granted", "right.revoked"]


async def test_a_right_sent_twice_is_given_once(client, asked, trail):
    first = await client.done(GRANT, input=asked)

    assert await client.done(GRANT, input=asked) == first
    assert await trail() == ["right.granted"]


async def test_nobody_gives_a_right_to_themselves(client, asked, actor_named, trail):
    asked["accountId"] = f"Account_{(await actor_named('admin')).id}"

    refused = await client.problem(GRANT, input=asked)

    assert (refused["code"], refused["path"]) == ("own_rights", ["input", "accountId"])
    assert await trail() == []


async def test_nobody_gives_rights_without_the_right_to(client, asked, trail):
    client.sign_in("hr")

    refused = await client.problem(GRANT, input=asked)

    assert (refused["code"], refused["path"]) == ("forbidden", [])
    assert "the right to grant rights, which" in refused["message"]
    assert await trail() == []
