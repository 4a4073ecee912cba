"""draftRegulation over GraphQL: what stands in its JSON is judged like everything else."""

import pytest


def nested(levels):
    """A value inside of so many lists."""
    value = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.fixture
async def unit(client, province):
    client.sign_in("hr")
    return f"Unit_{province}"


@pytest.mark.parametrize(
    ("models", "parameters", "code"),
    [
        ({}, {"vn.classes_2026": {"quota_bp": [1]}}, "outside_legal_range"),
        ({}, {"vn.classes_2026": {"quota_bp": {"a": 1}}}, "outside_legal_range"),
        ({}, {"vn.classes_2026": {"quota_bp": None}}, "outside_legal_range"),
        ({}, {"vn.classes_2026": {"quota_bp": 2500.0}}, "outside_legal_range"),
        ({}, {"vn.classes_2026": {"quota_bp": 10**30}}, "number_too_large"),
        ({}, {"vn.classes_2026": {"quota_bp": True}}, "outside_legal_range"),
        ({}, {"vn.classes_2026": nested(10)}, "nested_too_deeply"),
        ({}, {"vn.classes_2026": nested(900)}, "nested_too_deeply"),
        ({}, {"vn.classes_2026": {"quota_bp": "25\u200b00"}}, "invisible_character"),
        ({}, {"vn.classes_2026": {"quota\0bp": 1}}, "no_such_character"),
        ({"scoring": 7}, {}, "unknown_model"),
        ({"scoring": ["vn.kpi_score_2026"]}, {}, "unknown_model"),
        ({"scoring": None}, {}, "unknown_model"),
        ({"scoring": "vn.kpi_score_2026\n"}, {}, ""),
    ],
)
async def test_what_stands_in_the_json_of_a_regulation_is_judged_too(
    client, unit, owner, models, parameters, code
):
    usual = {
        "scoring": "vn.kpi_score_2026",
        "pay": "vn.grade_pay",
        "classification": "vn.classes_2026",
        "bonus": "vn.bonus_fund_2026",
    }
    document = 'mutation ($i: DraftRegulationInput!) { draftRegulation(input: $i, idempotencyKey: "k")'
    document += " { ... on Problem { code } ... on Regulation { models } } }"
    given = {"unitId": unit, "effectiveFrom": "2026-01-01", "title": "Quy chế"}

    answer = await client.ask(document, i={**given, "models": {**usual, **models}, "parameters": parameters})

    if code:
        assert answer["draftRegulation"]["code"] == code
        assert await owner.fetchval("select count(*) from regulation where title = 'Quy chế'") == 0
    else:
        assert answer["draftRegulation"]["models"] == usual


@pytest.mark.parametrize("number", ["1" * 30, "1e999", "9" * 5_000])
async def test_a_number_in_json_has_at_most_64_bits(client, unit, owner, number):
    document = (
        'mutation ($u: ID!) { draftRegulation(idempotencyKey: "k", input: {unitId: $u, title: "Quy chế",'
    )
    document += ' effectiveFrom: "2026-01-01", models: {}, parameters: {vn: {quota_bp: NUMBER}}})'
    document += " { ... on Problem { code path } } }"

    answer = await client.ask(document.replace("NUMBER", number), u=unit)

    assert answer["draftRegulation"] == {"code": "number_too_large", "path": "input.parameters.vn.quota_bp"}
    assert await owner.fetchval("select count(*) from regulation where title = 'Quy chế'") == 0


SORTS = {
    ("vn.classes_2026", "quota_bp"): "a number",
    ("vn.classes_2026", "tie_break"): "an option",
    ("vn.kpi_score_2026", "mean_rounding"): "an option",
    ("vn.grade_pay", "coefficients"): "a table",
}
ODD = [None, True, False, 0.5, -1, "", " ", "no such", [], [["x", 5]], [None], {}, {"a": []}]


@pytest.mark.parametrize("kinds", [False, True])
@pytest.mark.parametrize(("model", "name"), SORTS)
async def test_a_value_of_no_sort_that_a_parameter_takes_is_told_at_its_path(
    client, unit, owner, model, name, kinds
):
    models = {
        "scoring": "vn.kpi_score_2026",
        "pay": "vn.grade_pay",
        "classification": "vn.classes_2026",
        "bonus": "vn.bonus_fund_2026",
    }
    document = 'mutation ($i: DraftRegulationInput!) { draftRegulation(input: $i, idempotencyKey: "k")'
    document += " { __typename ... on Problem { code path } } }"
    given = {"unitId": unit, "effectiveFrom": "2026-01-01", "title": "Quy chế"}
    path = f"input.parameters.{'bonus.' * kinds}{model}.{name}"

    for odd in ODD:
        stated = models, {model: {name: odd}}
        picked, values = [{"bonus": each} for each in stated] if kinds else stated
        answer = await client.ask(document, i={**given, "models": picked, "parameters": values})
        refused = {"__typename": "Problem", "code": "outside_legal_range", "path": path}
        assert (odd, answer["draftRegulation"]) == (odd, refused)

    assert await owner.fetchval("select count(*) from regulation where title = 'Quy chế'") == 0
