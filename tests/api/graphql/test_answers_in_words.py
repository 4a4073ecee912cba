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
PUBLISH = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
  publishRegulation(input: {{id: $id, version: $version, idempotencyKey: $key}}) {{
    regulation {{ version }} {PROBLEM} }}
}}"""
SIMULATE = """query ($run: ID!, $scenarios: [ScenarioInput!]!) {
  simulate(baseline: $run, scenarios: $scenarios) { root }
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
        "verb": "FUND_READ",
        "unitId": f"Unit_{province}",
        "effectiveFrom": today().isoformat(),
        "reason": "asked for",
        "idempotencyKey": "g",
    }


@pytest.fixture
async def statute(client, province):
    """A regulation that HR may draft."""
    client.sign_in("hr")
    return {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-03-01",
        "title": "Of March",
        "models": models(MODELS),
        "parameters": [],
        "idempotencyKey": "d",
    }


def models(stages):
    """The models of a bonus by their stages, as they are sent."""
    return [{"kind": "BONUS", "stage": stage, "modelId": model} for stage, model in stages.items()]


def parameter(model, name, **value):
    """A parameter of a bonus that a regulation sets, as it is sent."""
    return [{"kind": "BONUS", "modelId": model, "name": name, "value": value}]


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


async def test_a_unit_that_is_not_there_is_told_where_a_regulation_names_it(client, statute, trail):
    answer = await client.problem(DRAFT, i={**statute, "unitId": f"Unit_{NOTHING}"})

    assert place(answer) == ("unit_not_found", "input.unitId")
    assert await trail() == []


async def test_a_published_regulation_is_not_published_again(client, statute, trail):
    drafted = await client.done(DRAFT, i=statute)
    client.sign_in("finance")
    await client.done(PUBLISH, id=drafted["id"], version=1, key="p1")

    old = await client.problem(PUBLISH, id=drafted["id"], version=1, key="p2")
    new = await client.problem(PUBLISH, id=drafted["id"], version=2, key="p3")

    assert place(old) == ("stale_version", "input.version")
    assert place(new) == ("already_published", "input.id")
    assert await trail() == ["regulation.drafted", "regulation.published"]


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"models": models({**MODELS, "pay": "vn.none"})}, "unknown_model", "input.models.1.modelId"),
        ({"models": models({**MODELS, "pay": ""})}, "model_id_missing", "input.models.1.modelId"),
        ({"models": models({**MODELS, "pays": "vn.grade_pay"})}, "unknown_stage", "input.models.4.stage"),
        ({"models": models({"scoring": "vn.kpi_score_2026"})}, "stage_missing", "input.models"),
        ({"models": models(MODELS) + models(MODELS)}, "stated_twice", "input.models.4.stage"),
        (
            {"parameters": parameter("vn.none", "a", number="1")},
            "stray_parameters",
            "input.parameters.0.modelId",
        ),
        (
            {"parameters": parameter("vn.classes_2026", "quota", number="1")},
            "unknown_parameter",
            "input.parameters.0.name",
        ),
        (
            {"parameters": parameter("vn.classes_2026", "quota_bp", number="2501")},
            "outside_legal_range",
            "input.parameters.0.value",
        ),
        (
            {"parameters": parameter("vn.classes_2026", "good_from_hundredths", number="9500")},
            "contradictory_parameters",
            "input.parameters.0.value",
        ),
        (
            {"parameters": parameter("vn.classes_2026", "quota_bp", option="2000")},
            "number_as_text",
            "input.parameters.0.value",
        ),
        (
            {"parameters": parameter("vn.classes_2026", "quota_bp", number="2000") * 2},
            "stated_twice",
            "input.parameters.1.name",
        ),
        ({"effectiveFrom": "1950-05-01"}, "not_in_force", "input.effectiveFrom"),
    ],
)
async def test_what_is_wrong_with_a_regulation_is_told_where_it_stands(
    client, statute, trail, changed, code, path
):
    answer = await client.problem(DRAFT, i=statute | changed)

    assert place(answer) == (code, path)
    assert "1950-05-01" in answer["message"] or code != "not_in_force"
    assert await trail() == []


@pytest.mark.parametrize("stage", list(MODELS))
async def test_a_model_that_there_is_none_of_is_told_at_its_stage(client, statute, trail, stage):
    answer = await client.problem(DRAFT, i={**statute, "models": models({**MODELS, stage: "vn.none"})})

    assert place(answer) == ("unknown_model", f"input.models.{list(MODELS).index(stage)}.modelId")
    assert "vn.none" in answer["message"]
    assert await trail() == []


async def test_a_value_outside_of_its_range_is_shown_with_the_range(client, statute, trail):
    wrong = {"parameters": parameter("vn.classes_2026", "quota_bp", number="-1")}

    answer = await client.problem(DRAFT, i=statute | wrong)

    assert answer["message"].startswith("quota_bp = -1 is not allowed: ")
    assert answer["message"].endswith(" Choose from 0 to 2500.")
    assert await trail() == []


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"number": 2_000}, "An amount is a string of digits"),
        ({"number": 2_000.5}, "An amount is a string of digits"),
        ({"number": True}, "An amount is a string of digits"),
        ({"number": "2000.0"}, "An amount is a string of digits"),
        ({"number": None}, "must not be null: it is the only one of number, option that is sent."),
        ({"number": "2000", "option": "up"}, "must have exactly one of number, option;"),
        ({}, "must have exactly one of number, option;"),
    ],
)
async def test_a_value_is_either_a_number_in_digits_or_an_option(client, statute, trail, value, says):
    wrong = {
        "parameters": [{"kind": "BONUS", "modelId": "vn.classes_2026", "name": "quota_bp", "value": value}]
    }

    (error,) = await client.errors(DRAFT, i=statute | wrong)

    assert error["extensions"]["code"] == "invalid_variable"
    assert error["extensions"]["path"].startswith("i.parameters.0.value")
    assert says in error["message"]
    assert await trail() == []


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"model": "vn.none"}, "unknown_model", "scenarios.0.changes.1.model"),
        ({"parameter": "quota"}, "unknown_parameter", "scenarios.0.changes.1.parameter"),
        ({"value": "2501"}, "outside_legal_range", "scenarios.0.changes.1.value"),
        ({"value": "2001"}, "step_too_fine", "scenarios.0.changes.1.value"),
        (
            {"parameter": "good_from_hundredths", "value": "7000"},
            "parameter_twice",
            "scenarios.0.changes.1.parameter",
        ),
    ],
)
async def test_the_change_at_fault_is_told_by_its_number(client, computed_run, change, code, path):
    client.sign_in("legislator")
    sound = {"model": "vn.classes_2026", "parameter": "good_from_hundredths", "value": "7050"}
    other = {"model": "vn.classes_2026", "parameter": "quota_bp", "value": "2000"}

    scenarios = [{"changes": [sound, other | change]}]
    (error,) = await client.errors(SIMULATE, run=f"PayRun_{computed_run}", scenarios=scenarios)

    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)


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
