"""Sentences of steps: what each step of a run says and reads, written once for all runs under the hash of it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from domain.audit.hashing import canonical, merkle
from domain.computing.calculation import Calculation, SheetRow
from domain.database.tables import new_id
from pay_models.kernel.declare.units import key_of

# Never reorder, rename or drop: append under a new kind instead. The database writes the same: `refuse_other_sentence`.
KIND = "meritgrid step sentence 2"
FIELDS = ("says", "certainty", "law", "agreement", "choice", "parameters", "unit", "inputs")
# Sentences of before tell neither their unit nor what they read.
EARLIER_KIND = "meritgrid step sentence 1"
EARLIER_FIELDS = FIELDS[:6]
_SAID = FIELDS[:5]


def form_of(sentence: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The kind and the fields that the hash of a stored sentence is taken over."""
    return (EARLIER_KIND, EARLIER_FIELDS) if sentence["inputs"] is None else (KIND, FIELDS)


class Sheet(NamedTuple):
    """Rows of `pay_run_step`, and the sentences that they name, each once."""

    steps: list[dict[str, Any]]
    sentences: dict[str, dict[str, str]]


class Said(NamedTuple):
    """A step as it reads: its sentence and the hash of that."""

    row: SheetRow
    hash: str
    sentence: dict[str, str]


def sheet(run_id: UUID, computed: Calculation) -> Sheet:
    """The steps of all rules as they read today, with the place of each value in a line."""
    steps, sentences, known = [], {}, dict[bytes, list[Said]]()
    for one in computed.rules:
        places = count()
        for ordinal, said in enumerate(_steps(computed, one.number, known), 1):
            sentences[said.hash] = said.sentence
            steps.append(
                {
                    "id": new_id(),
                    "pay_run_id": run_id,
                    "rules_number": one.number,
                    "ordinal": ordinal,
                    "place": next(places) if said.row.personal else None,
                    "model_id": said.row.model.id,
                    "stage": said.row.step.stage,
                    "name": said.row.step.column,
                    "sentence": said.hash,
                }
            )
    return Sheet(steps, sentences)


def _steps(computed: Calculation, number: int, known: dict[bytes, list[Said]]) -> Iterator[Said]:
    """The steps of some rules; a model with the same numbers is read once, however many regulations pick it.

    What it reads is named by the number of a step, which follows from the models before it.
    """
    rules = computed.rules[number].rules
    before: list[str] = []
    for stage, chosen in rules.models.items():
        before.append(chosen.id)
        key = orjson.dumps([stage, before, rules.of(chosen)], option=orjson.OPT_SORT_KEYS)
        if key not in known:
            known[key] = [_said(row) for row in computed.sheet_of(number, stage)]
        yield from known[key]


def _said(row: SheetRow) -> Said:
    """What a step says and its hash; days of its parameters are text, each dated value with its own source."""
    step = row.step
    said = {name: getattr(step, name) for name in _SAID}
    said["parameters"] = orjson.dumps([asdict(used) for used in step.parameters]).decode()
    said["unit"] = key_of(step.unit)
    said["inputs"] = orjson.dumps([asdict(source) for source in row.sources]).decode()
    return Said(row, merkle.leaf(canonical.record(KIND, said, FIELDS)).hex(), said)
