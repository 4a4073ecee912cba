"""Orders: by which field, from which end, and cursors that belong to one order alone."""

import pytest
from graphql import get_named_type

from api.schema import schema

ORDERED = """query ($by: EmployeeOrder, $first: Int, $last: Int, $after: String, $before: String) {
  employees(orderBy: $by, first: $first, last: $last, after: $after, before: $before) {
    nodes { code joinedOn } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}"""
ORDERS = sorted(
    (field, word)
    for field, declared in schema._schema.query_type.fields.items()
    if "orderBy" in declared.args
    for word in get_named_type(get_named_type(declared.args["orderBy"].type).fields["field"].type).values
)


@pytest.fixture
async def page(client):
    """Ask for a page of people as HR."""
    client.sign_in("hr")

    async def ask(**given):
        return (await client.ask(ORDERED, **given))["employees"]

    return ask


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_pages_of_an_order_give_every_row_once_from_either_end(page, owner, direction):
    kept = await owner.fetch(
        f"select code from employee order by joined_on {direction}, name_sort_key {direction}, code {direction}"
    )
    by = {"field": "JOINED_ON", "direction": direction}
    forward, backward, after, before = [], [], None, None
    for _ in range(4):
        ahead = await page(by=by, first=80, after=after)
        behind = await page(by=by, last=80, before=before)
        forward, after = forward + ahead["nodes"], ahead["pageInfo"]["endCursor"]
        backward, before = behind["nodes"] + backward, behind["pageInfo"]["startCursor"]

    assert [node["code"] for node in forward] == [row["code"] for row in kept]
    assert backward == forward
    assert ahead["pageInfo"]["hasNextPage"] is behind["pageInfo"]["hasPreviousPage"] is False


async def test_the_direction_is_the_first_one_when_none_is_said(page):
    said = await page(by={"field": "CODE", "direction": "ASC"}, first=5)

    assert await page(by={"field": "CODE"}, first=5) == said


async def test_field_and_direction_may_be_variables_of_their_own(client, owner):
    client.sign_in("hr")
    document = """query ($field: EmployeeOrderField!, $way: OrderDirection! = DESC) {
        employees(first: 3, orderBy: {field: $field, direction: $way}) { nodes { code } } }"""

    up = await client.ask(document, field="CODE", way="ASC")
    down = await client.ask(document, field="CODE")
    again = await client.ask(document, field="CODE", way="ASC")
    named = await client.ask(document, field="NAME", way="ASC")

    codes = [row["code"] for row in await owner.fetch("select code from employee order by code")]
    names = await owner.fetch("select code from employee order by name_sort_key, code limit 3")
    assert [node["code"] for node in up["employees"]["nodes"]] == codes[:3]
    assert [node["code"] for node in down["employees"]["nodes"]] == codes[:-4:-1]
    assert again == up
    assert [node["code"] for node in named["employees"]["nodes"]] == [row["code"] for row in names]


@pytest.mark.parametrize(
    "other",
    [
        {"field": "CODE", "direction": "DESC"},
        {"field": "NAME", "direction": "ASC"},
        {"field": "JOINED_ON", "direction": "ASC"},
        None,
    ],
)
async def test_a_cursor_of_another_order_is_refused(client, page, other):
    cursor = (await page(by={"field": "CODE", "direction": "ASC"}, first=2))["pageInfo"]["endCursor"]

    own = await page(by={"field": "CODE", "direction": "ASC"}, first=2, after=cursor)
    answer = await client.send(ORDERED, by=other, first=2, after=cursor)

    assert len(own["nodes"]) == 2
    assert answer["data"] == {"employees": None}
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "not_a_cursor", "path": "after"}]


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(("field", "word"), ORDERS)
async def test_every_order_of_every_list_is_read_from_both_ends(client, field, word, direction):
    client.sign_in(
        "auditor" if field.startswith("audit") else "admin" if field.startswith("access") else "hr"
    )
    document = f"""query ($after: String) {{
      {field}(first: 2, after: $after, orderBy: {{field: {word}, direction: {direction}}}) {{
        totalCount edges {{ cursor }} pageInfo {{ endCursor hasNextPage }} }} }}"""

    first = (await client.ask(document))[field]
    second = (await client.ask(document, after=first["pageInfo"]["endCursor"]))[field]

    cursors = [edge["cursor"] for edge in first["edges"] + second["edges"]]
    assert len({*cursors}) == len(cursors) == min(first["totalCount"], 4)
    assert first["pageInfo"]["hasNextPage"] is (first["totalCount"] > 2)


async def test_a_list_without_a_size_is_a_page_of_fifty(client, owner):
    client.sign_in("hr")
    codes = [
        row["code"] for row in await owner.fetch("select code from employee order by name_sort_key, code")
    ]

    whole = await client.ask("{ employees { nodes { code } pageInfo { hasNextPage hasPreviousPage } } }")
    below = await client.ask(
        "{ units(filter: {kinds: [PROVINCE]}) { nodes { children { nodes { code } totalCount } } } }"
    )

    assert [node["code"] for node in whole["employees"]["nodes"]] == codes[:50]
    assert whole["employees"]["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False}
    (province,) = below["units"]["nodes"]
    assert len(province["children"]["nodes"]) == min(province["children"]["totalCount"], 50)


async def test_the_last_alone_are_those_at_the_end_in_the_order_of_the_list(client, owner):
    client.sign_in("hr")
    codes = [
        row["code"] for row in await owner.fetch("select code from employee order by name_sort_key, code")
    ]

    last = (await client.ask("{ employees(last: 3) { nodes { code } } }"))["employees"]["nodes"]
    down = await client.ask(
        "{ employees(last: 2, orderBy: {field: CODE, direction: DESC}) { nodes { code } } }"
    )

    assert [node["code"] for node in last] == codes[-3:]
    assert [node["code"] for node in down["employees"]["nodes"]] == sorted(codes)[1::-1]


@pytest.mark.parametrize(
    ("by", "path"),
    [
        ({"field": "SALARY"}, "by.field"),
        ({"field": "CODE", "direction": "UP"}, "by.direction"),
        ({"field": "CODE", "direction": None}, "by.direction"),
        ({"direction": "ASC"}, "by.field"),
        ({"field": "CODE", "nulls": "LAST"}, "by.nulls"),
    ],
)
async def test_what_is_no_order_is_refused_where_it_stands(client, by, path):
    client.sign_in("hr")

    (error,) = await client.errors(ORDERED, by=by)

    assert error["extensions"] == {"code": "invalid_variable", "path": path}
