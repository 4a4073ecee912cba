"""draftRegulation over GraphQL: each model and each value is judged, and what is wrong is told where it was sent."""

import pytest

from tests.given.drafts import BONUS, models, parameter

DRAFT = """
mutation ($i: DraftRegulationInput!) {
  draftRegulation(input: $i) {
    regulation {
      models { kind stage modelId }
      parameters { kind modelId name value { unit number option money { amount } } }
    }
    problems { code path row field }
  }
}
"""
NONE = "select count(*) from regulation where title = 'Quy chế'"
VALUE, NAME = ["input", "parameters", "0", "value"], ["input", "parameters", "0", "name"]


@pytest.fixture
async def given(client, province):
    client.sign_in("hr")
    return {
        "unitId": f"Unit_{province}",
        "effectiveFrom": "2026-01-01",
        "title": "Quy chế",
        "models": models("BONUS", BONUS),
        "parameters": [],
        "idempotencyKey": "k",
    }


async def test_a_regulation_is_read_as_it_was_stated(client, given):
    stated = [
        parameter("vn.classes_2026", "quota_bp", number="2500"),
        parameter("vn.classes_2026", "tie_break", option="leave_out"),
        parameter("vn.bonus_fund_2026", "fund_rate_bp", number="1000"),
    ]

    drafted = await client.done(DRAFT, i=given | {"parameters": stated})

    assert drafted["models"] == given["models"]
    values = {each["name"]: each["value"] for each in drafted["parameters"]}
    assert values == {
        "quota_bp": {"unit": "BP", "number": "2500", "option": None, "money": None},
        "tie_break": {"unit": "OPTION", "number": None, "option": "leave_out", "money": None},
        "fund_rate_bp": {"unit": "BP", "number": "1000", "option": None, "money": None},
    }
    assert [(each["kind"], each["modelId"], each["name"]) for each in drafted["parameters"]] == [
        (each["kind"], each["modelId"], each["name"]) for each in stated
    ]


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        (
            parameter("vn.classes_2026", "quota_bp", option="25\u200b00"),
            "invisible_character",
            [*VALUE, "option"],
        ),
        (parameter("vn.classes_2026", "quota\0bp", number="1"), "no_such_character", NAME),
        (parameter("vn.classes\0_2026", "quota_bp", number="1"), "no_such_character", [*NAME[:3], "modelId"]),
        (parameter("vn.classes_2026", "quota_bp", option="2500"), "number_as_text", VALUE),
        (parameter("vn.classes_2026", "quota_bp", number="3000"), "outside_legal_range", VALUE),
        (parameter("vn.classes_2026", "no_such", number="1"), "unknown_parameter", NAME),
        (parameter("vn.nothing", "quota_bp", number="1"), "stray_parameters", [*NAME[:3], "modelId"]),
    ],
)
async def test_what_is_wrong_with_a_value_is_told_where_it_was_sent(
    client, given, owner, changed, code, path
):
    refused = await client.problem(DRAFT, i=given | {"parameters": [changed]})

    assert refused == {"code": code, "path": path, "row": 0, "field": path[-1]}
    assert await owner.fetchval(NONE) == 0


@pytest.mark.parametrize(
    ("stage", "model", "code", "field"),
    [
        ("scoring", "vn.no_such", "unknown_model", "modelId"),
        ("scoring", " ", "model_id_missing", "modelId"),
        ("luck", "vn.kpi_score_2026", "unknown_stage", "stage"),
    ],
)
async def test_what_is_wrong_with_a_model_is_told_where_it_was_sent(
    client, given, owner, stage, model, code, field
):
    stated = models("BONUS", {name: each for name, each in BONUS.items() if name != stage})
    stated.insert(1, {"kind": "BONUS", "stage": stage, "modelId": model})

    refused = await client.problem(DRAFT, i=given | {"models": stated})

    assert refused == {"code": code, "path": ["input", "models", "1", field], "row": 1, "field": field}
    assert await owner.fetchval(NONE) == 0


async def test_a_model_is_known_in_its_one_spelling(client, given):
    stated = models("BONUS", BONUS | {"scoring": " vn.kpi_score_2026\n"})

    assert (await client.done(DRAFT, i=given | {"models": stated}))["models"] == given["models"]


@pytest.mark.parametrize(
    ("twice", "path"),
    [("models", ["input", "models", "4", "stage"]), ("parameters", ["input", "parameters", "1", "name"])],
)
async def test_what_is_stated_twice_is_refused_at_the_second(client, given, owner, twice, path):
    one = parameter("vn.classes_2026", "quota_bp", number="2000")
    stated = given | {"parameters": [one]}

    refused = await client.problem(DRAFT, i=stated | {twice: [*stated[twice], stated[twice][0]]})

    assert refused == {"code": "stated_twice", "path": path, "row": int(path[2]), "field": path[3]}
    assert await owner.fetchval(NONE) == 0


@pytest.mark.parametrize(
    "number", ["1" * 30, "1e999", "9" * 5_000, "2500.0", "", " ", 2500, 0.5, True, None, [], {}]
)
async def test_what_is_no_whole_number_of_64_bits_comes_no_further_than_the_schema(
    client, given, owner, number
):
    stated = [parameter("vn.classes_2026", "quota_bp", number=number)]

    (error,) = await client.errors(DRAFT, i=given | {"parameters": stated})

    assert error["extensions"]["code"] == "invalid_variable"
    assert await owner.fetchval(NONE) == 0


@pytest.mark.parametrize("value", [{}, {"number": "1", "option": "a"}])
async def test_a_value_is_a_number_or_an_option_and_not_both(client, given, owner, value):
    stated = [parameter("vn.classes_2026", "quota_bp", **value)]

    (error,) = await client.errors(DRAFT, i=given | {"parameters": stated})

    assert error["extensions"]["code"] == "invalid_variable"
    assert await owner.fetchval(NONE) == 0


SORTS = {
    ("vn.classes_2026", "quota_bp"): ("-1",),
    ("vn.classes_2026", "tie_break"): ("5", "0"),
    ("vn.kpi_score_2026", "mean_rounding"): ("5", "0"),
    ("vn.grade_pay", "coefficients"): ("5", "0"),
}


@pytest.mark.parametrize(("model", "name"), SORTS)
async def test_a_value_of_no_sort_that_a_parameter_takes_is_told_at_its_path(
    client, given, owner, model, name
):
    odd = [{"number": each} for each in SORTS[model, name]] + [{"option": "no such"}, {"option": ""}]
    for each in odd:
        refused = await client.problem(DRAFT, i=given | {"parameters": [parameter(model, name, **each)]})
        found = (each, refused["code"], refused["path"])
        assert found == (each, "outside_legal_range", ["input", "parameters", "0", "value"])

    assert await owner.fetchval(NONE) == 0


async def test_the_law_of_a_number_is_cited_in_the_language_of_the_reader(client, given, owner):
    client.http.headers["accept-language"] = "vi"
    stated = [parameter("vn.classes_2026", "quota_bp", number="3000")]

    refused = await client.problem(
        DRAFT.replace("row field", "row field message law"), i=given | {"parameters": stated}
    )

    assert (refused["code"], refused["row"]) == ("outside_legal_range", 0)
    assert refused["law"] == "Nghị định 335/2025/NĐ-CP, Điều 20"
    assert refused["law"] in refused["message"]
    assert await owner.fetchval(NONE) == 0


async def test_every_model_and_every_number_that_is_wrong_is_told(client, given, owner):
    unknown = models("BONUS", BONUS | {"scoring": "vn.no_such", "bonus": "vn.nothing"})
    numbers = [
        parameter("vn.classes_2026", "quota_bp", number="3000"),
        parameter("vn.classes_2026", "no_such", number="1"),
    ]

    of_models = await client.problems(DRAFT, i=given | {"models": unknown})
    of_numbers = await client.problems(DRAFT, i=given | {"parameters": numbers})

    assert [one["code"] for one in of_models] == ["unknown_model", "unknown_model"]
    assert [(one["code"], one["row"], one["field"]) for one in of_numbers] == [
        ("outside_legal_range", 0, "value"),
        ("unknown_parameter", 1, "name"),
    ]
    assert await owner.fetchval(NONE) == 0
