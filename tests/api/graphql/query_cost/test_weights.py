"""What takes long to work out counts as many fields, each time that it comes back."""

import strawberry
from graphql import parse

from api.graphql.engine.schema import Schema
from api.graphql.query_cost.cost import cost_of
from api.graphql.query_cost.weights import PROOF, STEP_OF_GROUP, counts_as, weight_of
from api.graphql.reads.fields import shown
from api.schema import schema as whole


@strawberry.type
class Line:
    name: str
    proof: "Line" = shown("What proves it.", weight=100)


@strawberry.type
class Query:
    @strawberry.field
    def lines(self, first: int) -> list[Line]:
        return []


schema = Schema(Query)._schema
DOCUMENT = parse("{ lines(first: 50) { name proof { name } again: proof { name } } }")


def test_a_field_of_weight_counts_by_it_as_often_as_it_comes_back() -> None:
    assert cost_of(schema, DOCUMENT, None).fields({}) == 1 + 50 * (1 + 2 * (100 + 1))


def test_it_is_planned_as_any_other_field() -> None:
    assert cost_of(schema, DOCUMENT, None).selected == 3 * 10 + 3


def test_its_description_tells_its_weight() -> None:
    fields = schema.type_map["Line"].fields

    assert fields["proof"].description == "What proves it. It counts as 100 fields."
    assert (weight_of(fields["proof"]), weight_of(fields["name"])) == (100, 1)


def test_these_fields_weigh_in_the_schema_and_no_others() -> None:
    heavy = {
        f"{name}.{key}": weight_of(field)
        for name, kind in whole._schema.type_map.items()
        if not name.startswith("__")
        for key, field in getattr(kind, "fields", {}).items()
        if hasattr(field, "args") and weight_of(field) > 1
    }

    assert heavy == {
        "PayLine.proof": PROOF,
        "PayRun.changedInputs": 1_000,
        "PayLine.changedInputs": 1_000,
        "PayLinesOfClass.countedBy": STEP_OF_GROUP,
        "PayLinesOfUnit.limit": STEP_OF_GROUP,
        "PayLinesOfUnit.claims": STEP_OF_GROUP,
    }
    assert counts_as(PROOF) == {"weight": 10_000}
