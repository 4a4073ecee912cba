"""Every id that cannot be is refused by the name of the argument that sent it, and nothing is done."""

from uuid import UUID

import pytest
import yaml
from graphql import get_named_type, is_input_object_type, is_list_type, is_required_input_field
from graphql.type import GraphQLNonNull

from api.graphql.permissions import verb_of
from api.schema import schema
from tests.house.rules.tree import ROOT

ROOTS = (schema._schema.query_type, schema._schema.mutation_type)
RESOLVED = {
    name: (root, field)
    for root in ROOTS
    for name, field in root.fields.items()
    if verb_of(field.extensions["strawberry-definition"]) is not None
}
SAMPLES = {
    "String": "x",
    "Int": 1,
    "Boolean": True,
    "Date": "2026-01-01",
    "JSON": {},
    "UUID": str(UUID(int=7)),
}
TYPES = {
    "expectedHoldingId": "GradeHolding",
    "expectedOccupancyId": "Occupancy",
    "baseline": "PayRun",
    "intoId": "Unit",
    "oldId": "Position",
    "newId": "Position",
    "goalId": "PolicyGoal",
}
# What an input needs that its type does not require.
NEEDED = {
    "HireInput": {"positionId"},
    "MoveInput": {"employeeId", "positionId"},
    "LeaverInput": {"employeeId"},
    "AllowanceInput": {"employeeId"},
    "LeaveInput": {"employeeId"},
    "ReturnInput": {"employeeId"},
    "CreatePayRunInput": {"year"},
    "HoldPaymentInput": {"year"},
    "UnitChangeInput": {"unitId", "name"},
    "UnitToCloseInput": {"unitId"},
    "MergeUnitsInput": {"intoId"},
    "PostPairInput": {"oldId", "newId"},
    "NewPeerGroupInput": {"unitId"},
    "NewPositionInput": {"unitId", "peerGroupId"},
    "PositionChangeInput": {"positionId", "title"},
    "NewKpiInput": {"unitId", "goalId"},
    "KpiChangeInput": {"kpiId", "title"},
    "KpiBindingInput": {"positionId", "kpiId"},
    "ActivateKpiSetInput": {"positionId"},
    "NewPolicyGoalInput": {"unitId"},
    "PolicyGoalChangeInput": {"goalId", "title"},
}
ACCOUNTS = yaml.safe_load((ROOT / "demo" / "rights.yaml").read_text())["accounts"]


def type_named(argument):
    """`unitId` is the id of a Unit."""
    name = argument.removesuffix("Id")
    return TYPES.get(argument, name[:1].upper() + name[1:])


def sample(kind, name, wrong, path):
    """A value of an input type, well-formed but for the id at the path `wrong`."""
    named = get_named_type(kind)
    if is_list_type(kind.of_type if isinstance(kind, GraphQLNonNull) else kind):
        return [sample(named, name, wrong, f"{path}.0")]
    if is_input_object_type(named):
        return {
            key: sample(field.type, key, wrong, f"{path}.{key}")
            for key, field in named.fields.items()
            if is_required_input_field(field)
            or key in NEEDED.get(named.name, ())
            or f"{wrong}.".startswith(f"{path}.{key}.")
        }
    if named.name == "ID":
        return "nonsense" if path == wrong else f"{type_named(name)}_{UUID(int=7)}"
    return SAMPLES[named.name] if named.name in SAMPLES else next(iter(named.values))


def ids_of(kind, path):
    """The paths of all ids inside of an argument."""
    named = get_named_type(kind)
    if is_list_type(kind.of_type if isinstance(kind, GraphQLNonNull) else kind):
        return ids_of(named, f"{path}.0")
    if is_input_object_type(named):
        return [found for key, field in named.fields.items() for found in ids_of(field.type, f"{path}.{key}")]
    return [path] if named.name == "ID" else []


PLACES = [
    (name, place)
    for name, (_, field) in RESOLVED.items()
    for argument, declared in field.args.items()
    for place in ids_of(declared.type, argument)
]


def right_of(name):
    """The right that a field needs."""
    return verb_of(RESOLVED[name][1].extensions["strawberry-definition"])


def holder_of(name):
    """Who of the demo holds the right that a field needs; the administrator takes what nobody does."""
    return next((who for who, account in ACCOUNTS.items() if right_of(name) in account["verbs"]), "admin")


@pytest.fixture
async def every_right_is_held(client, owner):
    """Rights that no office of the demo holds are the administrator's."""
    held = {verb for account in ACCOUNTS.values() for verb in account["verbs"]}
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " select gen_random_uuid(), a.id, verb, u.unit_id, '2026-01-01'"
        " from account a, unit_state u, unnest($1::text[]) verb"
        " where a.subject = 'demo|admin' and u.kind = 'province'",
        sorted({right_of(name) for name in RESOLVED} - held),
    )


@pytest.mark.parametrize(("name", "place"), PLACES)
async def test_an_id_that_is_none_is_refused_by_the_name_of_its_argument(
    client, every_right_is_held, trail, name, place
):
    root, field = RESOLVED[name]
    client.sign_in(holder_of(name))
    given = {key: sample(one.type, key, place, key) for key, one in field.args.items()}
    declared = ", ".join(f"${key}: {one.type}" for key, one in field.args.items())
    passed = ", ".join(f"{key}: ${key}" for key in field.args)
    kind = "query" if root is ROOTS[0] else "mutation"
    asked = "{ problems { code path } }" if kind == "mutation" else "{ __typename }"

    answer = await client.send(f"{kind} ({declared}) {{ {name}({passed}) {asked} }}", **given)

    if kind == "mutation":
        told = {".".join(one["path"]): one["code"] for one in answer["data"][name]["problems"]}
        assert told.pop(place) == "NOT_AN_ID"
        # All others are well-formed, and name nothing.
        assert all(code.endswith("_NOT_FOUND") for code in told.values())
    else:
        (error,) = answer["errors"]
        assert error["extensions"] == {"code": "not_an_id", "path": place}
    assert await trail() == []


async def test_a_run_that_is_not_there_is_told_at_the_argument_that_named_it(client):
    client.sign_in("hr")
    nowhere = f"PayRun_{UUID(int=7)}"

    errors = await client.errors("query ($id: ID!) { reproduction(payRunId: $id) { lines } }", id=nowhere)
    client.sign_in("finance")
    simulated = await client.errors(
        "query ($id: ID!) { simulate(baseline: $id, scenarios: [{changes: []}]) { root } }", id=nowhere
    )

    assert errors[0]["extensions"] == {"code": "pay_run_not_found", "path": "payRunId"}
    assert simulated[0]["extensions"] == {"code": "pay_run_not_found", "path": "baseline"}


async def test_an_id_of_another_type_is_told_without_an_article(client):
    client.sign_in("hr")

    errors = await client.errors(
        '{ units(filter: {subtreeOf: "Employee_0192f7c2-0000-7000-8000-000000000000"}) { totalCount } }'
    )

    assert errors[0]["message"] == (
        "“Employee_0192f7c2-0000-7000-8000-000000000000” is an id of the type Employee;"
        " here goes one of the type Unit."
    )
    assert errors[0]["extensions"] == {"code": "other_kind_of_id", "path": "filter.subtreeOf"}
