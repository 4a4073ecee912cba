"""Statements are compiled once for each shape of a document, and not remembered without end."""

import pytest
from graphql import parse
from graphql.execution.values import VariableValues

from api.graphql.cache import Cache
from api.graphql.reads.read_field import PLANS
from api.graphql.reads.statement_cache import ROOM_BYTES, Plan, Plans, shape
from domain.reading.sql.binds import Statement

DOCUMENT = "query ($no: Boolean, $size: Int, $year: Int, $unit: ID) { employees { totalCount } }"


def operation(text=DOCUMENT):
    """The first operation of a document."""
    return parse(text).definitions[0]


def shaped(**variables):
    """The shape of the document with these variables."""
    return shape(operation(), VariableValues({}, variables))


def test_the_plan_not_used_for_longest_goes_first():
    plans, plan = Plans(Cache(2, ROOM_BYTES)), Plan(operation(), Statement("", ()), ())
    plans.put("a", plan)
    plans.put("b", plan)
    plans.get("a")

    plans.put("c", plan)

    assert plans.get("a") is plan
    assert plans.get("b") is None


def test_plans_are_remembered_by_the_memory_that_they_take():
    plans, long = Plans(), Plan(operation(), Statement("x" * (ROOM_BYTES // 20), ()), ())

    for number in range(30):
        plans.put(number, long)

    assert len(plans.kept) == 19


def test_only_what_changes_a_statement_changes_its_shape():
    assert shaped(unit="Unit_1", year=2026) == shaped(unit="Unit_2", year=2025)
    assert len({shaped(no=True), shaped(no=False), shaped(no=None), shaped()}) == 4
    assert shaped(size=1) != shaped(size=2)
    assert shaped(unit=None) != shaped() != shaped(unit="Unit_1")


@pytest.fixture
def compiled_anew():
    """How many statements were compiled since the test began."""
    before = PLANS.kept
    PLANS.kept = Cache(before.most, before.room_bytes)
    yield lambda: len(PLANS.kept)
    PLANS.kept = before


async def test_a_document_is_compiled_once_whoever_asks_for_whatever(client, compiled_anew):
    document = "query ($words: String, $size: Int!) {"
    document += " employees(first: $size, filter: {search: $words}) { nodes { id } } }"

    for name in ("hr", "employee", "commune_hr"):
        client.sign_in(name)
        for words in ("a", "b"):
            await client.ask(document, words=words, size=3)
    again = compiled_anew()
    await client.ask(document, words=None, size=3)
    await client.ask(document, words="a", size=4)

    assert again == 1
    assert compiled_anew() == 3
