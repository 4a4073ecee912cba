"""parameters: the values in force on a day, their bounds, their sources, in the reader's language."""

import pytest

PARAMETERS = """query ($model: String!, $on: Date!) { parameters(model: $model, on: $on) {
  name says unit choice certainty byMonth
  value { unit number option money { amount currency } formatted }
  atLeast { number formatted } atMost { number formatted }
  options { name says words } source { title href }
  history { effectiveFrom effectiveUntil value { number } source { title } certainty }
  orders { says parameters mayBeEqual source { title } }
} }"""


@pytest.fixture(autouse=True)
def signed_in(client, small):
    client.sign_in("employee")


async def parameters(client, model, on):
    found = (await client.ask(PARAMETERS, model=model, on=on))["parameters"]
    return {one["name"]: one for one in found}


@pytest.mark.parametrize(
    ("on", "value", "formatted", "source", "certainty"),
    [
        ("2026-06-30", "2340000", "₫2,340,000", "Decree 73/2024/ND-CP", "PRESS"),
        ("2026-07-01", "2530000", "₫2,530,000", "Decree 161/2026/ND-CP art. 3.2", "TEXT_READ"),
    ],
)
async def test_a_number_is_that_of_the_day_with_the_text_behind_it(
    client, on, value, formatted, source, certainty
):
    found = (await parameters(client, "vn.grade_pay", on))["base_salary_vnd"]

    assert found["value"] == {
        "unit": "VND",
        "number": value,
        "option": None,
        "money": {"amount": value, "currency": "VND"},
        "formatted": formatted,
    }
    assert (found["byMonth"], found["source"]["title"], found["certainty"]) == (True, source, certainty)
    assert [one["value"]["number"] for one in found["history"]][-2:] == ["2340000", "2530000"]
    assert [one["effectiveUntil"] for one in found["history"]][-2:] == ["2026-07-01", None]


async def test_a_share_has_its_bounds_and_the_rule_between_it_and_others(client):
    found = (await parameters(client, "vn.classes_2026", "2026-12-31"))["quota_bp"]

    assert (found["value"]["unit"], found["unit"], found["choice"]) == ("BP", "basis points", False)
    assert found["value"] == {
        "unit": "BP",
        "number": "2000",
        "option": None,
        "money": None,
        "formatted": "20%",
    }
    assert found["atLeast"] == {"number": "0", "formatted": "0%"}
    assert found["atMost"] == {"number": "2500", "formatted": "25%"}
    assert found["options"] == []
    assert found["orders"] == [
        {
            "says": "The share for outstanding results is no smaller than the usual one.",
            "parameters": ["quota_bp", "outstanding_quota_bp"],
            "mayBeEqual": True,
            "source": {"title": "Decree 335/2025/ND-CP art. 20"},
        }
    ]


async def test_a_choice_has_its_options_and_no_bounds(client):
    found = (await parameters(client, "vn.classes_2026", "2026-12-31"))["tie_break"]

    assert (found["value"]["unit"], found["choice"], found["certainty"]) == ("OPTION", True, "OUR_CHOICE")
    assert (found["atLeast"], found["atMost"]) == (None, None)
    assert found["value"]["option"] == "employee_id"
    assert found["options"][0] == {
        "name": "employee_id",
        "says": "The lower employee number.",
        "words": "the lower employee number comes first",
    }


async def test_the_units_of_values_are_told_apart(client):
    units = {
        name: (one["value"]["unit"], one["value"]["formatted"])
        for model in ("vn.classes_2026", "vn.bonus_fund_2026", "vn.grade_pay")
        for name, one in (await parameters(client, model, "2026-12-31")).items()
    }

    assert units["excellent_from_hundredths"] == ("HUNDREDTHS", "90.00")
    assert units["good_coefficient_hundredths"] == ("HUNDREDTHS", "0.90")
    assert units["minimum_months"] == ("COUNT", "6")
    assert units["coefficients"] == ("OPTION", "Decree 204/2004")


async def test_an_amount_counts_the_smallest_coin_of_its_currency(client):
    found = (await parameters(client, "us.acqdemo", "2026-12-31"))["gs_1_1_usd"]

    assert found["value"] == {
        "unit": "USD",
        "number": "22584",
        "option": None,
        "money": {"amount": "2258400", "currency": "USD"},
        "formatted": "$22,584.00",
    }


async def test_the_same_is_said_in_vietnamese(client):
    client.http.headers["accept-language"] = "vi"

    found = await parameters(client, "vn.classes_2026", "2026-12-31")

    assert found["quota_bp"]["unit"] == "0,01%"
    assert found["excellent_from_hundredths"]["value"]["formatted"] == "90,00"
    assert found["quota_bp"]["source"]["title"] == "Nghị định 335/2025/NĐ-CP, Điều 20"
    assert found["tie_break"]["options"][0]["words"] == "mã công chức nhỏ hơn đứng trước"


@pytest.mark.parametrize(
    ("model", "on", "code", "path", "words"),
    [
        ("vn.clases_2026", "2026-12-31", "unknown_model", "model", "Did you mean 'vn.classes_2026'"),
        ("", "2026-12-31", "model_missing", "model", ""),
        ("vn.classes_2026", "2025-12-31", "not_in_force", "on", "starts on 2026-01-01"),
        ("vn.bonus_fund_2024", "2026-07-01", "not_in_force", "on", "ended on 2026-06-30"),
    ],
)
async def test_an_unknown_model_and_a_day_out_of_reach_name_their_argument_and_the_way_out(
    client, model, on, code, path, words
):
    answer = await client.send(PARAMETERS, model=model, on=on)

    (error,) = answer["errors"]
    assert answer["data"] == {"parameters": None}
    assert (error["extensions"]["code"], error["extensions"]["path"]) == (code, path)
    assert words in error["message"]


async def test_every_model_tells_its_parameters_on_its_first_day(client):
    document = "{ payModels(first: 100) { nodes { id effectiveFrom } } }"
    for one in (await client.ask(document))["payModels"]["nodes"]:
        found = await parameters(client, one["id"], one["effectiveFrom"])
        assert [name for name, each in found.items() if not each["value"]["formatted"]] == []
