"""Finding things again by their ids."""

from domain.areas import VIEWS
from domain.reading.compile import in_order
from domain.reading.selection import Selection

UNKNOWN = "0192f7c2-0000-7000-8000-000000000000"


async def test_nodes_come_in_the_order_of_their_ids_with_null_for_what_is_not_there(client, owner):
    client.sign_in("hr")
    units = await owner.fetch("select id, code from unit order by code desc limit 2")
    employee = await owner.fetchrow("select id, code from employee limit 1")
    ids = [
        f"Unit_{units[0]['id']}",
        f"Employee_{employee['id']}",
        f"Unit_{UNKNOWN}",
        f"Unit_{units[1]['id']}",
        f"Employee_{units[0]['id']}",
        f"Ghost_{units[0]['id']}",
        f"Unit_{units[0]['id']}",
    ]

    answer = await client.ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Unit { code } ... on Employee { fullName } } }",
        ids=ids,
    )

    first, person, *_ = answer["nodes"]
    assert [None if node is None else node["id"] for node in answer["nodes"]] == [
        ids[0],
        ids[1],
        None,
        ids[3],
        None,
        None,
        ids[6],
    ]
    assert first == {"__typename": "Unit", "id": ids[0], "code": units[0]["code"]}
    assert list(person) == ["__typename", "id", "fullName"]


async def test_no_ids_give_no_nodes(client):
    client.sign_in("hr")

    assert await client.ask("{ nodes(ids: []) { id } }") == {"nodes": []}


async def test_more_than_a_hundred_ids_are_refused(client):
    client.sign_in("hr")

    errors = await client.errors(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[f"Unit_{UNKNOWN}"] * 101
    )

    assert errors[0]["extensions"] == {"code": "too_many_ids", "path": "ids"}


async def test_a_malformed_id_costs_only_its_own_place(client, owner):
    client.sign_in("hr")
    unit = f"Unit_{await owner.fetchval('select id from unit limit 1')}"

    answer = await client.send(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["nonsense", unit, "Unit_7", unit]
    )
    none = await client.send('{ nodes(ids: ["nonsense"]) { id } me { name } }')

    assert answer["data"] == {"nodes": [None, {"id": unit}, None, {"id": unit}]}
    assert [(error["path"], error["extensions"]) for error in answer["errors"]] == [
        (["nodes", 0], {"code": "not_an_id", "path": "ids.0"}),
        (["nodes", 2], {"code": "not_an_id", "path": "ids.2"}),
    ]
    assert none["data"] == {"nodes": [None], "me": {"name": "Phòng Tổ chức cán bộ"}}


async def test_a_node_of_any_type_is_found_by_its_id(client, owner):
    client.sign_in("hr")
    kpi, goal = await owner.fetchrow(
        "select k.kpi_id as id, g.code from kpi_state k join policy_goal g on g.id = k.policy_goal_id limit 1"
    )

    answer = await client.ask(
        "query ($id: ID!) { node(id: $id) { id ... on Kpi { policyGoal { code } } ... on Unit { name } } }",
        id=f"Kpi_{kpi}",
    )

    assert answer == {"node": {"id": f"Kpi_{kpi}", "policyGoal": {"code": goal}}}


async def test_a_node_that_is_not_there_is_null_and_nonsense_is_refused(client):
    client.sign_in("hr")
    document = "query ($id: ID!) { node(id: $id) { id } }"

    assert await client.ask(document, id=f"Unit_{UNKNOWN}") == {"node": None}
    assert await client.ask(document, id=f"Ghost_{UNKNOWN}") == {"node": None}
    assert (await client.errors(document, id="Unit_7"))[0]["extensions"]["code"] == "not_an_id"


async def test_every_node_in_a_list_can_be_found_by_its_id(client):
    client.sign_in("hr")
    lists = "units positions employees kpis products policyGoals results assessments salarySteps leadershipAllowances"
    asked = " ".join(f"{name}(first: 2) {{ nodes {{ id }} }}" for name in lists.split())
    answer = await client.ask(f"{{ {asked} }}")
    ids = [node["id"] for connection in answer.values() for node in connection["nodes"]]

    found = await client.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)

    assert len(ids) == 20
    assert [node["id"] for node in found["nodes"]] == ids


async def test_equal_ids_give_the_same_in_each_of_their_places(client, owner):
    client.sign_in("hr")
    one, other = await owner.fetch("select id, code from unit order by code limit 2")
    ids = [f"Unit_{each}" for each in (one["id"], other["id"], str(one["id"]).upper(), UNKNOWN, one["id"])]

    answer = await client.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Unit { code } } }", ids=ids)

    codes = [node and node["code"] for node in answer["nodes"]]
    assert codes == [one["code"], other["code"], one["code"], None, one["code"]]


def test_equal_ids_are_read_once():
    asked = Selection("nodes", "Unit", {"id": 0}, children=(Selection("id", "id"),))
    first, second = f"Unit_{UNKNOWN}", f"Unit_{UNKNOWN[:-1]}1"

    takes = in_order(VIEWS, {"Unit": asked}, 0).takes

    assert sorted(len(read([first, second, first] * 30)) for _, read in takes) == [2, 2, 90, 90]


async def test_a_hundred_equal_ids_weigh_a_hundred(client, owner):
    client.sign_in("hr")
    kpi = await owner.fetchval("select id from kpi limit 1")
    document = """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Kpi { results(first: 100) { nodes { id employee {
        results(first: 10) { nodes { id month assigned completed delays sourceSystem } } } } } } } }"""

    errors = await client.errors(document, ids=[f"Kpi_{kpi}"] * 100)

    assert errors[0]["extensions"] == {"code": "too_large"}
    assert len((await client.ask(document, ids=[f"Kpi_{kpi}"] * 2))["nodes"]) == 2
