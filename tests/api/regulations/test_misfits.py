"""Models that do not go together are refused at the draft; those of a regulation of before, at whoever computes."""

import json

import pytest

from tests.given.drafts import BONUS, EXTRA_INCOME, models, parameter

PROBLEMS = "problems { code message path }"
DRAFT = f"""mutation ($i: DraftRegulationInput!) {{
  draftRegulation(input: $i) {{ regulation {{ id version }} {PROBLEMS} }}
}}"""
PUBLISH = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
  publishRegulation(input: {{id: $id, version: $version, idempotencyKey: $key}}) {{
    regulation {{ version }} {PROBLEMS} }}
}}"""
OPEN = f"""mutation ($unit: ID!) {{
  openBonusFunds(input: {{unitId: $unit, year: 2026, idempotencyKey: "o"}}) {{ unit {{ id }} {PROBLEMS} }}
}}"""
CREATE = f"""mutation ($unit: ID!) {{
  createPayRun(input: {{unitId: $unit, year: 2026, title: "A run", idempotencyKey: "c"}}) {{
    payRun {{ id }} {PROBLEMS} }}
}}"""
NONE = "select count(*) from regulation where title = 'X'"
MISFITS = [
    (
        "pay",
        "vn.bonus_fund_2026",
        "model_does_not_fit",
        "pay: vn.bonus_fund_2026 gives no salary_year_vnd (Int64)",
    ),
    ("bonus", "vn.grade_pay", "model_does_not_fit", "bonus: vn.grade_pay gives no award_vnd (Int64)"),
    ("pay", "jp.overtime", "model_does_not_fit", "pay: jp.overtime gives no salary_year_vnd (Int64)"),
    (
        "scoring",
        "vn.classes_2026",
        "model_does_not_fit",
        "scoring: vn.classes_2026 gives no score_hundredths (Int64)",
    ),
    (
        "scoring",
        "vn.kpi_score_public_2026",
        "model_needs_more",
        "scoring: vn.kpi_score_public_2026 takes a row for each employee_id, month, criterion_key, which no fact and no"
        " earlier stage gives, with part,",
    ),
    (
        "classification",
        "vn.classes_public_2026",
        "model_needs_more",
        "classification: vn.classes_public_2026 takes unit_class for each employee_id, which no fact and no earlier"
        " stage gives.",
    ),
    (
        "bonus",
        "vn.extra_income_hcmc",
        "model_does_not_fit",
        "bonus: vn.extra_income_hcmc gives a row for each employee_id, quarter, and the stage needs one for each"
        " employee_id",
    ),
]


@pytest.fixture
def sound(province):
    """What a regulation of the national models states."""
    return {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-12-31",
        "title": "X",
        "models": models("BONUS", BONUS),
        "parameters": [],
        "idempotencyKey": "d",
    }


@pytest.mark.parametrize(("stage", "model", "code", "says"), MISFITS)
async def test_models_that_do_not_go_together_are_refused_at_the_draft(
    client, sound, owner, trail, stage, model, code, says
):
    client.sign_in("hr")
    before = await trail()

    refused = await client.problem(DRAFT, i=sound | {"models": models("BONUS", BONUS | {stage: model})})

    place = str(list(BONUS).index(stage))
    assert (refused["code"], refused["path"]) == (code, ["input", "models", place, "modelId"])
    assert refused["message"].startswith(says)
    assert await owner.fetchval(NONE) == 0
    assert await trail() == before


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"models": models("BONUS", {"pay": "vn.grade_pay"})}, "stage_missing", ["models"]),
        ({"models": []}, "stage_missing", ["models"]),
        (
            {"parameters": [parameter("vn.classes_2026", "minimum_months", "EXTRA_INCOME", number="2")]},
            "stray_parameters",
            ["parameters", "0", "modelId"],
        ),
        (
            {"parameters": [parameter("vn.classes_2026", "quota_bp", option="2500")]},
            "number_as_text",
            ["parameters", "0", "value"],
        ),
        (
            {"parameters": [parameter("vn.classes_2026", "quota_bp", number="3000")]},
            "outside_legal_range",
            ["parameters", "0", "value"],
        ),
        *(
            (
                {"parameters": [parameter("vn.classes_2026", blank, number="1")]},
                "unknown_parameter",
                ["parameters", "0", "name"],
            )
            for blank in ("", " \u00a0")
        ),
    ],
)
async def test_what_is_wrong_with_one_kind_is_named_by_its_path(client, sound, owner, changed, code, path):
    client.sign_in("hr")

    refused = await client.problem(DRAFT, i=sound | changed)

    assert (refused["code"], refused["path"]) == (code, ["input", *path])
    assert await owner.fetchval(NONE) == 0


async def test_a_kind_that_there_is_not_comes_no_further_than_the_schema(client, sound, owner):
    client.sign_in("hr")

    errors = await client.errors(DRAFT, i=sound | {"models": models("LUCK", BONUS)})

    assert [error["extensions"]["code"] for error in errors] == ["invalid_variable"] * 4
    assert await owner.fetchval(NONE) == 0


@pytest.mark.parametrize(
    ("models", "code"),
    [
        ({"pay": "vn.bonus_fund_2026"}, "model_does_not_fit"),
        ({"bonus": "vn.grade_pay"}, "model_does_not_fit"),
    ],
)
async def test_models_of_a_regulation_of_before_are_told_at_the_unit_to_compute(
    client, sound, owner, trail, models, code
):
    client.sign_in("hr")
    drafted = await client.done(DRAFT, i=sound)
    client.sign_in("finance")
    await client.done(PUBLISH, id=drafted["id"], version=1, key="p")
    await owner.execute("update regulation set models = $1 where title = 'X'", json.dumps(BONUS | models))
    client.sign_in("hr")
    before = await trail()

    for refused in (
        await client.problem(OPEN, unit=sound["unitId"]),
        await client.problem(CREATE, unit=sound["unitId"]),
    ):
        assert (refused["code"], refused["path"]) == (code, ["input", "unitId"])
        assert refused["message"].startswith(f"{drafted['id']}, in force for ")
        assert refused["message"].endswith("(draftRegulation) and have it published.")
    assert await trail() == before


async def test_what_is_missing_for_one_kind_only_is_refused_for_that_kind(client, sound, owner):
    """Its bonus is in order, and its extra income is classified by a fact that nobody records."""
    client.sign_in("hr")
    quarter = EXTRA_INCOME | {"classification": "vn.classes_public_2026"}
    stated = {
        "models": models("BONUS", BONUS) + models("EXTRA_INCOME", quarter),
        "parameters": [parameter("vn.classes_public_2026", "minimum_months", "EXTRA_INCOME", number="2")],
    }

    refused = await client.problem(DRAFT, i=sound | stated)

    assert (refused["code"], refused["path"]) == ("model_needs_more", ["input", "models", "5", "modelId"])
    assert "vn.classes_public_2026 takes unit_class for each employee_id" in refused["message"]
    assert await owner.fetchval(NONE) == 0


@pytest.mark.parametrize(
    ("parameters", "value", "path"),
    [
        ([], 6, ["parameters"]),
        (
            [parameter("vn.classes_2026", "minimum_months", "EXTRA_INCOME", number="4")],
            4,
            ["parameters", "0", "value"],
        ),
    ],
)
async def test_a_number_that_nobody_reaches_within_the_period_is_refused_at_the_draft(
    client, sound, owner, parameters, value, path
):
    """A year's class takes six months, and a quarter has three."""
    client.sign_in("hr")
    stated = {"models": models("EXTRA_INCOME", EXTRA_INCOME), "parameters": parameters}

    refused = await client.problem(DRAFT, i=sound | stated)

    assert refused == {
        "code": "out_of_reach",
        "message": f"classification: vn.classes_2026 takes minimum_months = {value}, which nobody reaches in a quarter,"
        " so that nobody would get anything: set parameters.extra_income.vn.classes_2026.minimum_months to 3 or less.",
        "path": ["input", *path],
    }
    assert await owner.fetchval(NONE) == 0
