"""What is wrong with a regulation is told where it was sent, with the way out."""

from uuid import UUID

import pytest

from tests.given.drafts import BONUS, models

PROBLEM = "problems { code message path }"
DRAFT = f"""mutation ($i: DraftRegulationInput!) {{
  draftRegulation(input: $i) {{ regulation {{ id version }} {PROBLEM} }}
}}"""
PUBLISH = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
  publishRegulation(input: {{id: $id, version: $version, idempotencyKey: $key}}) {{
    regulation {{ version }} {PROBLEM} }}
}}"""
NOTHING = UUID(int=7)


def parameter(model, name, **value):
    """A parameter of a bonus that a regulation sets, as it is sent."""
    return [{"kind": "BONUS", "modelId": model, "name": name, "value": value}]


def place(problem):
    """Code and path of a problem."""
    return problem["code"], ".".join(problem["path"])


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
        ({"models": models("BONUS", {**BONUS, "pay": "vn.none"})}, "unknown_model", "input.models.1.modelId"),
        ({"models": models("BONUS", {**BONUS, "pay": ""})}, "model_id_missing", "input.models.1.modelId"),
        (
            {"models": models("BONUS", {**BONUS, "pays": "vn.grade_pay"})},
            "unknown_stage",
            "input.models.4.stage",
        ),
        ({"models": models("BONUS", {"scoring": "vn.kpi_score_2026"})}, "stage_missing", "input.models"),
        ({"models": models("BONUS", BONUS) + models("BONUS", BONUS)}, "stated_twice", "input.models.4.stage"),
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


@pytest.mark.parametrize("stage", list(BONUS))
async def test_a_model_that_there_is_none_of_is_told_at_its_stage(client, statute, trail, stage):
    answer = await client.problem(
        DRAFT, i={**statute, "models": models("BONUS", {**BONUS, stage: "vn.none"})}
    )

    assert place(answer) == ("unknown_model", f"input.models.{list(BONUS).index(stage)}.modelId")
    assert "vn.none" in answer["message"]
    assert await trail() == []


async def test_a_value_outside_of_its_range_is_shown_with_the_range(client, statute, trail):
    wrong = {"parameters": parameter("vn.classes_2026", "quota_bp", number="-1")}

    answer = await client.problem(DRAFT, i=statute | wrong)

    assert answer["message"].startswith("quota_bp = -1 is not allowed: ")
    assert answer["message"].endswith(" Choose from 0 to 2500.")
    client.read_in("vi")
    answer = await client.problem(DRAFT, i=statute | wrong | {"idempotencyKey": "again"})
    assert answer["message"].endswith(" Hãy chọn trong khoảng từ 0 đến 2500.")
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
