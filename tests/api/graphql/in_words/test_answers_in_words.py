"""What a client developer met: a refusal names what was sent, where it stands, and the way out."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.clock import today

PROBLEM = "problems { code message path }"
GRANT = f"""mutation ($i: GrantRightInput!) {{
  grantRight(input: $i) {{ accessGrant {{ id }} {PROBLEM} }}
}}"""
REVOKE = f"""mutation ($id: ID!, $key: String!) {{
  revokeRight(input: {{id: $id, reason: "ended", idempotencyKey: $key}}) {{
    accessGrant {{ effectiveUntil }} {PROBLEM} }}
}}"""
DRAFT = f"""mutation ($i: DraftRegulationInput!) {{
  draftRegulation(input: $i) {{ regulation {{ id version }} {PROBLEM} }}
}}"""
SIMULATE = """query ($run: ID!, $scenarios: [ScenarioInput!]!) {
  simulate(baseline: $run, scenarios: $scenarios) { root }
}"""
NOTHING = UUID(int=7)


@pytest.fixture
async def right(client, actor_named, province):
    """A right that the administrator may give to the legislators' staff."""
    client.sign_in("admin")
    return {
        "accountId": f"Account_{(await actor_named('legislator')).id}",
        "verb": "FUND_READ",
        "unitId": f"Unit_{province}",
        "effectiveFrom": today().isoformat(),
        "reason": "asked for",
        "idempotencyKey": "g",
    }


def place(problem):
    """Code and path of a problem."""
    return problem["code"], ".".join(problem["path"])


async def test_a_right_that_was_ended_before_it_began_is_not_ended_again(client, right, trail):
    later = {**right, "effectiveFrom": (today() + timedelta(days=9)).isoformat()}
    given = await client.done(GRANT, i=later)
    first = await client.done(REVOKE, id=given["id"], key="r1")

    again = await client.problem(REVOKE, id=given["id"], key="r2")

    assert first == {"effectiveUntil": later["effectiveFrom"]}
    assert place(again) == ("already_ended", "input.id")
    assert again["message"].startswith("This right was ended before it began.")
    assert await trail() == ["right.granted", "right.revoked"]


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"accountId": f"Account_{NOTHING}"}, "account_not_found", "input.accountId"),
        ({"unitId": f"Unit_{NOTHING}"}, "unit_not_found", "input.unitId"),
        ({"effectiveFrom": "2026-01-01"}, "in_the_past", "input.effectiveFrom"),
        ({"effectiveUntil": "2026-01-01"}, "ends_before_it_begins", "input.effectiveUntil"),
        ({"passesOn": ["FUND_READ"]}, "passes_on_nothing", "input.passesOn"),
    ],
)
async def test_what_is_wrong_with_a_right_is_told_where_it_was_sent(
    client, right, trail, changed, code, path
):
    answer = await client.problem(GRANT, i=right | changed)

    assert place(answer) == (code, path)
    assert await trail() == []


@pytest.mark.parametrize("mutation", ["grantRight", "requestRight"])
@pytest.mark.parametrize("verb", ["FUND_REED", "fund.read", "NOPE"])
@pytest.mark.parametrize("at", ["verb", "passesOn"])
async def test_a_verb_that_is_none_is_told_where_it_was_sent(client, right, trail, mutation, verb, at):
    kind = mutation[:1].upper() + mutation[1:] + "Input"
    document = f"mutation ($i: {kind}!) {{ {mutation}(input: $i) {{ problems {{ code }} }} }}"
    wrong = {"verb": verb} if at == "verb" else {"verb": "ACCESS_GRANT", "passesOn": ["PEOPLE_READ", verb]}

    (error,) = await client.errors(document, i=right | wrong)

    place = "i.verb" if at == "verb" else "i.passesOn.1"
    assert error["extensions"] == {"code": "invalid_variable", "path": place}
    assert error["message"] == f'The variable `${place}` must be a value of the enum Verb; it is "{verb}".'
    assert await trail() == []


async def test_ones_own_right_is_told_by_the_id_that_was_sent(client, right, owner, actor_named, trail):
    admin = (await actor_named("admin")).id
    own = await owner.fetchval("select id from access_grant where account_id = $1 limit 1", admin)

    granted = await client.problem(GRANT, i={**right, "accountId": f"Account_{admin}"})
    revoked = await client.problem(REVOKE, id=f"AccessGrant_{own}", key="r")

    assert place(granted) == ("own_rights", "input.accountId")
    assert place(revoked) == ("own_rights", "input.id")
    assert await trail() == []


async def test_what_is_wrong_with_a_request_is_told_by_its_id_to_who_confirms_it(client, right, owner, trail):
    request = UUID(int=9)
    await owner.execute(
        "insert into access_request (id, account_id, verb, unit_id, effective_from, asked_by)"
        " select $1, $2, 'fund.read', $3, '2026-01-01', id from account where subject = 'demo|hr'",
        request,
        UUID(right["accountId"].removeprefix("Account_")),
        UUID(right["unitId"].removeprefix("Unit_")),
    )
    document = f"""mutation ($id: ID!) {{
      confirmRight(input: {{id: $id, reason: "yes", idempotencyKey: "c"}}) {{ accessGrant {{ id }} {PROBLEM} }}
    }}"""

    answer = await client.problem(document, id=f"AccessRequest_{request}")

    assert place(answer) == ("in_the_past", "input.id")
    assert await trail() == []


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"model": "vn.none"}, "unknown_model", "scenarios.0.changes.1.model"),
        ({"parameter": "quota"}, "unknown_parameter", "scenarios.0.changes.1.parameter"),
        ({"parameter": " "}, "parameter_missing", "scenarios.0.changes.1.parameter"),
        ({"value": ""}, "value_missing", "scenarios.0.changes.1.value"),
        ({"value": "2501"}, "outside_legal_range", "scenarios.0.changes.1.value"),
        ({"value": "2001"}, "step_too_fine", "scenarios.0.changes.1.value"),
        (
            {"parameter": "good_from_hundredths", "value": "7000"},
            "parameter_twice",
            "scenarios.0.changes.1.parameter",
        ),
    ],
)
async def test_the_change_at_fault_is_told_by_its_number(
    client, computed_run, owner, trail, change, code, path
):
    client.sign_in("legislator")
    before = await trail()
    sound = {"model": "vn.classes_2026", "parameter": "good_from_hundredths", "value": "7050"}
    other = {"model": "vn.classes_2026", "parameter": "quota_bp", "value": "2000"}

    scenarios = [{"changes": [sound, other | change]}]
    (error,) = await client.errors(SIMULATE, run=f"PayRun_{computed_run}", scenarios=scenarios)

    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)
    assert await owner.fetchval("select count(*) from asked_scenario") == 0
    assert await trail() == before


async def test_a_key_used_for_something_else_says_for_what_and_no_day_of_a_clock(client, statute, trail):
    await client.done(DRAFT, i=statute)

    answer = await client.problem(DRAFT, i={**statute, "title": "Of April"})

    assert answer["message"] == (
        "This key was used for draftRegulation with another input: take a new key for a new decision."
    )
    assert await trail() == ["regulation.drafted"]


@pytest.mark.parametrize("key", ["", "k" * 201, "k" * 3_000])
async def test_an_idempotency_key_has_one_limit_and_one_code(client, statute, trail, key):
    answer = await client.problem(DRAFT, i={**statute, "idempotencyKey": key})

    assert answer == {
        "code": "idempotency_key",
        "message": "An idempotency key has 1 to 200 characters.",
        "path": ["input", "idempotencyKey"],
    }
    assert await trail() == []


@pytest.mark.parametrize(
    ("field", "argument", "says"),
    [
        ("results", "month: {to: %s}", True),
        ("results", "month: {from: %s}", False),
        ("regulations", "effectiveFrom: {to: %s}", True),
        ("regulations", "effectiveFrom: {from: %s}", False),
    ],
)
async def test_only_where_something_ends_is_leaving_the_day_out_a_way(client, field, argument, says):
    client.sign_in("hr")

    day = argument % '"9999-12-31"'

    (error,) = await client.errors(f"{{ {field}(filter: {{{day}}}) {{ totalCount }} }}")

    assert error["extensions"]["code"] == "out_of_reach"
    assert ("leave the day out" in error["message"]) is says


@pytest.mark.parametrize(
    ("day", "said"), [("2026-02-30", "Đây không phải một ngày trong lịch"), ("2199-01-01", "nằm ngoài")]
)
async def test_why_a_variable_is_no_day_is_said_in_the_language_of_the_rest(client, day, said):
    client.sign_in("hr")
    client.read_in("vi")

    answer = await client.send("query ($day: Date) { units(first: 1, asOf: $day) { totalCount } }", day=day)

    (error,) = answer["errors"]
    assert error["message"].startswith("Biến `$day` phải thuộc kiểu Date;")
    assert said in error["message"]
    assert "lies outside" not in error["message"]
    assert "calendar" not in error["message"]
