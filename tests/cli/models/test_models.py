"""`meritgrid models`: which there are, what one takes, computes and can be told, and what changed in it."""

import json

import pytest

from pay_models.kernel import model, models
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.registry import model_ids

KEYWORDS = {
    "$schema", "$id", "$comment", "title", "description", "default", "type", "format", "properties", "required",
    "additionalProperties", "items", "minItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum",
    "oneOf", "const",
}  # fmt: skip


def a_day_of(model_id: str) -> str:
    """A day on which a model is in force."""
    return str(model(model_id).last_day or "2026-12-31")


def test_every_model_is_listed_by_country_with_its_first_day(meritgrid):
    lines = meritgrid("models").out.splitlines()
    listed = [line.split() for line in lines if line.startswith("  ")]
    assert [words[0] for words in listed] == list(model_ids())
    assert next(words[1] for words in listed if words[0] == "vn.grade_pay") == "2013-07-01"
    assert lines.index("Vietnam") < next(at for at, line in enumerate(lines) if line.startswith("  vn."))
    assert "Việt Nam" in meritgrid("models", "--language", "vi").out.splitlines()


def test_a_model_that_ended_says_so(meritgrid):
    ended = [one for one in models().values() if one.last_day]
    listed = meritgrid("models").out
    assert all(f"(until {one.last_day})" in listed for one in ended)


def test_a_model_shows_its_tables_steps_and_parameters(meritgrid):
    told = meritgrid("models", "show", "vn.kpi_score_2026", "--on", "2026-07-01").out
    assert "Takes a table 'month' with the columns\n  employee_id: text" in told
    assert "  general_points_hundredths: whole number" in told
    assert "  month.score_hundredths: Score of the month" in told
    assert "  failure_deduction_bp = 2500 (" in told


def test_a_parameter_is_shown_as_set_takes_it(meritgrid):
    told = meritgrid("models", "show", "vn.classes_2026", "--on", "2026-12-31").out
    assert "  quota_bp = 2000 (0 to 2500; basis points): " in told
    assert "  tie_break = employee_id (employee_id | leave_out; option): " in told


def test_a_day_before_the_model_is_refused(meritgrid):
    answer = meritgrid("models", "show", "vn.classes_2026", "--on", "2025-12-31")
    assert (answer.code, answer.out) == (1, "")
    assert "vn.classes_2026 starts on 2026-01-01; 2025-12-31 is before it." in answer.err


@pytest.mark.parametrize("model_id", model_ids())
def test_every_model_can_be_shown_to_people_and_to_programs(meritgrid, model_id):
    asked = ("models", "show", model_id, "--on", a_day_of(model_id))
    assert meritgrid(*asked).code == 0
    told = json.loads(meritgrid(*asked, "--json").out)
    assert (told["id"], set(told["parameters"])) == (model_id, set(model(model_id).parameters.parameters))
    assert all(step["says"] for step in told["steps"])


def keywords(schema: object) -> set[str]:
    """The keywords of a schema and of all schemas in it."""
    if isinstance(schema, list):
        return set().union(*map(keywords, schema))
    if not isinstance(schema, dict):
        return set()
    inner = [keywords(each) for each in schema.get("properties", {}).values()]
    return {*schema}.union(*inner, *(keywords(schema.get(name)) for name in ("items", "oneOf")))


@pytest.mark.parametrize("model_id", model_ids())
def test_the_schema_of_every_model_names_its_tables_columns_and_parameters(meritgrid, model_id):
    schema = json.loads(meritgrid("models", "schema", model_id, "--on", a_day_of(model_id)).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert keywords(schema) <= KEYWORDS
    asked = schema["properties"]
    assert list(asked["changes"]["properties"]) == list(model(model_id).parameters.parameters)
    assert list(asked["tables"]["properties"]) == list(model(model_id).given)
    for stage, table in asked["tables"]["properties"].items():
        assert table["items"]["required"] == list(columns_of(model(model_id).given[stage]))
        assert table["items"]["additionalProperties"] is False


def test_a_schema_holds_the_bounds_of_columns_and_parameters(meritgrid):
    asked = json.loads(meritgrid("models", "schema", "vn.bonus_fund_2026").out)["properties"]
    columns = asked["tables"]["properties"]["employee"]["items"]["properties"]
    assert columns["employee_id"]["type"] == ["string", "integer"]
    assert columns["months_worked"] == {
        "type": "integer", "minimum": 0, "maximum": 12, "description": "Months worked in the year",
    }  # fmt: skip
    assert "excellent" in columns["class"]["enum"]
    rate = asked["changes"]["properties"]["fund_rate_bp"]
    assert (rate["type"], rate["minimum"], rate["maximum"], rate["default"]) == ("integer", 0, 1000, 1000)
    rounding = asked["changes"]["properties"]["fund_rounding"]
    assert [option["const"] for option in rounding["oneOf"]] == ["down", "half_up"]


def test_a_history_tells_what_changed_when_from_which_text_and_how_sure(meritgrid):
    told = meritgrid("models", "history", "vn.grade_pay", "--since", "2024-01-01").out
    assert told.startswith("2024-07-01\n  base_salary_vnd = 1,800,000 VND -> 2,340,000 VND: ")
    assert "[Decree 73/2024/ND-CP; " in told
    assert "2026-07-01\n  base_salary_vnd = 2,340,000 VND -> 2,530,000 VND: " in told
    assert "2013-07-01" not in told


def test_a_history_without_changes_says_so(meritgrid):
    told = meritgrid("models", "history", "vn.grade_pay", "--since", "2090-01-01")
    assert (told.code, told.out) == (0, "Nothing in vn.grade_pay changed on or after 2090-01-01.\n")


def test_a_day_that_is_none_is_a_wrong_question(meritgrid):
    answer = meritgrid("models", "history", "vn.grade_pay", "--since", "2024")
    assert (answer.code, answer.out) == (2, "")
    assert "--since: 2024 is not a day" in answer.err


def test_the_catalogue_of_a_model_is_printed_by_its_id_and_by_its_folder(meritgrid):
    chosen = model("vn.classes_2026")

    by_id = meritgrid("models", "translations", chosen.id).out

    assert by_id == meritgrid("models", "translations", str(chosen.parameters.folder)).out
    assert f'msgid "{chosen.says}"' in by_id
    assert 'msgstr ""\n\n' not in by_id


def test_a_catalogue_in_a_language_that_nobody_writes_is_refused(meritgrid):
    refused = meritgrid("models", "translations", "vn.classes_2026", "--language", "la")

    assert refused.code == 2
    assert refused.out == ""
