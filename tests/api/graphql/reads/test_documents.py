"""Whatever a document may say: aliases, fragments, directives, variables, in any mixture."""

from uuid import UUID

import pytest


@pytest.fixture
async def unit(client, owner):
    """The first department, as HR sees it."""
    client.sign_in("hr")
    row = await owner.fetchrow(
        "select u.id, u.code from unit u join unit_state s on s.unit_id = u.id where s.kind = 'department'"
        " order by u.code limit 1"
    )
    return {"id": f"Unit_{row['id']}", "code": row["code"]}


async def test_the_same_field_can_be_asked_twice_under_other_names(client, unit, owner):
    leaders = await owner.fetchval(
        "select count(*) from position where leader and unit_id = $1", unit["id"].removeprefix("Unit_")
    )
    answer = await client.ask(
        """query ($code: String!) { unit(code: $code) { again: code code
            leaders: positions(filter: {leader: true}) { totalCount }
            others: positions(filter: {leader: false}) { totalCount }
            all: positions { totalCount } } }""",
        code=unit["code"],
    )

    found = answer["unit"]
    assert found["code"] == found["again"] == unit["code"]
    assert found["leaders"]["totalCount"] == leaders > 0
    assert found["all"]["totalCount"] == leaders + found["others"]["totalCount"]


async def test_selections_of_one_field_are_merged(client, unit):
    answer = await client.ask(
        """query ($code: String!) { unit(code: $code) { parent { code } ...More } }
           fragment More on Unit { parent { kind ... on Unit { parent { code } } } }""",
        code=unit["code"],
    )

    parent = answer["unit"]["parent"]
    assert list(parent) == ["code", "kind", "parent"]
    assert parent["kind"] == "PROVINCE"
    assert parent["parent"] is None


async def test_directives_follow_the_variables_of_each_request(client, unit):
    document = """query ($code: String!, $no: Boolean!, $yes: Boolean = true) {
        unit(code: $code) { code @skip(if: $no) name @include(if: $yes) kind } }"""

    both = await client.ask(document, code=unit["code"], no=False)
    without = await client.ask(document, code=unit["code"], no=True, yes=False)
    again = await client.ask(document, code=unit["code"], no=False)

    assert list(both["unit"]) == ["code", "name", "kind"]
    assert list(without["unit"]) == ["kind"]
    assert again == both


async def test_a_null_argument_is_as_good_as_none(client, unit):
    document = """query ($units: [ID!], $size: Int!) {
        employees(filter: {unitIds: $units}) { totalCount } kpis(first: $size) { nodes { id } } }"""

    everyone = await client.ask(document, units=None, size=1)
    some = await client.ask(document, units=[unit["id"]], size=2)
    omitted = await client.ask(document, size=0)

    assert everyone["employees"]["totalCount"] == omitted["employees"]["totalCount"] == 300
    assert 0 < some["employees"]["totalCount"] < 300
    assert [len(each["kpis"]["nodes"]) for each in (everyone, some, omitted)] == [1, 2, 0]


async def test_the_same_shape_reads_other_rows_for_other_variables(client, unit, owner):
    codes = [row["code"] for row in await owner.fetch("select code from unit order by code limit 5")]
    document = "query ($code: String!) { unit(code: $code) { code } }"

    answers = [await client.ask(document, code=code) for code in codes]

    assert [answer["unit"]["code"] for answer in answers] == codes


async def test_variables_may_stand_inside_of_lists(client, unit):
    answer = await client.ask(
        "query ($id: ID!) { nodes(ids: [$id, $id]) { ... on Unit { code } } }", id=unit["id"]
    )

    assert answer == {"nodes": [{"code": unit["code"]}] * 2}


async def test_a_document_of_two_operations_runs_the_one_that_is_named(client, unit):
    document = "query A { kpis { totalCount } } query B { units { totalCount } }"

    response = await client.http.post("/graphql", json={"query": document, "operationName": "B"})

    assert list(response.json()["data"]) == ["units"]


async def test_several_fields_of_the_root_are_answered_together(client, unit):
    answer = await client.ask(
        "{ a: kpis { totalCount } b: units { totalCount } c: products { totalCount } about { mode } me { name } }"
    )

    assert list(answer) == ["a", "b", "c", "about", "me"]
    assert answer["about"] == {"mode": "development"}


async def test_typenames_are_told_on_every_level(client, unit):
    answer = await client.ask(
        """query ($code: String!) { __typename units(first: 1, filter: {parentIds: null}) { __typename
            edges { __typename node { __typename } } pageInfo { __typename } }
            unit(code: $code) { __typename parent { __typename } peerGroups { nodes { __typename } } } }""",
        code=unit["code"],
    )

    assert answer["__typename"] == "Query"
    assert answer["units"] == {
        "__typename": "UnitConnection",
        "edges": [{"__typename": "UnitEdge", "node": {"__typename": "Unit"}}],
        "pageInfo": {"__typename": "PageInfo"},
    }
    assert answer["unit"]["parent"] == {"__typename": "Unit"}
    assert {each["__typename"] for each in answer["unit"]["peerGroups"]["nodes"]} == {"PeerGroup"}


async def test_several_operations_need_a_name(client, unit):
    document = "query A { kpis { totalCount } } query B { units { totalCount } }"

    errors = await client.errors(document)

    assert errors == [
        {
            "message": "The document has several operations: say which one is meant with `operationName`.",
            "extensions": {"code": "operation_name_required"},
        }
    ]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "syntax_error"),
        ("{ nothing }", "invalid_document"),
        ("{ units(first: true) { totalCount } }", "invalid_document"),
        ("query ($a: Nothing) { me { name } }", "invalid_document"),
        ("{ " + "units { totalCount } " * 900 + "}", "too_long"),
        ("{ units(first: 100) { nodes { children(first: 100) { nodes {"
         " children(first: 100) { nodes { code } } } } } } }",
         "too_large"),
    ],
)  # fmt: skip
async def test_every_error_of_a_request_has_a_code_and_no_data(client, unit, document, code):
    both = "application/graphql-response+json, application/json;q=0.9"

    new = await client.http.post("/graphql", json={"query": document}, headers={"accept": both})
    old = await client.http.post("/graphql", json={"query": document}, headers={"accept": "application/json"})

    assert (new.status_code, old.status_code) == (400, 200)
    assert list(new.json()) == list(old.json()) == ["errors"]
    assert {error["extensions"]["code"] for error in new.json()["errors"]} == {code}


@pytest.mark.parametrize(
    ("argument", "code", "place"),
    [
        ('unitIds: ["nonsense"]', "not_an_id", "unitIds.0"),
        (f'unitIds: ["Unit_{UUID(int=7)}", "x", "y"]', "not_an_id", "unitIds.1"),
        ('unitIds: "Employee_0192f7c2-0000-7000-8000-000000000000"', "other_kind_of_id", "unitIds.0"),
        ('codes: ["a", "b", "a\\u0000b"]', "no_such_character", "codes.2"),
        ('search: "a\\u0000b"', "no_such_character", "search"),
    ],
)
async def test_an_argument_that_cannot_be_is_refused_by_name_and_place(client, argument, code, place):
    client.sign_in("hr")

    errors = await client.errors(f"{{ employees(filter: {{{argument}}}) {{ totalCount }} }}")

    assert errors[0]["extensions"] == {"code": code, "path": f"filter.{place}"}


async def test_a_moment_without_a_zone_is_refused(client):
    client.sign_in("auditor")

    errors = await client.errors(
        '{ auditEvents(filter: {at: {from: "2026-03-01T08:00:00"}}) { totalCount } }'
    )
    answer = await client.ask(
        '{ auditEvents(filter: {at: {from: "2020-03-01T08:00:00+07:00"}}) { totalCount } }'
    )

    assert errors[0]["extensions"]["code"] == "no_time_zone"
    assert answer["auditEvents"]["totalCount"] > 0


async def test_results_are_narrowed_to_months(client, owner):
    client.sign_in("hr")
    march, to_march = await owner.fetchrow(
        "select count(*) filter (where month = '2026-03-01'), count(*) filter (where month <= '2026-03-01')"
        " from kpi_result"
    )

    answer = await client.ask(
        """query ($march: Date!) { of: results(filter: {month: {from: $march, to: $march}}) { totalCount }
        to: results(filter: {month: {to: $march}}) { totalCount }
        year: results(filter: {month: {from: "2026-04-01", to: "2026-12-31"}}) { totalCount }
        all: results { totalCount } }""",
        march="2026-03-01",
    )

    assert answer["of"]["totalCount"] == march > 0
    assert answer["to"]["totalCount"] == to_march
    assert answer["year"]["totalCount"] == answer["all"]["totalCount"] - to_march


async def test_a_day_outside_of_all_calendars_is_refused_and_no_run_is_of_such_a_year(client):
    client.sign_in("hr")

    (day,) = await client.errors(
        '{ assessments(filter: {periodStart: {from: "10000-01-01"}}) { totalCount } }'
    )
    runs = await client.ask("{ payRuns(filter: {years: [10000, -1]}) { totalCount } }")

    assert day["extensions"]["code"] == "not_a_day"
    assert runs == {"payRuns": {"totalCount": 0}}


async def test_people_are_found_by_a_word_of_their_name_or_the_beginning_of_their_code(client, owner):
    client.sign_in("hr")
    person = await owner.fetchrow("select code, full_name from employee order by code offset 7 limit 1")
    given = person["full_name"].split()[-1]
    named = await owner.fetch(
        "select code from employee where full_name ~* $1 order by name_sort_key, code", rf"\m{given}\M"
    )
    document = (
        "query ($words: String!) { employees(first: 100, filter: {search: $words}) { nodes { code } } }"
    )

    by_name = await client.ask(document, words=given.upper())
    by_code = await client.ask(document, words=person["code"][:-1])
    by_a_sign = await client.ask(document, words="%")

    assert [node["code"] for node in by_name["employees"]["nodes"]] == [row["code"] for row in named][:100]
    assert person["code"] in [node["code"] for node in by_code["employees"]["nodes"]]
    assert all(node["code"].startswith(person["code"][:-1]) for node in by_code["employees"]["nodes"])
    assert by_a_sign["employees"]["nodes"] == []
