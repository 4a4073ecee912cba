"""Whatever computes may take seconds and gigabytes: a document holds one."""

import pytest
from graphql import GraphQLError

from api.graphql.computations import computes
from api.graphql.context import Context, Server
from api.schema import schema

SIMULATE = 'simulate(baseline: "PayRun_1", scenarios: [{changes: []}])'
RUN = (
    'createPayRun(input: {unitId: "Unit_1", year: 2026, title: "Bonus", idempotencyKey: "%s"}) { __typename }'
)
OPEN = 'openBonusFunds(input: {unitId: "Unit_1", year: 2026, idempotencyKey: "k"}) { __typename }'


async def sent(document: str) -> list[GraphQLError]:
    """The errors that a stranger gets; without a database nothing can have been computed."""
    result = await schema.execute(document, context_value=Context(Server("development"), None))
    return list(result.errors or ())


def test_these_fields_compute_and_no_others() -> None:
    roots = [schema._schema.query_type, schema._schema.mutation_type]
    fields = {name: field for root in roots if root for name, field in root.fields.items()}

    assert {name for name, field in fields.items() if computes(field)} == {
        "simulate",
        "reproduction",
        "lineReproduction",
        "payLineWay",
        "proposeAssessments",
        "confirmAssessments",
        "createPayRun",
        "openBonusFunds",
    }


@pytest.mark.parametrize(
    "document",
    [
        f"{{ a: {SIMULATE} {{ root }} b: {SIMULATE} {{ root }} }}",
        f'{{ {SIMULATE} {{ root }} reproduction(payRunId: "PayRun_1") {{ same }} }}',
        f"{{ ...A ...B }} fragment A on Query {{ a: {SIMULATE} {{ root }} }}"
        f" fragment B on Query {{ b: {SIMULATE} {{ root }} }}",
        f"mutation {{ a: {RUN % 'a'} b: {RUN % 'b'} }}",
        f"mutation {{ a: {RUN % 'a'} {OPEN} }}",
    ],
)
async def test_two_computations_in_a_document_are_refused_before_either_begins(document: str) -> None:
    assert [error.extensions for error in await sent(document)] == [{"code": "one_computation"}]


async def test_the_refusal_names_them_and_the_way_out() -> None:
    many = " ".join(f"a{number}: {SIMULATE} {{ root }}" for number in range(14))

    (error,) = await sent(f"{{ {many} }}")

    assert "computes 14 times (a0, a1, " in error.message
    assert "Send one document for each" in error.message


async def test_one_computation_asked_for_in_two_parts_is_one() -> None:
    document = f"""{{ {SIMULATE} {{ ...A }} ...B }} fragment A on Simulations {{ root }}
        fragment B on Query {{ {SIMULATE} {{ baseline {{ amount }} }} }}"""

    # it is carried out, as far as a stranger gets
    assert (await sent(document))[0].message.startswith("Sign in first")
