"""A refusal inside of a selection is told at its own field, and leaves the other fields of the root."""

import pytest


@pytest.mark.parametrize(
    ("inside", "place", "extensions", "column"),
    [
        ("employees(first: 1, last: 1) { nodes { code } }", "employees", {"code": "first_and_last"}, 40),
        ("all: employees(first: 101) { nodes { code } }", "all", {"code": "page_size"}, 40),
        ("peerGroups(first: 101) { nodes { code } }", "peerGroups", {"code": "page_size"}, 40),
        ('... { payRuns(first: 1, after: "x") { nodes { id } } }', "payRuns", {"code": "not_a_cursor"}, 46),
        ('positions(filter: {peerGroupIds: ["x"]}) { totalCount }', "positions", {"code": "not_an_id"}, 40),
    ],
)
async def test_a_fault_inside_is_told_at_its_own_field_and_leaves_the_other_roots(
    client, inside, place, extensions, column
):
    client.sign_in("hr")
    argument = {"payRuns": "after", "positions": "filter.peerGroupIds.0", "employees": "last"}.get(
        place, "first"
    )

    answer = await client.send(f"{{ me {{ name }} units(first: 1) {{nodes {{ {inside} }} }} }}")

    assert answer["data"] == {"me": {"name": "Phòng Tổ chức cán bộ"}, "units": None}
    assert len(answer["errors"]) == 1
    assert answer["errors"][0]["path"] == ["units", "nodes", place]
    assert answer["errors"][0]["locations"] == [{"line": 1, "column": column}]
    assert answer["errors"][0]["extensions"] == {**extensions, "path": argument}


async def test_a_remembered_plan_tells_the_same_place(client):
    client.sign_in("hr")
    document = """query ($after: String) { units(first: 1) { nodes { code
        employees(first: 1, after: $after) { nodes { code } } } } }"""

    fine = await client.ask(document, after=None)
    errors = [await client.errors(document, after="nonsense") for _ in range(2)]

    assert fine["units"]["nodes"]
    assert errors[0] == errors[1]
    assert errors[0][0]["path"] == ["units", "nodes", "employees"]
    assert errors[0][0]["locations"] == [{"line": 2, "column": 9}]


async def test_a_run_is_not_discarded_when_its_answer_could_not_be_read(client, computed_run, owner, trail):
    client.sign_in("hr")
    before, version = await trail(), await owner.fetchval("select version from pay_run")
    document = """mutation ($id: ID!, $version: Int!) {
        discardPayRun(input: {id: $id, version: $version, reason: "x", idempotencyKey: "k"}) {
            payRun { lines(first: 101) { nodes { id } } } problems { code } } }"""

    response = await client.http.post(
        "/graphql",
        json={"query": document, "variables": {"id": f"PayRun_{computed_run}", "version": version}},
    )

    assert response.status_code == 400
    assert list(response.json()) == ["errors"]
    (error,) = response.json()["errors"]
    assert error["path"] == ["discardPayRun", "payRun", "lines"]
    assert error["locations"] == [{"line": 3, "column": 22}]
    assert error["extensions"] == {"code": "page_size", "path": "first"}
    assert await owner.fetchval("select state from pay_run") == "computed"
    assert await owner.fetchval("select count(*) from answered_request") == 0
    assert await trail() == before


async def test_a_stranger_is_refused_before_a_selection_is_judged(client):
    answer = await client.send(
        """mutation { discardPayRun(input: {id: "x", version: 1, reason: "x", idempotencyKey: "k"}) {
            payRun { lines(first: 101) { nodes { id } } } problems { code } } }"""
    )

    assert answer == {"data": {"discardPayRun": {"payRun": None, "problems": [{"code": "UNAUTHENTICATED"}]}}}


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ('first: 1, after: "x"', "not_a_cursor"),
        ('last: 1, before: "x"', "not_a_cursor"),
        ("first: 101", "page_size"),
    ],
)
async def test_what_is_no_page_is_refused_where_only_its_count_is_read(client, argument, code):
    client.sign_in("hr")

    root = await client.send(f"{{ employees({argument}) {{ totalCount }} }}")
    (below,) = await client.errors(
        f"{{ units(first: 1) {{ nodes {{ employees({argument}) {{ totalCount }} }} }} }}"
    )

    assert root["data"] == {"employees": None}
    told = {"code": code, "path": argument.rpartition(": ")[0].rpartition(" ")[2]}
    assert [root["errors"][0]["extensions"], below["extensions"]] == [told, told]


@pytest.mark.parametrize(
    ("arguments", "given"),
    [('first: 1, after: "x"', "an `endCursor`"), ('last: 1, before: "x"', "a `startCursor`")],
)
async def test_whoever_sends_no_cursor_is_told_which_to_send(client, arguments, given):
    client.sign_in("hr")

    (error,) = await client.errors(f"{{ employees({arguments}) {{ nodes {{ code }} }} }}")

    assert error["message"] == f"This is not a cursor of this list. Send {given} that it gave."
