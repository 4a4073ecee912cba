"""Statements are compiled once for each shape of a document, and not remembered without end."""

import pytest
from graphql import parse
from graphql.execution.values import VariableValues

from api.documents import LONGEST_REMEMBERED
from api.plans import Plan, Plans, shape
from api.reading import PLANS
from domain.reading.binds import Statement

DOCUMENT = "query ($no: Boolean, $size: Int, $year: Int, $unit: ID) { employees { totalCount } }"


def operation(text=DOCUMENT):
    """The first operation of a document."""
    return parse(text).definitions[0]


def shaped(**variables):
    """The shape of the document with these variables."""
    return shape(operation(), VariableValues({}, variables))


def test_the_plan_not_used_for_longest_goes_first():
    plans, plan = Plans(most=2), Plan(operation(), Statement("", ()), ())
    plans.put("a", plan)
    plans.put("b", plan)
    plans.get("a")

    plans.put("c", plan)

    assert list(plans.kept) == ["a", "c"]


def test_the_plan_of_a_very_long_document_is_not_remembered():
    plans = Plans()
    long = operation(DOCUMENT + "#" * LONGEST_REMEMBERED)

    plans.put("a", Plan(long, Statement("", ()), ()))

    assert len(plans.kept) == 0


def test_only_what_changes_a_statement_changes_its_shape():
    assert shaped(unit="Unit_1", year=2026) == shaped(unit="Unit_2", year=2025)
    assert len({shaped(no=True), shaped(no=False), shaped(no=None), shaped()}) == 4
    assert shaped(size=1) != shaped(size=2)
    assert shaped(unit=None) != shaped() != shaped(unit="Unit_1")


@pytest.fixture
def compiled_anew():
    """How many statements were compiled since the test began."""
    PLANS.kept.clear()
    return lambda: len(PLANS.kept)


async def test_a_document_is_compiled_once_whoever_asks_for_whatever(client, compiled_anew):
    document = (
        "query ($words: String, $size: Int!) { employees(first: $size, search: $words) { nodes { id } } }"
    )

    for name in ("hr", "employee", "commune_hr"):
        client.sign_in(name)
        for words in ("a", "b"):
            await client.ask(document, words=words, size=3)
    again = compiled_anew()
    await client.ask(document, words=None, size=3)
    await client.ask(document, words="a", size=4)

    assert again == 1
    assert compiled_anew() == 3
