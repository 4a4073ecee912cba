"""A request that cannot be taken says where and why, in the media type that the client knows."""

import pytest


async def test_every_list_has_a_cursor_to_go_on_from(client):
    client.sign_in("hr")

    (error,) = await client.errors(
        "{ employees(first: 1) { nodes { occupancies(first: 101) { nodes { id } } } } }"
    )
    (paged,) = await client.errors("{ employees(first: 101) { nodes { id } } }")

    assert error["message"] == (
        "“occupancies” has no page of 101: ask for 0 to 100, then go on from its cursor."
    )
    assert paged["message"] == "“employees” has no page of 101: ask for 0 to 100, then go on from its cursor."


async def test_a_literal_at_fault_has_its_place(client):
    client.sign_in("hr")
    document = """mutation {
      recordResults(input: {idempotencyKey: "k", results: [{employeeId: "x", productId: "x", month: "infinity",
                                                            assigned: 1, completed: 1, sourceSystem: "x"}]}) { ids }
    }"""

    (error,) = await client.errors(document)

    assert error["extensions"] == {"code": "not_a_day", "path": "input.results.0.month"}
    assert error["locations"] == [{"line": 2, "column": 101}]


@pytest.mark.parametrize("digits", [11, 4_300, 4_301, 50_000])
async def test_a_whole_number_of_many_digits_is_one_fault(client, digits):
    client.sign_in("hr")

    (error,) = await client.errors(
        f"{{ payRuns(first: 1, filter: {{years: [{'9' * digits}]}}) {{ totalCount }} }}"
    )

    shown = "9" * digits if digits < 61 else "9" * 60 + "…"
    assert error["message"] == f"`filter.years.0` must be a whole number of at most 32 bits; it is {shown}"
    assert error["extensions"] == {"code": "invalid_document", "path": "filter.years.0"}


async def test_what_is_missing_has_its_place(client):
    client.sign_in("hr")
    parts = ["a: grantRight", "b: grantRight(input: {verb: FUND_READ})"]

    errors = await client.errors(f"mutation {{ {' '.join(f'{part} {{ __typename }}' for part in parts)} }}")

    assert {error["extensions"]["path"] for error in errors} == {
        "input",
        "input.accountId",
        "input.unitId",
        "input.effectiveFrom",
        "input.reason",
        "input.idempotencyKey",
    }


BOTH = "application/graphql-response+json, application/json;q=0.9"
PLAIN = {"accept": "application/json", "content-type": "application/json"}


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"{}", {}, 400),
        (b'{"query": "{ me { id } }"}', {"authorization": "Bearer x"}, 401),
    ],
)
async def test_a_client_that_knows_only_json_gets_refusals_in_json(client, content, headers, status):
    plain = await client.http.post("/graphql", content=content, headers=PLAIN | headers)
    anything = await client.http.post(
        "/graphql", content=content, headers=PLAIN | headers | {"accept": "*/*"}
    )
    other = await client.http.post("/graphql", content=content, headers=PLAIN | headers | {"accept": BOTH})

    for answer in (plain, anything):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
    assert (other.status_code, other.headers["content-type"]) == (status, "application/graphql-response+json")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (b"1e400", "This JSON cannot be taken: the number 1e400 is beyond what a double holds."),
        (
            rb'"\ud800"',
            "This JSON cannot be taken: a text in it holds half a character, a surrogate without the other half.",
        ),
    ],
)
async def test_json_that_cannot_be_taken_is_not_called_something_else(client, value, says):
    content = b'{"query": "{ about { version } }", "variables": {"a": ' + value + b"}}"

    answer = await client.http.post("/graphql", content=content, headers=PLAIN)

    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (400, says)


async def test_a_query_that_is_given_twice_in_the_address_is_not_guessed(client):
    answer = await client.http.get("/graphql?query={about{version}}&query={about{jurisdiction}}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == (
        "“query” is given twice in the address: keep one of the two."
    )


async def test_a_fault_below_a_list_is_told_once_by_the_names_of_its_fields(client):
    client.sign_in("hr")

    (error,) = await client.errors(
        "{ employees(first: 3) { nodes { occupancies(first: 101) { nodes { id } } } } }"
    )

    assert error["path"] == ["employees", "nodes", "occupancies"]
    assert (await client.ask('{ __type(name: "Query") { description } }'))["__type"]["description"].endswith(
        "the `path` of the error then names fields only, without places in lists."
    )


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "`input.parameters.1.value.number` must not be null: send a value, or leave it out."),
        (
            "vi",
            "`input.parameters.1.value.number` không được là null: hãy gửi một giá trị, hoặc bỏ mục này đi.",
        ),
    ],
)
async def test_a_null_of_what_may_only_be_left_out_has_its_place_and_speaks_no_python(client, language, says):
    client.sign_in("hr")
    one = 'kind: BONUS, modelId: "m", name: "n", value'
    document = f"""mutation {{ draftRegulation(input: {{idempotencyKey: "k", parameters: [
      {{{one}: {{option: "x"}}}}, {{{one}: {{number: null}}}}]}}) {{ regulation {{ id }} }} }}"""

    answer = await client.http.post(
        "/graphql", json={"query": document}, headers={"Accept-Language": language}
    )

    errors = [error for error in answer.json()["errors"] if "number" in error["extensions"].get("path", "")]
    assert [error["message"] for error in errors] == [says]
    assert errors[0]["extensions"] == {"code": "invalid_document", "path": "input.parameters.1.value.number"}
    assert "Maybe" not in answer.text
