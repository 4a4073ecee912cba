"""Wrong variables are request errors, in words that need no Python."""

import pytest
from graphql import parse

from api.graphql.validation import variables
from api.schema import schema


async def test_a_wrong_variable_is_explained_before_anything_is_read(client):
    client.sign_in("hr")
    document = "query ($n: Int!) { kpis(first: $n) { nodes { id } } }"

    answer = await client.send(document, n="many")
    plain = await client.http.post(
        "/graphql", json={"query": document}, headers={"accept": "application/json"}
    )

    assert answer == {
        "errors": [
            {
                "message": 'The variable `$n` must be a whole number of at most 32 bits; it is "many".',
                "locations": [{"line": 1, "column": 8}],
                "extensions": {"code": "invalid_variable", "path": "n"},
            }
        ]
    }
    assert (plain.status_code, list(plain.json())) == (200, ["errors"])
    assert plain.json()["errors"][0]["message"] == (
        "The variable `$n` must be there and not null: it is of the type Int!."
    )


@pytest.mark.parametrize(
    ("kind", "value", "sentence", "path"),
    [
        ("Boolean!", None, "must be there and not null: it is of the type Boolean!.", "v"),
        ("Boolean", "yes", 'must be true or false; it is "yes".', "v"),
        ("Int", True, "must be a whole number of at most 32 bits; it is true.", "v"),
        ("Int", 2**31, "must be a whole number of at most 32 bits; it is 2147483648.", "v"),
        ("[ID!]!", ["a", None], "must be there and not null: it is of the type ID!.", "v.1"),
        ("UnitKind", "VILLAGE", 'must be a value of the enum UnitKind; it is "VILLAGE".', "v"),
        ("[ParameterChange!]", [{"model": 1, "parameter": "x", "value": "y"}], "must be a text; it is 1.", "v.0.model"),
        ("[ParameterChange!]", [{"parameter": "x", "value": "y", "size": 1}],
         "must be there and not null: it is of the type String!.", "v.0.model"),
        ("ParameterChange", "x", 'must be an object of the type ParameterChange; it is "x".', "v"),
        ("ParameterValueInput", {}, "must have exactly one of number, option; it is {}.", "v"),
        ("ParameterValueInput", {"number": "1", "option": "up"},
         'must have exactly one of number, option; it is {"number":"1","option":"up"}.', "v"),
        ("ParameterValueInput", {"option": None},
         "must not be null: it is the only one of number, option that is sent.", "v.option"),
        ("ID", "x" * 100, None, ""),
        ("String", ["x" * 100], f'must be a text; it is ["{"x" * 58}….', "v"),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_told_in_plain_words(kind, value, sentence, path):
    document = f"query ($v: {kind}) {{ me {{ name }} }}"

    errors = variables.explained(
        schema._schema, parse(document).definitions[0].variable_definitions, {"v": value}
    )

    told = [(error.message, error.extensions) for error in errors][:1]
    assert told == (
        [(f"The variable `${path}` {sentence}", {"code": "invalid_variable", "path": path})] if path else []
    )


def test_an_unknown_member_of_a_variable_is_named():
    document = "query ($v: ParameterChange) { me { name } }"
    given = {"v": {"model": "m", "parameter": "p", "value": "1", "size": 1}}

    errors = variables.explained(schema._schema, parse(document).definitions[0].variable_definitions, given)

    assert [error.message for error in errors] == [
        "The variable `$v.size` is unknown: the type ParameterChange has no field of that name."
    ]


async def test_a_list_of_nothing_lets_nothing_through_written_or_sent(client):
    client.sign_in("hr")
    written = "{ goals: policyGoals(filter: {codes: []}) { nodes { code } totalCount }"
    written += " kinds: payRuns(filter: {kinds: []}) { nodes { id } totalCount } }"
    sent = "query Q($codes: [String!], $kinds: [PayRunKind!]) {"
    sent += " goals: policyGoals(filter: {codes: $codes}) { nodes { code } totalCount }"
    sent += " kinds: payRuns(filter: {kinds: $kinds}) { nodes { id } totalCount } }"
    nothing = {"nodes": [], "totalCount": 0}

    some = await client.ask(sent, codes=["CCHC"], kinds=["BONUS"])

    assert await client.ask(written) == {"goals": nothing, "kinds": nothing}
    assert await client.ask(sent, codes=[], kinds=[]) == {"goals": nothing, "kinds": nothing}
    assert [goal["code"] for goal in some["goals"]["nodes"]] == ["CCHC"]
