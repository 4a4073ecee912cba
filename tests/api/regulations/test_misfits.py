"""Models of a published regulation that do not go together are told to whoever computes with them."""

import json

import pytest

PROBLEM = "... on Problem { code message path }"
DRAFT = f"""mutation ($i: RegulationInput!, $key: String!) {{
  draftRegulation(input: $i, idempotencyKey: $key) {{ ... on Regulation {{ id version }} {PROBLEM} }}
}}"""
PUBLISH = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
  publishRegulation(id: $id, version: $version, idempotencyKey: $key) {{ ... on Regulation {{ version }} {PROBLEM} }}
}}"""
OPEN = f"""mutation ($unit: ID!) {{
  openBonusFunds(unitId: $unit, year: 2026, idempotencyKey: "o") {{ __typename {PROBLEM} }}
}}"""
CREATE = f"""mutation ($unit: ID!) {{
  createPayRun(unitId: $unit, year: 2026, title: "A run", idempotencyKey: "c") {{ __typename {PROBLEM} }}
}}"""


@pytest.mark.parametrize(
    ("models", "code"),
    [({"pay": "vn.bonus_fund_2026"}, "model_needs_more"), ({"bonus": "vn.grade_pay"}, "step_twice")],
)
async def test_models_that_do_not_go_together_are_told_at_the_unit_to_compute(
    client, province, owner, trail, models, code
):
    client.sign_in("hr")
    sound = json.loads(await owner.fetchval("select models::text from regulation limit 1"))
    unit = f"Unit_{province}"
    sent = {
        "unitId": unit,
        "effectiveFrom": "2026-12-31",
        "title": "X",
        "models": sound | models,
        "parameters": {},
    }
    drafted = (await client.ask(DRAFT, i=sent, key="d"))["draftRegulation"]
    client.sign_in("finance")
    await client.ask(PUBLISH, id=drafted["id"], version=1, key="p")
    client.sign_in("hr")
    before = await trail()

    answers = [
        (await client.ask(OPEN, unit=unit))["openBonusFunds"],
        (await client.ask(CREATE, unit=unit))["createPayRun"],
    ]

    for answer in answers:
        assert (answer["code"], answer["path"]) == (code, "unitId")
        assert answer["message"].startswith(f"{drafted['id']}, in force for ")
        assert answer["message"].endswith("(draftRegulation) and have it published.")
    assert await trail() == before
