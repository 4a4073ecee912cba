"""Sentences of steps: what each step of a run says, written once for all runs under the hash of it."""

from dataclasses import asdict
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from domain.audit.hashing import canonical, merkle
from domain.computing.calculation import Calculation, SheetRow
from domain.database.tables import new_id

# Never reorder, rename or drop: append under a new kind instead. The database writes the same: `refuse_other_sentence`.
KIND = "meritgrid step sentence 1"
FIELDS = ("says", "certainty", "law", "agreement", "choice", "parameters")


class Sheet(NamedTuple):
    """Rows of `pay_run_step`, and the sentences that they name, each once."""

    steps: list[dict[str, Any]]
    sentences: dict[str, dict[str, str]]


def sheet(run_id: UUID, computed: Calculation) -> Sheet:
    """The steps of all rules as they read today, with the place of each value in a line."""
    steps, sentences = [], {}
    for one in computed.rules:
        places = count()
        for ordinal, row in enumerate(computed.sheet(one.number), 1):
            hashed, sentence = _sentence(row)
            sentences[hashed] = sentence
            steps.append(
                {
                    "id": new_id(),
                    "pay_run_id": run_id,
                    "rules_number": one.number,
                    "ordinal": ordinal,
                    "place": next(places) if row.personal else None,
                    "model_id": row.model.id,
                    "stage": row.step.stage,
                    "name": row.step.column,
                    "sentence": hashed,
                }
            )
    return Sheet(steps, sentences)


def _sentence(row: SheetRow) -> tuple[str, dict[str, str]]:
    """What a step says and its hash; days of its parameters are text, each dated value with its own source."""
    step = row.step
    said = {name: getattr(step, name) for name in FIELDS[:-1]}
    said["parameters"] = orjson.dumps([asdict(used) for used in step.parameters]).decode()
    return merkle.leaf(canonical.record(KIND, said, FIELDS)).hex(), said
