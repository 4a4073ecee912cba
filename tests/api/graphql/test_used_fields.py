"""Which fields documents use is counted by type, in how many documents, with those that will go first."""

from graphql import build_schema

from api.graphql.validation.used_fields import UsedField, used_fields

SCHEMA = build_schema(
    'type Query { run: Run old: Run @deprecated(reason: "Use `run`, until 2027-06-30") }'
    " type Run { id: ID title: String unit: Unit } type Unit { id: ID }"
)


def test_fields_are_counted_once_a_document_whatever_their_aliases_and_fragments():
    documents = [
        "{ a: run { id ...T } b: run { id unit { id } } } fragment T on Run { title }",
        "{ old { ... on Run { id } __typename } }",
    ]

    assert used_fields(SCHEMA, documents) == [
        UsedField("Query.old", 1, "Use `run`, until 2027-06-30"),
        UsedField("Query.run", 1, ""),
        UsedField("Run.id", 2, ""),
        UsedField("Run.title", 1, ""),
        UsedField("Run.unit", 1, ""),
        UsedField("Unit.id", 1, ""),
    ]


def test_what_the_schema_does_not_know_is_passed_over():
    assert used_fields(SCHEMA, ["{ gone { id } run { id } }"]) == [
        UsedField("Query.run", 1, ""),
        UsedField("Run.id", 1, ""),
    ]
