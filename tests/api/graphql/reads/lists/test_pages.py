"""Connections: every row once, in either direction, and clear words for what is no page."""

import base64

import pytest

PAGE = """
query ($first: Int, $last: Int, $after: String, $before: String) {
  employees(first: $first, last: $last, after: $after, before: $before) {
    edges { cursor node { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


@pytest.fixture
async def codes(owner):
    """The codes of all employees in the order of their names."""
    people = await owner.fetch("select code from employee order by name_sort_key, code")
    return [person["code"] for person in people]


@pytest.fixture
async def page(client, codes):
    """Ask for a page as HR; answers codes and page information."""
    client.sign_in("hr")

    async def ask(**arguments):
        found = (await client.ask(PAGE, **arguments))["employees"]
        assert found["pageInfo"]["startCursor"] == (found["edges"] or [{"cursor": None}])[0]["cursor"]
        assert found["pageInfo"]["endCursor"] == (found["edges"] or [{"cursor": None}])[-1]["cursor"]
        return [edge["node"]["code"] for edge in found["edges"]], found["pageInfo"]

    return ask


async def test_pages_forward_give_every_row_once_in_order(page, codes):
    read, cursor, more = [], None, True
    while more:
        found, information = await page(first=37, after=cursor)
        assert information["hasPreviousPage"] is (cursor is not None)
        read, cursor, more = read + found, information["endCursor"], information["hasNextPage"]

    assert read == codes
    assert len(codes) == 300


async def test_pages_backward_give_every_row_once_in_order(page, codes):
    read, cursor, more = [], None, True
    while more:
        found, information = await page(last=41, before=cursor)
        assert information["hasNextPage"] is (cursor is not None)
        read, cursor, more = found + read, information["startCursor"], information["hasPreviousPage"]

    assert read == codes


async def test_a_page_lies_between_two_cursors(page, codes):
    _, low = await page(first=10)
    _, high = await page(first=20)

    forward, ahead = await page(first=5, after=low["endCursor"], before=high["endCursor"])
    backward, behind = await page(last=5, after=low["endCursor"], before=high["endCursor"])

    assert forward == codes[10:15]
    assert ahead["hasNextPage"] is True
    assert backward == codes[14:19]
    assert behind["hasPreviousPage"] is True


async def test_the_last_row_ends_the_list(page, codes):
    _, almost = await page(first=100, after=(await page(first=100))[1]["endCursor"])

    found, information = await page(first=100, after=almost["endCursor"])

    assert found == codes[200:300]
    assert information["hasNextPage"] is False


async def test_a_page_of_nothing_is_empty_and_knows_that_more_follows(page):
    found, information = await page(first=0)

    assert found == []
    assert information == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


async def test_what_is_newest_first_is_paged_newest_first(client, owner):
    client.sign_in("hr")
    days = [
        row["day"].isoformat()
        for row in await owner.fetch(
            "select effective_from as day from base_salary order by effective_from desc"
        )
    ]
    asked = """query ($after: String) {
        baseSalaries(first: 3, after: $after) { nodes { effectiveFrom } pageInfo { endCursor } } }"""

    first = (await client.ask(asked))["baseSalaries"]
    second = (await client.ask(asked, after=first["pageInfo"]["endCursor"]))["baseSalaries"]

    assert [node["effectiveFrom"] for node in first["nodes"] + second["nodes"]] == days[:6]


async def test_pages_inside_pages_have_sizes_and_cursors_of_their_own(client, owner):
    client.sign_in("hr")
    employee = await owner.fetchrow("select id, code from employee order by name_sort_key limit 1")
    starts = await owner.fetch(
        "select period_start from assessment where employee_id = $1 and period = 'month' order by 1 desc",
        employee["id"],
    )
    asked = """query ($after: String) { employees(first: 1) { nodes { code
        assessments(first: 2, after: $after, filter: {periods: [MONTH]}) {
            totalCount nodes { periodStart } pageInfo { endCursor hasNextPage } } } } }"""

    first = (await client.ask(asked))["employees"]["nodes"][0]
    second = (await client.ask(asked, after=first["assessments"]["pageInfo"]["endCursor"]))["employees"][
        "nodes"
    ][0]

    assert first["code"] == second["code"] == employee["code"]
    assert first["assessments"]["totalCount"] == len(starts) == 12
    assert [node["periodStart"] for node in first["assessments"]["nodes"]] == [
        start["period_start"].isoformat() for start in starts[:2]
    ]
    assert [node["periodStart"] for node in second["assessments"]["nodes"]] == [
        start["period_start"].isoformat() for start in starts[2:4]
    ]


async def test_a_total_needs_no_page(client):
    client.sign_in("hr")

    assert await client.ask("{ employees { totalCount __typename } }") == {
        "employees": {"totalCount": 300, "__typename": "EmployeeConnection"}
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"first": 1, "last": 1}, "first_and_last"),
        ({"first": 101}, "page_size"),
        ({"last": -1}, "page_size"),
        ({"first": 1, "after": "nonsense"}, "not_a_cursor"),
        ({"first": 1, "after": "WyJhIiwiYiIsImMiXQ"}, "not_a_cursor"),
        ({"first": 1, "after": "WzFd\u0000"}, "not_a_cursor"),
    ],
)
async def test_what_is_no_page_is_refused_by_name(client, arguments, code):
    client.sign_in("hr")

    answer = await client.send(PAGE, **arguments)

    assert answer["data"] == {"employees": None}
    assert answer["errors"][0]["extensions"]["code"] == code
    assert answer["errors"][0]["path"] == ["employees"]


async def test_a_cursor_of_another_list_is_refused(client):
    client.sign_in("hr")
    other = await client.ask("{ baseSalaries(first: 1) { pageInfo { endCursor } } }")
    cursor = other["baseSalaries"]["pageInfo"]["endCursor"]

    errors = await client.errors(
        "query ($after: String) { results(first: 1, after: $after) { nodes { id } } }", after=cursor
    )

    assert errors[0]["extensions"]["code"] == "not_a_cursor"


async def test_a_list_has_a_limit_of_its_own(client):
    client.sign_in("hr")

    few = await client.ask("{ salarySteps(first: 1) { nodes { coefficients(first: 0) { nodes { id } } } } }")
    errors = await client.errors(
        "{ salarySteps(first: 1) { nodes { coefficients(first: 101) { nodes { id } } } } }"
    )

    assert few == {"salarySteps": {"nodes": [{"coefficients": {"nodes": []}}]}}
    assert errors[0]["extensions"]["code"] == "page_size"


@pytest.mark.parametrize(
    ("size", "constant"),
    [
        (size, asked)
        for size in ("first: 0", "first: 1", "first: 2")
        for asked in ("hasPreviousPage", "__typename")
    ]
    + [(size, asked) for size in ("last: 0", "last: 2") for asked in ("hasNextPage", "__typename")],
)
async def test_a_page_of_which_only_constants_are_asked_is_one_answer(client, size, constant):
    client.sign_in("hr")
    information = {constant: "PageInfo" if constant == "__typename" else False}

    answer = await client.ask(
        f"{{ alone: employees({size}) {{ pageInfo {{ {constant} }} }}"
        f" counted: employees({size}) {{ totalCount pageInfo {{ {constant} }} }}"
        f" skipped: employees({size}) {{ totalCount pageInfo {{ {constant} @skip(if: true) }} }} }}"
    )

    assert answer == {
        "alone": {"pageInfo": information},
        "counted": {"totalCount": 300, "pageInfo": information},
        "skipped": {"totalCount": 300, "pageInfo": {}},
    }


async def test_constants_of_no_rows_at_all_are_an_answer_too(client):
    client.sign_in("hr")

    answer = await client.ask(
        '{ employees(first: 2, filter: {codes: ["none"]}) { pageInfo { hasPreviousPage } }'
        " units(first: 1) { nodes { code employees(first: 0) { pageInfo { hasPreviousPage } } } } }"
    )

    assert answer["employees"] == {"pageInfo": {"hasPreviousPage": False}}
    assert answer["units"]["nodes"][0]["employees"] == {"pageInfo": {"hasPreviousPage": False}}


async def test_nothing_precedes_a_page_after_a_cursor_that_has_passed_nobody_by(client, owner):
    client.sign_in("hr")
    document = """query ($after: String, $code: String) {
      employees(first: 1, after: $after, filter: {codePrefix: $code}) {
        nodes { code } pageInfo { hasPreviousPage endCursor } } }"""
    first = (await client.ask(document))["employees"]
    last = await owner.fetchval("select code from employee order by name_sort_key desc, code desc limit 1")
    before_all = base64.urlsafe_b64encode(b'["Employee", "", ""]').decode()

    from_the_start = (await client.ask(document, after=before_all))["employees"]
    among_others = (await client.ask(document, after=first["pageInfo"]["endCursor"], code=last))["employees"]

    assert from_the_start == {**first, "pageInfo": {**first["pageInfo"], "hasPreviousPage": False}}
    assert among_others["nodes"] == [{"code": last}]
    assert among_others["pageInfo"]["hasPreviousPage"] is False


async def test_nothing_follows_a_page_before_a_cursor_beyond_the_last_row(client, codes):
    client.sign_in("hr")
    beyond_all = base64.urlsafe_b64encode(b'["Employee", "~", ""]').decode()
    document = """query ($before: String) { employees(last: 1, before: $before) {
        nodes { code } pageInfo { hasNextPage startCursor } } }"""

    last = (await client.ask(document, before=beyond_all))["employees"]
    one_before = (await client.ask(document, before=last["pageInfo"]["startCursor"]))["employees"]

    assert (last["nodes"], last["pageInfo"]["hasNextPage"]) == ([{"code": codes[-1]}], False)
    assert (one_before["nodes"], one_before["pageInfo"]["hasNextPage"]) == ([{"code": codes[-2]}], True)


async def test_a_cursor_of_another_list_in_the_same_order_is_refused(client):
    client.sign_in("hr")
    units = await client.ask("{ units(first: 1) { pageInfo { endCursor } } }")
    cursor = units["units"]["pageInfo"]["endCursor"]
    document = "query ($after: String) { %s(first: 1, after: $after) { totalCount nodes { code } } }"

    own = await client.ask(document % "units", after=cursor)
    other = await client.send(document % "employees", after=cursor)

    assert own["units"]["nodes"]
    assert other["data"] == {"employees": None}
    assert other["errors"][0]["extensions"]["code"] == "not_a_cursor"


async def test_a_list_that_is_cut_says_how_many_there_are(client, computed_run, owner):
    client.sign_in("hr")
    steps, of_the_first, rules = await owner.fetchrow(
        "select count(*), count(*) filter (where rules_number = 1), count(distinct rules_number) from pay_run_step"
    )

    answer = await client.ask(
        "{ payRuns(first: 1) { nodes { steps(first: 3) { totalCount nodes { ordinal } } rules { totalCount }"
        " first: steps(filter: {rulesNumbers: [1]}) { totalCount }"
        " none: steps(filter: {modelIds: null, rulesNumbers: [99]}) { totalCount }"
        " lines(first: 1) { nodes { employee { occupancies { totalCount }"
        " grade { salaryStep { coefficients { totalCount } } } } } } } } }"
    )

    run = answer["payRuns"]["nodes"][0]
    counts = [run[each]["totalCount"] for each in ("steps", "first", "none", "rules")]
    assert len(run["steps"]["nodes"]) == 3
    assert counts == [steps, of_the_first, 0, rules]
    assert steps > of_the_first > 3
    employee = run["lines"]["nodes"][0]["employee"]
    assert employee["occupancies"]["totalCount"] >= 1
    assert employee["grade"]["salaryStep"]["coefficients"]["totalCount"] >= 1
