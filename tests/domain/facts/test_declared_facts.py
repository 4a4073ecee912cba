"""Each fact is one table, raw, and knows the words that its table knows."""

import pytest

from domain.areas import METADATA, policies
from domain.assessments import tables as assessments
from domain.computing.joins import ALL_FACTS
from domain.database.state.policy import everywhere
from domain.facts.fact import Fact, key_of
from domain.facts.grains import work
from domain.results import tables as results
from tests.given import known
from tests.house.rules.shape.sql_names import tables_named

FACTS = {fact.name: fact for fact in ALL_FACTS}


def test_no_two_facts_share_a_name():
    assert len(FACTS) == len(ALL_FACTS)


@pytest.mark.parametrize("fact", ALL_FACTS, ids=FACTS)
def test_a_fact_reads_its_own_table_alone(fact: Fact):
    statement = fact.statement()

    assert tables_named(statement) == {fact.table}
    assert " join " not in statement


@pytest.mark.parametrize("fact", ALL_FACTS, ids=FACTS)
def test_a_fact_is_named_by_columns_of_its_own_and_each_number_says_what_it_counts(fact: Fact):
    columns = {column.name: column for column in fact.columns}

    assert {*fact.keys} <= {*columns}
    assert [name for name, column in columns.items() if column.kind == "number" and not column.unit] == []


@pytest.mark.parametrize("fact", ALL_FACTS, ids=FACTS)
def test_only_a_column_that_may_be_null_in_its_table_may_be_null_in_its_fact(fact: Fact):
    table = METADATA.tables.get(fact.table)
    if table is None:
        assert fact.table == "unit_closure"
        return
    for column in fact.columns:
        kept = table.columns.get(column.sql or column.name)
        if kept is not None:
            assert column.empty == kept.nullable, column.name


def test_the_words_of_facts_are_those_of_their_tables():
    assert work.KINDS == results.KINDS
    assert (work.FIELD_RESULTS, work.ORGANISING, work.UNITING) == (
        assessments.FIELD_RESULTS,
        assessments.ORGANISING,
        assessments.UNITING,
    )
    assert {*work.PERIOD_ASSESSMENT.columns[-1].words} == {*assessments.STATES}


def test_a_key_is_the_low_half_of_an_id():
    one = known("employee", "A1")

    assert key_of(one).to_bytes(8, "big", signed=True) == one.bytes[8:]


@pytest.mark.parametrize(
    ("table", "verb"),
    [
        ("employee", "people.read"),
        ("occupancy", "people.read"),
        ("grade_holding", "grades.read"),
        ("kpi_result", "results.read"),
        ("assessment", "assessment.read"),
        ("conduct_finding", "assessment.read"),
    ],
)
def test_of_what_somebody_reads_everywhere_nothing_is_hidden_and_so_nothing_counted(table, verb):
    """`pay_inputs_in_full` counts what may be hidden: by the words of the policies, which it must follow."""
    read = policies()[table].read

    assert read is not None
    assert read.sql.startswith(everywhere(verb).sql) or f"({everywhere(verb).sql} or " in read.sql
