"""Our way to execute a document answers as strawberry's own does: queries, fragments, variables, lists, refusals."""

import orjson
import pytest

from api.graphql.context import Context, Server
from api.schema import schema
from tests.api.graphql.engine.as_strawberry import by_strawberry, rooted

# Everything that the mixed document asks, each field once under its own name.
WHOLE = """query ($unit: ID!, $run: ID!) {
  about { version }
  node(id: $unit) { __typename id ... on Unit { code name kind closed parent { id name } } }
  employees(first: 3) {
    totalCount
    edges { cursor node { id } }
    nodes { id code fullName joinedOn unit { id code }
      assessments(first: 2, filter: {periods: [MONTH]}) {
        totalCount nodes { id periodStart period score { hundredths } } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  me { id name grants { nodes { verb effectiveFrom effectiveUntil unit { code } } } }
  payLines(first: 2, filter: {payRunIds: [$run]}) { nodes { id amount { amount } class { code } steps { nodes {
    ordinal name value { unit number option formatted money { amount formatted } } } } } }
}"""
MIXED = """query Mixed($unit: ID!, $run: ID!, $month: Period = MONTH, $yes: Boolean!, $no: Boolean!) {
  about { version kind: __typename }
  place: node(id: $unit) { ...Place ...Again __typename }
  ...People
  me { grants { nodes { ...Right } } name @skip(if: $no) id @include(if: $no) }
  paid: payLines(first: 2, filter: {payRunIds: [$run]}) { nodes {
    steps { nodes { value { number money { formatted } ...Shown } name } }
    amount { amount } ... @include(if: $yes) { class { code } } } }
  asked: simulate(baseline: "Unit_nothing", scenarios: [{changes: []}]) { root }
  __typename
}
fragment Place on Node { id ... on Unit { called: name kind parent { name } } ... on Employee { code } }
fragment Again on Unit { code parent { id name } closed }
fragment Shown on StepValue { formatted number money { amount } }
fragment Right on AccessGrant { verb effectiveUntil where: unit { code } }
fragment People on Query {
  employees(first: 3) {
    pageInfo { endCursor hasNextPage }
    edges { cursor }
    edges { node { same: id id } }
    nodes { ...Person }
    totalCount @include(if: $yes)
  }
}
fragment Person on Employee {
  fullName unit { ... on Unit { code } } unit { id }
  assessments(first: 2, filter: {periods: [$month]}) { nodes { score { hundredths } periodStart } nodes { period } }
  joinedOn __typename
}"""


@pytest.fixture
async def both_ways(actor_named, database, computed_run):
    """Answers of ours and of strawberry's to one document, and the variables that name what is there."""
    hr = await actor_named("hr")
    context = Context(Server("development", database), hr)
    first = await schema.execute('{ unit(code: "LG") { id } }', {}, context)
    unit = orjson.loads(orjson.dumps(first.data))["unit"]["id"]
    variables = {"unit": unit, "run": f"PayRun_{computed_run}"}
    whole = await schema.execute(WHOLE, variables, context)
    assert whole.errors is None
    root = rooted(orjson.loads(orjson.dumps(whole.data)))

    async def answer(document, **more):
        ours = await schema.execute(document, variables | more, context)
        theirs = await by_strawberry(document, variables | more, context, root)
        return ours, theirs

    return answer


def written(result):
    """The data as it leaves, to the byte: the order of keys is part of an answer."""
    return orjson.dumps(result.data)


def placed(result):
    """Where errors stand: the words and codes are ours."""
    return [(error.path, [tuple(place) for place in error.locations or ()]) for error in result.errors or ()]


async def test_a_mixed_document_is_answered_as_strawberry_answers_it(both_ways):
    ours, theirs = await both_ways(MIXED, yes=True, no=False)

    assert written(ours) == written(theirs)
    assert ours.data["asked"] is None
    assert len(orjson.loads(written(ours))["employees"]["nodes"]) == 3


async def test_a_refusal_stands_where_strawberry_puts_it(both_ways):
    ours, theirs = await both_ways(MIXED, yes=False, no=True)

    assert placed(ours) == placed(theirs) == [(["asked"], [(9, 3)])]
    assert written(ours) == written(theirs)


async def test_an_unknown_field_is_found_where_strawberry_finds_it(both_ways):
    ours, theirs = await both_ways("query ($unit: ID!) { node(id: $unit) { id ... on Unit { colour } } }")

    assert (ours.data, theirs.data) == (None, None)
    assert placed(ours) == placed(theirs) == [(None, [(1, 57)])]


async def test_a_variable_of_another_type_is_refused_by_both(both_ways):
    ours, theirs = await both_ways(
        "query ($size: Int!) { employees(first: $size) { totalCount } }", size="many"
    )

    assert (ours.data, theirs.data) == (None, None)
    assert placed(ours) == placed(theirs)
