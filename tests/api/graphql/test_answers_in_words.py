"""What a client developer met: a refusal names what was sent, where it stands, and the way out."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.clock import today

PROBLEM = "... on Problem { code message path }"
GRANT = f"""mutation ($i: RightInput!) {{
  grantRight(input: $i, idempotencyKey: "g") {{ accessGrant {{ id }} {PROBLEM} }}
}}"""
REVOKE = f"""mutation ($id: ID!, $key: String!) {{
  revokeRight(input: {{id: $id, reason: "ended", idempotencyKey: $key}}) {{
    accessGrant {{ effectiveUntil }} {PROBLEM} }}
}}"""
DRAFT = f"""mutation ($i: DraftRegulationInput!, $key: String!) {{
  draftRegulation(input: $i, idempotencyKey: $key) {{ regulation {{ id version }} {PROBLEM} }}
}}"""
PUBLISH = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
  publishRegulation(input: {{id: $id, version: $version, idempotencyKey: $key}}) {{
    regulation {{ version }} {PROBLEM} }}
}}"""
SIMULATE = """query ($run: ID!, $changes: [ParameterChange!]!) {
  simulate(baseline: $run, changes: $changes) { reproduces }
}"""
MODELS = {
    "scoring": "vn.kpi_score_2026",
    "pay": "vn.grade_pay",
    "classification": "vn.classes_2026",
    "bonus": "vn.bonus_fund_2026",
}
NOTHING = UUID(int=7)


@pytest.fixture
async def right(client, actor_named, province):
    """A right that the administrator may give to the legislators' staff."""
    client.sign_in("admin")
    return {
        "accountId": f"Account_{(await actor_named('legislator')).id}",
        "verb": "fund.read",
        "unitId": f"Unit_{province}",
        "effectiveFrom": today().isoformat(),
        "reason": "asked for",
    }


@pytest.fixture
async def statute(client, province):
    """A regulation that HR may draft."""
    client.sign_in("hr")
    return {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-03-01",
        "title": "Of March",
        "models": MODELS,
        "parameters": {},
    }


def place(problem):
    """Code and path of a problem."""
    return problem["code"], problem["path"]


async def test_a_right_that_was_ended_before_it_began_is_not_ended_again(client, right, trail):
    later = {**right, "effectiveFrom": (today() + timedelta(days=9)).isoformat()}
    given = (await client.ask(GRANT, i=later))["grantRight"]
    first = (await client.ask(REVOKE, id=given["id"], key="r1"))["revokeRight"]

    again = (await client.ask(REVOKE, id=given["id"], key="r2"))["revokeRight"]

    assert first == {"effectiveUntil": later["effectiveFrom"]}
    assert place(again) == ("already_ended", "id")
    assert again["message"].startswith("This right was ended before it began.")
    assert await trail() == ["right.granted", "right.revoked"]


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"accountId": f"Account_{NOTHING}"}, "account_not_found", "input.accountId"),
        ({"unitId": f"Unit_{NOTHING}"}, "unit_not_found", "input.unitId"),
        ({"effectiveFrom": "2026-01-01"}, "in_the_past", "input.effectiveFrom"),
        ({"effectiveUntil": "2026-01-01"}, "ends_before_it_begins", "input.effectiveUntil"),
        ({"verb": "fund.reed"}, "unknown_verb", "input.verb"),
        ({"passesOn": ["fund.read"]}, "passes_on_nothing", "input.passesOn"),
        ({"passesOn": ["people.read", "nope"]}, "unknown_verb", "input.passesOn.1"),
    ],
)
async def test_what_is_wrong_with_a_right_is_told_where_it_was_sent(
    client, right, trail, changed, code, path
):
    answer = (await client.ask(GRANT, i=right | changed))["grantRight"]

    assert place(answer) == (code, path)
    assert await trail() == []


@pytest.mark.parametrize("mutation", ["grantRight", "requestRight"])
@pytest.mark.parametrize(
    ("verb", "says"),
    [
        ("fund.reed", "There is no right 'fund.reed'; perhaps: fund.read"),
        ("nope", "There is no right 'nope'; there are: access.grant, access.read, assessment.confirm, "),
    ],
)
async def test_only_a_verb_that_is_near_is_suggested(client, right, trail, mutation, verb, says):
    document = GRANT.replace("grantRight", mutation).replace("... on AccessGrant { id }", "__typename")
    passing = {**right, "verb": "access.grant", "passesOn": ["people.read", verb]}

    answer = (await client.ask(document, i=passing))[mutation]

    assert place(answer) == ("unknown_verb", "input.passesOn.1")
    assert answer["message"].startswith(says)
    assert "people.read" not in answer["message"] or verb == "nope"
    assert await trail() == []


async def test_ones_own_right_is_told_by_the_id_that_was_sent(client, right, owner, actor_named, trail):
    admin = (await actor_named("admin")).id
    own = await owner.fetchval("select id from access_grant where account_id = $1 limit 1", admin)

    granted = (await client.ask(GRANT, i={**right, "accountId": f"Account_{admin}"}))["grantRight"]
    revoked = (await client.ask(REVOKE, id=f"AccessGrant_{own}", key="r"))["revokeRight"]

    assert place(granted) == ("own_rights", "input.accountId")
    assert place(revoked) == ("own_rights", "id")
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

    answer = (await client.ask(document, id=f"AccessRequest_{request}"))["confirmRight"]

    assert place(answer) == ("in_the_past", "id")
    assert await trail() == []


async def test_a_unit_that_is_not_there_is_told_where_a_regulation_names_it(client, statute, trail):
    answer = (await client.ask(DRAFT, i={**statute, "unitId": f"Unit_{NOTHING}"}, key="d"))["draftRegulation"]

    assert place(answer) == ("unit_not_found", "input.unitId")
    assert await trail() == []


async def test_a_published_regulation_is_not_published_again(client, statute, trail):
    drafted = (await client.ask(DRAFT, i=statute, key="d"))["draftRegulation"]
    client.sign_in("finance")
    await client.ask(PUBLISH, id=drafted["id"], version=1, key="p1")

    old = (await client.ask(PUBLISH, id=drafted["id"], version=1, key="p2"))["publishRegulation"]
    new = (await client.ask(PUBLISH, id=drafted["id"], version=2, key="p3"))["publishRegulation"]

    assert place(old) == ("stale_version", "version")
    assert place(new) == ("already_published", "id")
    assert await trail() == ["regulation.drafted", "regulation.published"]


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"models": {**MODELS, "pay": "vn.none"}}, "unknown_model", "input.models.pay"),
        ({"models": {**MODELS, "pay": 7}}, "unknown_model", "input.models.pay"),
        ({"models": {**MODELS, "pays": "vn.grade_pay"}}, "unknown_stage", "input.models.pays"),
        ({"models": {"scoring": "vn.kpi_score_2026"}}, "stage_missing", "input.models.pay"),
        ({"parameters": {"vn.none": {"a": 1}}}, "stray_parameters", "input.parameters.vn.none"),
        (
            {"parameters": {"vn.classes_2026": {"quota": 1}}},
            "unknown_parameter",
            "input.parameters.vn.classes_2026.quota",
        ),
        (
            {"parameters": {"vn.classes_2026": {"quota_bp": 2_501}}},
            "outside_legal_range",
            "input.parameters.vn.classes_2026.quota_bp",
        ),
        (
            {"parameters": {"vn.classes_2026": {"good_from_hundredths": 9_500}}},
            "contradictory_parameters",
            "input.parameters.vn.classes_2026.good_from_hundredths",
        ),
        (
            {"parameters": {"vn.classes_2026": {"quota_bp": "2000"}}},
            "number_as_text",
            "input.parameters.vn.classes_2026.quota_bp",
        ),
        ({"effectiveFrom": "1950-05-01"}, "not_in_force", "input.effectiveFrom"),
    ],
)
async def test_what_is_wrong_with_a_regulation_is_told_where_it_stands(
    client, statute, trail, changed, code, path
):
    answer = (await client.ask(DRAFT, i=statute | changed, key="d"))["draftRegulation"]

    assert place(answer) == (code, path)
    assert "1950-05-01" in answer["message"] or code != "not_in_force"
    assert await trail() == []


@pytest.mark.parametrize("stage", list(MODELS))
async def test_a_stage_without_a_model_is_told_one_of_that_stage(client, statute, trail, stage):
    answer = (await client.ask(DRAFT, i={**statute, "models": {**MODELS, stage: [1]}}, key="d"))[
        "draftRegulation"
    ]

    assert answer["message"] == f"{stage} names no model: write its id, such as {MODELS[stage]}."
    assert await trail() == []


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), (True, "true"), (2_500.0, "2500.0")])
async def test_a_value_is_shown_in_the_words_of_json(client, statute, value, shown):
    wrong = {"parameters": {"vn.classes_2026": {"quota_bp": value}}}

    answer = (await client.ask(DRAFT, i=statute | wrong, key="d"))["draftRegulation"]

    assert answer["message"].startswith(f"quota_bp = {shown} is not allowed: ")
    assert answer["message"].endswith(" Choose from 0 to 2500. It is a whole number.")


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"model": "vn.none"}, "unknown_model", "changes.1.model"),
        ({"parameter": "quota"}, "unknown_parameter", "changes.1.parameter"),
        ({"value": "2501"}, "outside_legal_range", "changes.1.value"),
        ({"value": "2001"}, "step_too_fine", "changes.1.value"),
        ({"parameter": "good_from_hundredths", "value": "7000"}, "parameter_twice", "changes.1.parameter"),
    ],
)
async def test_the_change_at_fault_is_told_by_its_number(client, computed_run, change, code, path):
    client.sign_in("legislator")
    sound = {"model": "vn.classes_2026", "parameter": "good_from_hundredths", "value": "7050"}
    other = {"model": "vn.classes_2026", "parameter": "quota_bp", "value": "2000"}

    (error,) = await client.errors(SIMULATE, run=f"PayRun_{computed_run}", changes=[sound, other | change])

    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)


async def test_a_key_used_for_something_else_says_for_what_and_no_day_of_a_clock(client, statute, trail):
    await client.ask(DRAFT, i=statute, key="d")

    answer = (await client.ask(DRAFT, i={**statute, "title": "Of April"}, key="d"))["draftRegulation"]

    assert answer["message"] == (
        "This key was used for draftRegulation with another input: take a new key for a new decision."
    )
    assert await trail() == ["regulation.drafted"]


@pytest.mark.parametrize("key", ["", "k" * 201, "k" * 3_000])
async def test_an_idempotency_key_has_one_limit_and_one_code(client, statute, trail, key):
    answer = (await client.ask(DRAFT, i=statute, key=key))["draftRegulation"]

    assert answer == {
        "code": "idempotency_key",
        "message": "An idempotency key has 1 to 200 characters.",
        "path": "idempotencyKey",
    }
    assert await trail() == []


@pytest.mark.parametrize(
    ("field", "argument", "says"),
    [
        ("results", "toMonth", True),
        ("results", "fromMonth", False),
        ("regulations", "until", True),
        ("regulations", "since", False),
    ],
)
async def test_only_where_something_ends_is_leaving_the_day_out_a_way(client, field, argument, says):
    client.sign_in("hr")

    (error,) = await client.errors(f'{{ {field}({argument}: "9999-12-31") {{ totalCount }} }}')

    assert error["extensions"]["code"] == "out_of_reach"
    assert ("leave the day out" in error["message"]) is says
