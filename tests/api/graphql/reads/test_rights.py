"""Whoever reads sees what is theirs to see: the rest is simply not there."""

import pytest

COUNTS = """{ employees { totalCount } assessments { totalCount } results { totalCount } bonusFunds { totalCount }
              units { totalCount } auditEvents { totalCount } accessGrants { totalCount } me { name } }"""


async def counts(client, name):
    """How much of each somebody of the demo sees."""
    client.sign_in(name)
    answer = await client.ask(COUNTS)
    return {field: answer[field]["totalCount"] for field in answer if field != "me"}


async def test_hr_sees_everybody_and_an_employee_only_oneself(client, owner, actor_named):
    employee = (await actor_named("employee")).id
    own = await owner.fetchrow(
        "select (select count(*) from assessment where employee_id = $1) as assessments,"
        " (select count(*) from kpi_result where employee_id = $1) as results",
        employee,
    )

    everything, little = await counts(client, "hr"), await counts(client, "employee")

    assert everything["employees"] == 300
    assert little["employees"] == 1
    assert little["assessments"] == own["assessments"] > 0
    assert little["results"] == own["results"] > 0
    assert little["bonusFunds"] == little["auditEvents"] == little["accessGrants"] == 0
    assert little["units"] == everything["units"] > 10


async def test_a_commune_sees_its_own_people(client, owner):
    people = await owner.fetchval(
        "select count(*) from employee e join unit_closure c on c.unit_id = e.unit_id"
        " join access_grant g on g.unit_id = c.ancestor_id and g.verb = 'people.read'"
        " join account a on a.id = g.account_id where a.subject = 'demo|commune_hr'"
    )

    seen = await counts(client, "commune_hr")

    assert seen["employees"] == people
    assert 0 < people < 300


async def test_what_an_employee_may_not_see_is_null_and_not_an_error(client, owner, actor_named):
    somebody = await owner.fetchval(
        "select id from employee where id <> $1 limit 1", (await actor_named("employee")).id
    )
    client.sign_in("employee")

    answer = await client.ask(
        """query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id }
            me { name employee { code } grants { nodes { verb } } } }""",
        id=f"Employee_{somebody}",
    )

    assert answer["node"] is None
    assert answer["nodes"] == [None]
    assert answer["me"]["employee"] is not None
    assert answer["me"]["grants"] == {"nodes": []}


async def test_a_total_counts_only_what_may_be_seen(client, owner, actor_named):
    unit = await owner.fetchrow(
        "select u.id, u.code from unit u join employee e on e.unit_id = u.id where e.id = $1",
        (await actor_named("employee")).id,
    )
    client.sign_in("employee")

    answer = await client.ask(
        "query ($code: String!) { unit(code: $code) { employees { totalCount } } }", code=unit["code"]
    )

    assert answer == {"unit": {"employees": {"totalCount": 1}}}


async def test_the_same_document_gives_each_reader_their_own(client):
    readers = ("hr", "employee", "hr", "legislator")

    seen = [(await counts(client, reader))["employees"] for reader in readers]

    assert seen == [300, 1, 300, 0]


@pytest.mark.parametrize(
    "document", ["{ employees { totalCount } }", "{ me { name } }", "{ units(first: 1) { nodes { id } } }"]
)
async def test_nobody_reads_without_a_token(client, document):
    errors = await client.errors(document)

    assert [error["extensions"]["code"] for error in errors] == ["unauthenticated"]


async def test_the_public_part_needs_no_token(client):
    answer = await client.ask("{ __typename about { mode database } __schema { queryType { name } } }")

    assert answer == {
        "__typename": "Query",
        "about": {"mode": "development", "database": True},
        "__schema": {"queryType": {"name": "Query"}},
    }


async def test_what_is_asked_beside_the_public_part_does_not_come_along(client):
    answer = await client.send("{ about { mode } me { name } }")

    assert answer["data"] == {"about": {"mode": "development"}, "me": None}
    assert answer["errors"][0]["path"] == ["me"]


async def test_a_reader_cannot_name_somebody_else_in_a_setting(client, owner, actor_named):
    hr = (await actor_named("hr")).id
    client.sign_in("employee")

    answer = await client.ask(
        "query ($words: String) { employees(filter: {search: $words}) { totalCount } }",
        words=f"'; set local meritgrid.actor = '{hr}'; --",
    )

    assert answer == {"employees": {"totalCount": 0}}
