"""Benchmarks ask what the schemas know: a document that rots would measure how fast a refusal is."""

from dataclasses import fields, replace
from typing import cast

import pytest

from benchmarks import nested_read
from benchmarks.attack.documents import BEFORE, TODAY, Documents
from benchmarks.attack.rot import faults, rotten, sent
from benchmarks.attack.servers import Server
from benchmarks.nested import reason
from tests.house.rules.schema.changes import WRITTEN
from tests.house.rules.tree import ROOT

SCHEMA = (ROOT / WRITTEN).read_text("utf-8")


class Attacked:
    """Stands for a server, with what its documents are made of."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.schema = SCHEMA
        self.ids = {"run": "PayRun_1", "unit": "Unit_1", "kpi": "Kpi_1"}


def test_the_attack_asks_what_the_schema_knows():
    server = cast(Server, Attacked(TODAY))

    assert len(sent(server)) > 10
    assert rotten(server) == {}


def test_a_document_of_the_attack_that_rots_is_found():
    server = cast(Server, Attacked(replace(TODAY, roots="{ units { salary } }")))

    assert rotten(server) == {"roots": ["Cannot query field 'salary' on type 'UnitConnection'."]}


def test_what_was_attacked_is_asked_in_its_own_words():
    assert rotten(cast(Server, Attacked(BEFORE)))
    assert all(getattr(each, field.name) for each in (BEFORE, TODAY) for field in fields(Documents))


@pytest.mark.parametrize("text", [nested_read.OURS, reason.REASON, reason.LEAST])
def test_reads_that_are_measured_ask_what_the_schema_knows(text):
    assert faults(SCHEMA, text) == []


def test_a_document_that_rots_is_found():
    assert faults(SCHEMA, "{ me { salary } }") == ["Cannot query field 'salary' on type 'Account'."]
