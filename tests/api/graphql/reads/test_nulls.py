"""A null where a default stands but no null is taken is the variable's fault, told before anything is carried out."""

import pytest

DRAFT = """mutation ($input: DraftRegulationInput!, $y: Boolean = true) {
  draftRegulation(input: $input) %s
}"""
WITHDRAW = """mutation ($id: ID!, $b: Boolean) {
  withdrawGrade(input: {id: $id, reason: "a slip", idempotencyKey: "w", leavesUngraded: $b}) { __typename }
}"""


@pytest.mark.parametrize(
    "inside",
    [
        "{ __typename @skip(if: $y) }",
        "{ ... on DraftRegulationPayload @include(if: $y) { __typename } }",
        "{ problems { code @skip(if: $y) } }",
        "{ regulation { unit { code @include(if: $y) } } }",
        "@skip(if: $y) { __typename }",
    ],
)
async def test_a_null_in_a_directive_of_a_mutation_is_refused_before_it(client, province, trail, inside):
    client.sign_in("hr")
    given = {"unitId": f"Unit_{province}", "effectiveFrom": "2026-03-01", "title": "Of March"}
    variables = {"input": {**given, "models": [], "idempotencyKey": "k"}, "y": None}

    response = await client.http.post("/graphql", json={"query": DRAFT % inside, "variables": variables})

    assert response.status_code == 400
    assert list(response.json()) == ["errors"]
    (error,) = response.json()["errors"]
    assert error["message"] == (
        "The variable `$y` must not be null: it stands where the type is Boolean!. Send a value, or leave it out for"
        " the default."
    )
    assert error["extensions"] == {"code": "invalid_variable", "path": "y"}
    assert await trail() == []


@pytest.mark.parametrize(
    ("document", "name", "kind"),
    [
        ("query ($y: Boolean = true) { about { version @include(if: $y) } }", "y", "Boolean!"),
        ("query ($y: Boolean = true) { __typename @skip(if: $y) }", "y", "Boolean!"),
        (
            "query ($y: Boolean = true) { ...A } fragment A on Query { about @skip(if: $y) { mode } }",
            "y",
            "Boolean!",
        ),
        (
            "query ($d: OrderDirection = DESC) { kpis(orderBy: {field: CODE, direction: $d}) { totalCount } }",
            "d",
            "OrderDirection!",
        ),
    ],
)
async def test_a_null_where_no_null_is_taken_has_a_code_and_its_variable(client, document, name, kind):
    client.sign_in("hr")

    (error,) = await client.errors(document, **{name: None})
    left_out = await client.send(document)

    assert error["extensions"] == {"code": "invalid_variable", "path": name}
    assert f"it stands where the type is {kind}." in error["message"]
    assert "errors" not in left_out


async def test_a_null_in_an_argument_of_a_mutation_is_refused_as_a_variable_and_as_a_literal(client, trail):
    client.sign_in("hr")

    (sent,) = await client.errors(WITHDRAW, id="GradeHolding_x", b=None)
    (written,) = await client.errors(
        WITHDRAW.replace("$b: Boolean", "").replace("$b", "null"), id="GradeHolding_x"
    )

    assert sent["extensions"] == {"code": "invalid_variable", "path": "b"}
    assert written["extensions"] == {"code": "invalid_document", "path": "input.leavesUngraded"}
    assert written["message"] == "Expected value of non-null type 'Boolean!' not to be null."
    assert await trail() == []


async def test_a_null_that_is_taken_stays_one(client):
    client.sign_in("hr")

    answer = await client.ask(
        "query ($after: String, $n: Int = 1) { units(first: $n, after: $after) { totalCount } }", after=None
    )

    assert answer["units"]["totalCount"] > 0
