"""Benchmarks ask what the schemas know: a document that rots would measure how fast a refusal is."""

from dataclasses import fields
from typing import cast

import pytest
from graphql import build_schema, parse, specified_rules, validate
from graphql.validation import MaxIntrospectionDepthRule, OverlappingFieldsCanBeMergedRule

from benchmarks import nested_read
from benchmarks.attack.documents import BEFORE, TODAY, Documents
from benchmarks.attack.servers import Server
from benchmarks.attack.shapes import SHAPES, Document
from benchmarks.nested import reason
from tests.house.rules.schema.changes import KEPT, WRITTEN
from tests.house.rules.tree import ROOT

# What shapes are there to overdo.
OVERDONE = {OverlappingFieldsCanBeMergedRule, MaxIntrospectionDepthRule}
RULES = [rule for rule in specified_rules if rule not in OVERDONE]
SCHEMAS = {"before": (BEFORE, KEPT), "today": (TODAY, WRITTEN)}


class Attacked:
    """Stands for a server, with what its documents are made of."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.ids = {"run": "PayRun_1", "unit": "Unit_1", "kpi": "Kpi_1"}


def faults(schema: str, text: str) -> list[str]:
    """What the schema of a file does not know of a document."""
    known = build_schema((ROOT / schema).read_text("utf-8"), assume_valid=True)
    return [error.message for error in validate(known, parse(text), RULES)]


@pytest.mark.parametrize("side", SCHEMAS)
def test_the_attack_asks_what_each_schema_knows(side):
    documents, schema = SCHEMAS[side]
    server = cast(Server, Attacked(documents))
    shaped = [(one.name, one.send) for one in SHAPES if isinstance(one.send, Document)]

    wrong = {name: faults(schema, sent.text(server, 0)) for name, sent in shaped if sent.valid}
    wrong |= {name: faults(schema, getattr(documents, name)) for name in ("roots", "run", "draft")}

    assert len(wrong) > 10
    assert {name: found[:3] for name, found in wrong.items() if found} == {}


def test_each_form_of_the_attack_has_every_document():
    assert all(getattr(each, field.name) for each in (BEFORE, TODAY) for field in fields(Documents))


@pytest.mark.parametrize("text", [nested_read.OURS, reason.REASON, reason.LEAST])
def test_reads_that_are_measured_ask_what_the_schema_knows(text):
    assert faults(WRITTEN, text) == []


def test_a_document_that_rots_is_found():
    assert faults(WRITTEN, "{ me { salary } }") == ["Cannot query field 'salary' on type 'Account'."]
