"""Each order of each list: pages from either end meet every row once, and the two directions are one order."""

import pytest
from graphql import get_named_type

from api.schema import schema
from tests.given import known
from tests.given.pay_runs import approved, computed

LISTS = schema._schema.query_type.fields
ORDERS = [
    (name, word)
    for name, field in LISTS.items()
    if "orderBy" in field.args
    for word in get_named_type(get_named_type(field.args["orderBy"].type).fields["field"].type).values
]
SIGNED_IN = {
    "auditEvents": "auditor",
    "auditSeals": "auditor",
    "accessGrants": "auditor",
    "accessRequests": "auditor",
}
SIZES = {"salarySteps": 100}  # several hundred
SIZE, MOST = 7, 60


@pytest.fixture
async def full(client, small, database, actor_named, owner):
    """Rows of every kind, many equal in what they are ordered by, and some scores of months that do not count."""
    hr, finance = await actor_named("hr"), await actor_named("finance")
    await computed(database, hr, known("unit", "A"))
    await approved(database, hr, finance, await computed(database, hr, known("unit", "T")))
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update assessment set score_hundredths = 0, months = 0 where id in"
        " (select id from assessment order by id limit 9)"
    )
    await owner.execute("set session_replication_role = origin")
    return client


async def cursors(client, name, word, way, forward):
    """The places of all rows, page by page from one end."""
    size, after = ("first", "after") if forward else ("last", "before")
    document = f"""query ($at: String, $size: Int!) {{ {name}(
      {size}: $size, {after}: $at, orderBy: {{field: {word}, direction: {way}}}) {{
        totalCount edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    found, at, more = [], None, True
    while more:
        page = (await client.ask(document, at=at, size=SIZES.get(name, SIZE)))[name]
        places = [edge["cursor"] for edge in page["edges"]]
        found = [*found, *places] if forward else [*places, *found]
        info = page["pageInfo"]
        at, more = (
            (info["endCursor"], info["hasNextPage"])
            if forward
            else (info["startCursor"], info["hasPreviousPage"])
        )
    return found, page["totalCount"]


@pytest.mark.parametrize(("name", "word"), ORDERS)
async def test_pages_from_either_end_meet_every_row_once(full, name, word):
    full.sign_in(SIGNED_IN.get(name, "hr"))

    for way in ("ASC", "DESC"):
        forward, number = await cursors(full, name, word, way, forward=True)
        backward, _ = await cursors(full, name, word, way, forward=False)
        assert (way, len(forward), len(set(forward))) == (way, number, number)
        assert forward == backward


@pytest.mark.parametrize(("name", "word"), [one for one in ORDERS if one[0] not in SIZES])
async def test_one_direction_is_the_other_read_backwards(full, name, word):
    full.sign_in(SIGNED_IN.get(name, "hr"))
    row = "sealedAt" if name == "auditSeals" else "source" if name == "baseSalaries" else "id"
    document = f"""query ($way: OrderDirection!) {{
      {name}(first: 100, orderBy: {{field: {word}, direction: $way}}) {{ nodes {{ {row} }} totalCount }} }}"""

    up, down = [(await full.ask(document, way=way))[name] for way in ("ASC", "DESC")]

    if up["totalCount"] <= 100:
        assert down["nodes"] == up["nodes"][::-1]
