"""The schema's own description: weighed as everything else, asked for once, kept ready, and not for strangers."""

from typing import Any
from uuid import UUID

import graphql
import pytest
from graphql import get_introspection_query, parse

from api.graphql.context import Context, Server
from api.graphql.engine.schema import Schema
from api.graphql.query_cost.cost import cost_of
from api.schema import schema
from domain.actor import Actor

WHOLE = get_introspection_query()
SOMEBODY = Actor(id=UUID(int=7), name="Lan")


async def sent(
    document: str, *, mode: str = "development", actor: Actor | None = None, **variables: Any
) -> Any:
    """What somebody, or a stranger, gets for a document."""
    context = Context(Server(mode), actor)
    return await schema.execute(document, variable_values=variables, context_value=context)


def codes(result: Any) -> list[Any]:
    """The codes of the errors of a result."""
    return [(error.extensions or {}).get("code") for error in result.errors or ()]


@pytest.mark.parametrize("options", [{}, {"descriptions": False}, {"input_value_deprecation": True}])
async def test_what_tools_ask_is_answered_in_full(options: dict[str, bool]) -> None:
    result = await sent(get_introspection_query(**options))

    assert result.errors is None
    assert graphql.build_client_schema(result.data).type_map.keys() == schema._schema.type_map.keys()


async def test_a_hundred_descriptions_in_one_document_are_refused() -> None:
    aliased = " ".join(f"a{number}: __schema {{ types {{ ...FullType }} }}" for number in range(100))
    fragments = WHOLE[WHOLE.index("fragment") :]

    assert codes(await sent(f"{{ {aliased} }} {fragments}")) == ["too_many_aliases"]


@pytest.mark.parametrize(
    "document",
    [
        "{ a: __schema { types { name } } b: __schema { types { name } } }",
        '{ __type(name: "Unit") { name } unit: __type(name: "Unit") { fields { name } } }',
        "{ ...A b: __schema { types { name } } } fragment A on Query { __schema { types { name } } }",
    ],
)
async def test_the_description_is_asked_for_once(document: str) -> None:
    assert codes(await sent(document)) == ["introspection_repeated"]


@pytest.mark.parametrize(
    "document",
    [
        WHOLE,
        "{ __schema { types { fields { type { ofType { name } } args { type { name } } } } directives { name } } }",
        "{ __schema { types { interfaces { possibleTypes { name } } enumValues { name } inputFields { name } } } }",
        '{ __type(name: "Query") { ... on __Type { fields(includeDeprecated: true) { args { name } } } } }',
        '{ __type(name: "Nobody") { name fields { name } } }',
    ],
)
async def test_fields_are_counted_as_they_come_back(document: str) -> None:
    """One more than inside: the root field itself. What is null has no fields inside."""

    def inside(value: Any) -> int:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return (len(value) if isinstance(value, dict) else 0) + sum(inside(each) for each in parts)

    result = await sent(document)

    assert result.errors is None
    assert cost_of(schema._schema, parse(document), None).introspected == inside(result.data) - 1


async def test_a_type_that_a_variable_names_counts_as_the_largest() -> None:
    many = " ".join(
        f"a{number}: possibleTypes {{ fields {{ name args {{ name }} }} }}" for number in range(60)
    )

    result = await sent(f"query ($name: String!) {{ __type(name: $name) {{ {many} }} }}", name="Unit")

    assert codes(result) == ["too_large"]


async def test_one_type_and_the_schema_may_be_asked_for_together() -> None:
    result = await sent('{ __schema { queryType { name } } __type(name: "PageInfo") { name } }')

    assert result.data == {"__schema": {"queryType": {"name": "Query"}}, "__type": {"name": "PageInfo"}}


@pytest.mark.parametrize(
    "inside",
    [
        " ".join(f"a{number}: types {{ fields {{ args {{ name }} }} }}" for number in range(59)),
        "types { " + " ".join(f"a{n}: fields {{ type {{ fields {{ name }} }} }}" for n in range(50)) + " }",
        "types { "
        + " ".join(f"a{n}: interfaces {{ possibleTypes {{ name kind }} }}" for n in range(50))
        + " }",
        "types { "
        + " ".join(f"a{n}: fields {{ type {{ ...T }} args {{ ...I }} }}" for n in range(30))
        + " }",
    ],
)
async def test_parts_of_the_description_again_and_again_are_too_large(inside: str) -> None:
    fragments = (
        "fragment T on __Type { fields { name type { name } } } fragment I on __InputValue { type { ...T } }"
    )
    document = f"{{ __schema {{ {inside} }} }} {fragments if '...T' in inside else ''}"

    result = await sent(document)

    assert codes(result) == ["too_large"]
    assert "Ask for `__type` of one type at a time." in result.errors[0].message


async def test_the_whole_description_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = WHOLE + "# made once"
    first = await sent(document)

    monkeypatch.setattr(Schema, "_executor", None)
    again = await sent(document)

    assert again.data is first.data
    assert first.data["__schema"]["queryType"]["name"] == "Query"


@pytest.mark.parametrize(
    "document",
    [
        "query ($name: String!) { __type(name: $name) { name } }",
        '{ about { version } __type(name: "Unit") { name } }',
    ],
)
async def test_nothing_that_could_differ_is_kept(document: str) -> None:
    before = len(schema.introspected)

    result = await sent(document, name="Unit")

    assert result.data["__type"] == {"name": "Unit"}
    assert len(schema.introspected) == before


async def test_in_production_strangers_do_not_read_the_schema() -> None:
    for document in (
        WHOLE,
        '{ __type(name: "Unit") { name } }',
        "{ about { mode } __schema { types { name } } }",
    ):
        result = await sent(document, mode="production")
        assert (codes(result), result.data) == (["unauthenticated"], None)
    assert (await sent(WHOLE, mode="production", actor=SOMEBODY)).errors is None


async def test_in_production_strangers_may_ask_what_a_type_is_called() -> None:
    result = await sent("{ __typename about { __typename mode } }", mode="production")

    assert result.data == {"__typename": "Query", "about": {"__typename": "About", "mode": "production"}}


@pytest.mark.parametrize(
    ("document", "meant"),
    [
        ("{ unitz { id } }", "'units'"),
        ("{ units(frist: 1) { totalCount } }", "'first'"),
        ("{ node(id: 1) { ... on Unitt { id } } }", "'Unit'"),
    ],
)
async def test_in_production_strangers_are_not_told_what_was_perhaps_meant(document: str, meant: str) -> None:
    stranger = await sent(document, mode="production")
    known = await sent(document, mode="production", actor=SOMEBODY)

    assert "Did you mean" not in stranger.errors[0].message
    assert "Did you mean" in known.errors[0].message
    assert meant in known.errors[0].message
    assert codes(stranger) == codes(known) == ["invalid_document"]


@pytest.mark.parametrize("actor", [None, SOMEBODY])
async def test_a_variable_that_is_wrong_tells_nobody_the_values_that_there_are(actor: Actor | None) -> None:
    document = "query ($state: PayRunState!) { payRuns(first: 1, filter: {states: [$state]}) { totalCount } }"

    result = await sent(document, mode="production", actor=actor, state="APPROVEDD")

    assert codes(result) == ["invalid_variable"]
    assert "APPROVED'" not in result.errors[0].message
