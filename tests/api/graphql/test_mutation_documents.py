"""Documents of mutations: aliases, fragments, type names, and several in one document."""

from uuid import UUID

import pytest

NOTHING = UUID(int=7)
BY_FRAGMENTS = """
mutation ($input: DiscardPayRunInput!) {
  aside: discardPayRun(input: $input) { __typename ...Done ...Refused }
}
fragment Done on DiscardPayRunPayload { run: payRun { __typename ...Run } }
fragment Run on PayRun { stage: state total { ...Amount } lines(first: 0) { totalCount } }
fragment Amount on Money { __typename amount }
fragment Refused on DiscardPayRunPayload { faults: problems { __typename ...Fault } }
fragment Fault on Problem { code place: path row field }
"""
STEP = """reviewPayRun(input: {{id: $run, version: 1, idempotencyKey: "{0}"}}) {{
    payRun {{ state version }} problems {{ code }} }}"""
ASIDE = """discardPayRun(input: {{id: $run, version: {1}, reason: "slip", idempotencyKey: "{0}"}}) {{
    payRun {{ state }} problems {{ code path }} }}"""


@pytest.fixture
def sent(client, computed_run):
    """What sets a run aside, by HR."""
    client.sign_in("hr")
    return {"id": f"PayRun_{computed_run}", "version": 1, "reason": "slip", "idempotencyKey": "k"}


async def test_thing_and_problems_may_be_asked_by_fragments_and_other_names(client, sent, owner):
    total, lines = await owner.fetchrow(
        "select total_vnd, (select count(*) from pay_line where pay_run_id = r.id) from pay_run r"
    )

    answer = await client.ask(BY_FRAGMENTS, input=sent)

    assert answer == {
        "aside": {
            "__typename": "DiscardPayRunPayload",
            "run": {
                "__typename": "PayRun",
                "stage": "DISCARDED",
                "total": {"__typename": "Money", "amount": str(total)},
                "lines": {"totalCount": lines},
            },
            "faults": [],
        }
    }


async def test_the_same_fragments_tell_a_refusal(client, sent, trail):
    before = await trail()

    answer = await client.ask(BY_FRAGMENTS, input={**sent, "version": 9})

    assert answer == {
        "aside": {
            "__typename": "DiscardPayRunPayload",
            "run": None,
            "faults": [
                {
                    "__typename": "Problem",
                    "code": "STALE_VERSION",
                    "place": ["input", "version"],
                    "row": None,
                    "field": "version",
                }
            ],
        }
    }
    assert await trail() == before


async def test_the_thing_may_be_asked_for_twice_in_a_payload(client, sent):
    document = """mutation ($input: DiscardPayRunInput!) { discardPayRun(input: $input) {
        payRun { state } again: payRun { madeBy { name } version } payRun { version } } }"""

    payload = (await client.ask(document, input=sent))["discardPayRun"]

    assert payload["payRun"] == {"state": "DISCARDED", "version": 2}
    assert payload["again"]["version"] == 2
    assert payload["again"]["madeBy"]["name"]


async def test_whoever_asks_for_nothing_of_the_payload_has_it_done_all_the_same(client, sent, owner):
    answer = await client.ask(
        "mutation ($input: DiscardPayRunInput!) { discardPayRun(input: $input) { __typename } }", input=sent
    )

    assert answer == {"discardPayRun": {"__typename": "DiscardPayRunPayload"}}
    assert await owner.fetchval("select state from pay_run") == "discarded"


async def test_several_mutations_of_a_document_are_done_one_after_the_other(client, sent, trail):
    document = f"mutation ($run: ID!) {{ first: {STEP.format('a')} second: {ASIDE.format('b', 2)} }}"

    answer = await client.ask(document, run=sent["id"])

    assert answer == {
        "first": {"payRun": {"state": "REVIEWED", "version": 2}, "problems": []},
        "second": {"payRun": {"state": "DISCARDED"}, "problems": []},
    }
    assert (await trail())[-2:] == ["pay_run.reviewed", "pay_run.discarded"]


async def test_a_mutation_that_is_refused_leaves_those_beside_it(client, sent, trail):
    asked = [ASIDE.format("a", 7), STEP.format("b"), ASIDE.format("c", 1)]
    document = f"mutation ($run: ID!) {{ a: {asked[0]} b: {asked[1]} c: {asked[2]} }}"

    answer = await client.ask(document, run=sent["id"])

    stale = {"payRun": None, "problems": [{"code": "STALE_VERSION", "path": ["input", "version"]}]}
    assert answer == {
        "a": stale,
        "b": {"payRun": {"state": "REVIEWED", "version": 2}, "problems": []},
        "c": stale,
    }
    assert (await trail())[-1:] == ["pay_run.reviewed"]


async def test_a_key_sent_twice_in_a_document_does_it_once(client, sent, trail):
    document = f"mutation ($run: ID!) {{ a: {STEP.format('k')} b: {STEP.format('k')} }}"

    answer = await client.ask(document, run=sent["id"])

    assert answer["a"] == answer["b"] == {"payRun": {"state": "REVIEWED", "version": 2}, "problems": []}
    assert (await trail()).count("pay_run.reviewed") == 1


async def test_a_member_that_says_nothing_gives_a_key_no_other_input(client, sent, owner, trail):
    person = await owner.fetchval("select id from account where subject = 'demo|auditor'")
    unit = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    client.sign_in("admin")
    document = (
        "mutation ($i: GrantRightInput!) { grantRight(input: $i) { accessGrant { id } problems { code } } }"
    )
    given = {
        "accountId": f"Account_{person}", "unitId": f"Unit_{unit}", "verb": "FUND_READ", "reason": "asked for",
        "effectiveFrom": "2026-12-31", "idempotencyKey": "k",
    }  # fmt: skip

    first = await client.done(document, i=given)
    again = await client.done(document, i={**given, "effectiveUntil": None, "passesOn": []})

    assert first == again
    assert (await trail()).count("right.granted") == 1
