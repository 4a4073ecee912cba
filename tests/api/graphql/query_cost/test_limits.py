"""Heavy documents are refused before any work starts, and light ones are not."""

import time
from typing import Any

import strawberry
from graphql import parse

from api.graphql import document_cache
from api.graphql.engine.schema import Schema
from api.graphql.query_cost import limits
from api.graphql.query_cost.cost import cost_of
from api.graphql.query_cost.limits import DEEPEST, MOST_ALIASES, MOST_FIELDS
from domain.reading.sql.pagination import USUAL


@strawberry.type
class Person:
    name: str
    steps: list["Person"]

    @strawberry.field
    def colleagues(self, first: int | None = None) -> "PersonConnection":
        return PersonConnection(nodes=[], total=first or 0)

    @strawberry.field
    def leads(self, first: int | None = None) -> list["Person"]:
        return [self] * (first or 0)


@strawberry.type
class PersonConnection:
    nodes: list[Person]
    total: int


@strawberry.type
class Query:
    @strawberry.field
    async def people(self, first: int | None = None, last: int | None = None) -> PersonConnection:
        worked.append("people")
        return PersonConnection(nodes=[], total=0)

    @strawberry.field
    async def found(self, ids: list[strawberry.ID]) -> list[Person]:
        return []


worked: list[str] = []
schema = Schema(Query)


async def asked(document: str, **variables: Any) -> list[dict[str, Any]]:
    """The errors of a document that must not start any work."""
    worked.clear()
    result = await schema.execute(document, variable_values=variables)
    if result.errors:
        assert worked == []
    return [error.formatted for error in result.errors or ()]


def fields(document: str, **variables: Any) -> int:
    """How many fields a document asks for at most."""
    return cost_of(schema._schema, parse(document), None).fields(variables)


def test_fields_are_counted_as_often_as_they_come_back() -> None:
    # people + total + 50 x (nodes' name)
    assert fields("{ people(first: 50) { total nodes { name } } }") == 1 + 50 * (1 + 1 + 1)


def test_pages_inside_pages_multiply() -> None:
    inner = "colleagues(first: 10) { nodes { name } }"

    assert fields(f"{{ people(first: 50) {{ nodes {{ {inner} }} }} }}") == 1 + 50 * (1 + (1 + 10 * (1 + 1)))


def test_a_page_size_may_be_a_variable_with_or_without_a_usual_value() -> None:
    document = "query ($n: Int = 5) { people(first: $n) { nodes { name } } }"

    assert fields(document) == 1 + 5 * 2
    assert fields(document, n=20) == 1 + 20 * 2
    assert fields(document.replace(" = 5", "")) == 1 + 100 * 2


def test_a_list_counts_its_usual_page_and_one_without_pages_ten() -> None:
    assert fields("{ people(first: 1) { nodes { leads { name } } } }") == 1 + 1 + 1 + USUAL
    assert fields("{ people(first: 1) { nodes { steps { name } } } }") == 1 + 1 + 1 + 10


def test_no_page_size_makes_a_document_lighter_than_nothing() -> None:
    assert fields("{ people(first: -5) { nodes { name } } }") == 1
    assert fields("query ($n: Int) { people(first: $n) { nodes { name } } }", n=-5) == 1


async def test_an_answer_that_would_be_too_large_is_refused_with_the_way_out() -> None:
    inside = "colleagues(first: 100) { nodes { colleagues(first: 100) { nodes { name } } } }"

    errors = await asked(f"{{ people(first: 100) {{ nodes {{ {inside} }} }} }}")

    assert [each["extensions"]["code"] for each in errors] == ["too_large"]
    assert f"{MOST_FIELDS:,} are allowed" in errors[0]["message"]
    assert "`first`" in errors[0]["message"]


async def test_the_same_document_passes_with_smaller_variables() -> None:
    document = """query ($n: Int!) { people(first: $n) { nodes { colleagues(first: $n) { nodes {
        colleagues(first: $n) { nodes { name } } } } } } }"""

    assert [each["extensions"]["code"] for each in await asked(document, n=100)] == ["too_large"]
    assert await asked(document, n=20) == []
    assert worked == ["people"]


async def test_a_document_that_is_too_deep_is_refused() -> None:
    def nested(levels: int) -> str:
        return "{ people { nodes { " + "steps { " * (levels - 3) + "name" + " }" * (levels - 3) + " } } }"

    assert [each["message"] for each in await asked(nested(DEEPEST + 1))] == [
        f"The document is {DEEPEST + 1} levels deep; {DEEPEST} are allowed. Ask in two steps."
    ]
    assert cost_of(schema._schema, parse(nested(DEEPEST)), None).depth == DEEPEST


async def test_too_many_aliases_are_refused() -> None:
    many = " ".join(f"a{number}: people {{ total }}" for number in range(MOST_ALIASES + 1))

    errors = await asked(f"{{ {many} }}")

    assert [each["extensions"]["code"] for each in errors] == ["too_many_aliases"]


async def test_aliases_hide_in_no_fragment() -> None:
    inside = " ".join(f"n{number}: name" for number in range(MOST_ALIASES // 2 + 1))
    document = "{ a: people { nodes { ...F } } b: people { nodes { ...F } } } fragment F on Person { %s }"

    errors = await asked(document % inside)

    assert [each["extensions"]["code"] for each in errors] == ["too_many_aliases"]


async def test_fragments_that_double_each_other_are_weighed_in_no_time() -> None:
    """Thirty fragments, each spreading the next one twice: 2^30 fields if anybody walked them."""
    chain = [
        f"fragment F{n} on Person {{ a: colleagues {{ nodes {{ ...F{n + 1} }} }}"
        f" b: colleagues {{ nodes {{ ...F{n + 1} }} }} }}"
        for n in range(30)
    ]
    document = "{ people { nodes { ...F0 } } } fragment F30 on Person { name } " + " ".join(chain)
    began = time.perf_counter()

    weight = cost_of(schema._schema, parse(document), None)

    assert weight.aliases == 2**31 - 2
    assert time.perf_counter() - began < 0.5
    assert limits.refused_unread(schema._schema, weight).extensions == {"code": "too_deep"}


async def test_a_document_without_end_is_not_even_read() -> None:
    errors = await asked("{ " + "people { total } " * 500 + "}")

    assert errors[0]["message"] == ("Syntax Error: Document contains more than 2000 tokens. Parsing aborted.")


async def test_only_the_operation_that_is_asked_for_is_weighed() -> None:
    heavy = "query Heavy { people { nodes { " + "steps { " * 20 + "name" + " }" * 20 + " } } }"
    document = "query Light { people { total } } " + heavy

    light = await schema.execute(document, operation_name="Light")
    refused = await schema.execute(document, operation_name="Heavy")

    assert light.errors is None
    assert [error.extensions for error in refused.errors or ()] == [{"code": "too_deep"}]


async def test_the_schema_may_be_read_in_full() -> None:
    from graphql import get_introspection_query

    assert await asked(get_introspection_query()) == []


def test_documents_are_not_remembered_without_end() -> None:
    own = document_cache.Documents(schema._schema)

    for number in range(document_cache.REMEMBERED + 10):
        own.prepared(f"{{ people {{ total }} }} # {number}", None)

    assert len(own.known) == document_cache.REMEMBERED
    assert own.known.get(("{ people { total } } # 9", None, True)) is None
    assert own.known.get(("{ people { total } } # 10", None, True)) is not None


def test_a_document_of_more_than_ten_thousand_characters_is_read_once() -> None:
    own = document_cache.Documents(schema._schema)
    text = "{ people { total } } #" + "x" * 20_000

    assert own.prepared(text, None) is own.prepared(text, None)


def test_documents_are_remembered_by_the_memory_that_they_take() -> None:
    """2,000 tokens take about 1.1 MB: five hundred such documents would fill half a gigabyte."""
    own = document_cache.Documents(schema._schema)

    for number in range(100):
        own.prepared("{ people { total } " + "#\n" * number + "people { total } " * 390 + "}", None)

    assert 30 < len(own.known) < 100
    assert own.known.taken_bytes <= document_cache.ROOM_BYTES


async def test_a_document_of_more_characters_than_anybody_writes_is_not_read() -> None:
    errors = await asked("{ people { total } } #" + "x" * 100_000)

    assert [each["extensions"]["code"] for each in errors] == ["too_long"]
    assert errors[0]["message"].endswith("Send long values as variables.")


async def test_what_fragments_come_to_is_counted_before_it_is_planned() -> None:
    """Without a single alias: two fields that lead on, twelve levels deep, are 8,190 selections."""
    chain = [
        f"fragment F{n} on Person {{ leads {{ ...F{n + 1} }} steps {{ nodes {{ ...F{n + 1} }} }} }}"
        for n in range(12)
    ]
    document = "{ people(first: 1) { nodes { ...F0 } } } fragment F12 on Person { name } " + " ".join(chain)

    errors = await asked(document)

    assert [each["extensions"]["code"] for each in errors] == ["too_many_fields"]


def test_a_field_with_fields_below_it_is_planned_as_ten() -> None:
    document = "{ people(first: 50) { total nodes { ...P } } } fragment P on Person { name steps { nodes { name } } }"

    assert cost_of(schema._schema, parse(document), None).selected == 3 * 10 + 3


async def test_the_name_of_a_type_counts_as_any_other_field() -> None:
    assert fields("{ people(first: 50) { nodes { a: __typename b: __typename } } }") == 1 + 50 * (1 + 2)
    many = " ".join(f"a{number}: __typename" for number in range(MOST_ALIASES + 1))

    assert [each["extensions"]["code"] for each in await asked(f"{{ {many} }}")] == ["too_many_aliases"]


def test_ids_count_as_many_times_as_they_are_sent() -> None:
    written = "{ found(ids: [%s]) { name } }"
    sent = "query ($ids: [ID!] = [1, 2]) { found(ids: $ids) { name } }"

    assert fields(written % "1, 2, 3") == 1 + 3
    assert fields(sent) == 1 + 2
    assert fields(sent, ids=["x"] * 40) == 1 + 40
    assert fields(sent, ids="x") == 1 + 1
    assert fields(sent, ids=["x"] * 1_000) == 1 + 100


async def test_more_values_than_anybody_records_are_refused_before_they_are_read() -> None:
    document = "query ($ids: [ID!]!) { found(ids: $ids) { name } }"

    errors = await asked(document, ids=["x"] * 20_000)

    assert [each["extensions"]["code"] for each in errors] == ["too_many_values"]
    assert await asked(document, ids=["x"] * 19_999) == []


async def test_values_inside_of_values_are_counted_and_a_thousand_results_are_fine() -> None:
    result = dict.fromkeys("abcdefghij", 1)

    assert await asked("{ people { total } }", rows=[result] * 1_000) == []
    errors = await asked("{ people { total } }", rows=[result] * 2_000)

    assert [each["extensions"]["code"] for each in errors] == ["too_many_values"]


async def test_a_page_size_of_five_thousand_digits_is_weighed_and_no_bug() -> None:
    assert fields("{ people(first: " + "9" * 5_000 + ") { total } }") == 1 + 100


async def test_a_document_that_cannot_be_read_or_is_wrong_has_a_code() -> None:
    codes = {
        "{ people": "syntax_error",
        "{ " + "people { total } " * 500 + "}": "too_long",
        "{ nobody }": "invalid_document",
        "{ " + " ".join(f"nobody{n}" for n in range(101)) + " }": "invalid_document",
    }

    for document, code in codes.items():
        assert (await asked(document))[0]["extensions"]["code"] == code
    assert (await asked(list(codes)[-1]))[-1]["extensions"]["code"] == "too_many_errors"


async def test_a_fragment_inside_itself_is_explained_as_that() -> None:
    errors = await asked("{ people { nodes { ...F } } } fragment F on Person { steps { nodes { ...F } } }")

    assert errors[0]["message"] == "Cannot spread fragment 'F' within itself."


async def test_brackets_without_end_are_refused_and_not_a_bug() -> None:
    errors = await asked("{ people { nodes " + "{ steps " * 900 + "{ name }" + " }" * 900 + " } }")

    assert errors[0]["message"] == "Syntax Error: Document is nested too deeply. Parsing aborted."
