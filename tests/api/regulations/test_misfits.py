"""Models that do not go together are refused at the draft; those of a regulation of before, at whoever computes."""

import json

import pytest

PROBLEM = "... on Problem { code message path }"
DRAFT = f"""mutation ($i: DraftRegulationInput!, $key: String!) {{
  draftRegulation(input: $i, idempotencyKey: $key) {{ regulation {{ id version }} {PROBLEM} }}
}}"""
PUBLISH = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
  publishRegulation(input: {{id: $id, version: $version, idempotencyKey: $key}}) {{ regulation {{ version }} {PROBLEM} }}
}}"""
OPEN = f"""mutation ($unit: ID!) {{
  openBonusFunds(input: {{unitId: $unit, year: 2026, idempotencyKey: "o"}}) {{ __typename {PROBLEM} }}
}}"""
CREATE = f"""mutation ($unit: ID!) {{
  createPayRun(input: {{unitId: $unit, year: 2026, title: "A run", idempotencyKey: "c"}}) {{ __typename {PROBLEM} }}
}}"""


BLANK = "input.parameters.bonus.vn.classes_2026"
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
async def sound(owner, province):
    """What a regulation of the national models states."""
    return {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-12-31",
        "title": "X",
        "models": json.loads(await owner.fetchval("select models::text from regulation limit 1")),
        "parameters": {},
    }


@pytest.mark.parametrize(("stage", "model", "code", "says"), MISFITS)
async def test_models_that_do_not_go_together_are_refused_at_the_draft(
    client, sound, owner, trail, stage, model, code, says
):
    client.sign_in("hr")
    before = await trail()

    for models, path in (
        (sound["models"] | {stage: model}, f"input.models.{stage}"),
        ({"bonus": sound["models"] | {stage: model}}, f"input.models.bonus.{stage}"),
    ):
        refused = (await client.ask(DRAFT, i=sound | {"models": models}, key=path))["draftRegulation"]

        assert (refused["code"], refused["path"]) == (code, path)
        assert refused["message"].startswith(says)
    assert await owner.fetchval("select count(*) from regulation where title = 'X'") == 0
    assert await trail() == before


@pytest.mark.parametrize(
    ("models", "parameters", "code", "path"),
    [
        ({"luck": {"scoring": "vn.kpi_score_2026"}}, {}, "unknown_kind", "input.models.luck"),
        ({"bonus": {"pay": "vn.grade_pay"}}, {}, "stage_missing", "input.models.bonus.scoring"),
        ({"bonus": {}, "pay": "vn.grade_pay"}, {}, "not_an_object", "input.models.pay"),
        ({"bonus": None}, {"luck": {}}, "stray_parameters", "input.parameters.luck"),
        (
            {"bonus": None},
            {"bonus": {"vn.classes_2026": 7}},
            "not_an_object",
            "input.parameters.bonus.vn.classes_2026",
        ),
        (
            {"bonus": None},
            {"bonus": {"vn.classes_2026": {"quota_bp": "2500"}}},
            "number_as_text",
            "input.parameters.bonus.vn.classes_2026.quota_bp",
        ),
        (
            {"bonus": None},
            {"bonus": {"vn.classes_2026": {"quota_bp": 3_000}}},
            "outside_legal_range",
            "input.parameters.bonus.vn.classes_2026.quota_bp",
        ),
        *(
            ({"bonus": None}, {"bonus": {"vn.classes_2026": {blank: 1}}}, "unknown_parameter", BLANK)
            for blank in ("", " \u00a0")
        ),
    ],
)
async def test_what_is_wrong_with_one_kind_is_named_by_its_path(
    client, sound, owner, models, parameters, code, path
):
    client.sign_in("hr")
    models = {kind: sound["models"] if stages is None else stages for kind, stages in models.items()}

    refused = await client.ask(DRAFT, i=sound | {"models": models, "parameters": parameters}, key="k")

    assert (refused["draftRegulation"]["code"], refused["draftRegulation"]["path"]) == (code, path)
    assert await owner.fetchval("select count(*) from regulation where title = 'X'") == 0


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
    drafted = (await client.ask(DRAFT, i=sound, key="d"))["draftRegulation"]
    client.sign_in("finance")
    await client.ask(PUBLISH, id=drafted["id"], version=1, key="p")
    await owner.execute(
        "update regulation set models = $1 where title = 'X'", json.dumps(sound["models"] | models)
    )
    client.sign_in("hr")
    before = await trail()

    answers = [
        (await client.ask(OPEN, unit=sound["unitId"]))["openBonusFunds"],
        (await client.ask(CREATE, unit=sound["unitId"]))["createPayRun"],
    ]

    for answer in answers:
        assert (answer["code"], answer["path"]) == (code, "unitId")
        assert answer["message"].startswith(f"{drafted['id']}, in force for ")
        assert answer["message"].endswith("(draftRegulation) and have it published.")
    assert await trail() == before


async def test_what_is_missing_for_one_kind_only_is_refused_for_that_kind(client, sound, owner):
    """Its bonus is in order, and its extra income is classified by a fact that nobody records."""
    client.sign_in("hr")
    quarter = {
        "scoring": "vn.kpi_score_2026",
        "classification": "vn.classes_public_2026",
        "pay": "vn.grade_pay",
        "extra_income": "vn.extra_income_hcmc",
    }

    stated = {
        "models": {"bonus": sound["models"], "extra_income": quarter},
        "parameters": {"extra_income": {"vn.classes_public_2026": {"minimum_months": 2}}},
    }
    refused = await client.ask(DRAFT, i=sound | stated, key="k")

    assert refused["draftRegulation"]["code"] == "model_needs_more"
    assert refused["draftRegulation"]["path"] == "input.models.extra_income.classification"
    assert (
        "vn.classes_public_2026 takes unit_class for each employee_id"
        in refused["draftRegulation"]["message"]
    )
    assert await owner.fetchval("select count(*) from regulation where title = 'X'") == 0


@pytest.mark.parametrize(("parameters", "value"), [({}, 6), ({"vn.classes_2026": {"minimum_months": 4}}, 4)])
async def test_a_number_that_nobody_reaches_within_the_period_is_refused_at_the_draft(
    client, sound, owner, parameters, value
):
    """A year's class takes six months, and a quarter has three."""
    client.sign_in("hr")
    quarter = {
        "scoring": "vn.kpi_score_2026",
        "classification": "vn.classes_2026",
        "pay": "vn.grade_pay",
        "extra_income": "vn.extra_income_hcmc",
    }
    stated = {"models": {"extra_income": quarter}, "parameters": {"extra_income": parameters}}

    refused = (await client.ask(DRAFT, i=sound | stated, key="k"))["draftRegulation"]

    path = "parameters.extra_income.vn.classes_2026.minimum_months"
    assert refused == {
        "code": "out_of_reach",
        "message": f"classification: vn.classes_2026 takes minimum_months = {value}, which nobody reaches in a quarter,"
        f" so that nobody would get anything: set {path} to 3 or less.",
        "path": f"input.{path}",
    }
    assert await owner.fetchval("select count(*) from regulation where title = 'X'") == 0
