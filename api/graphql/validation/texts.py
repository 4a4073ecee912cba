"""Texts of a mutation's arguments pass the gate before anything is done with them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from strawberry import Some

from api.graphql.engine.parts import to_camel_case
from domain import gate
from domain.errors import Invalid, Refusal, as_one
from tabular.text import ANY, EVIDENCE, KEY, REASON, TITLE, Kind

LONGEST_TEXT = 100_000_000  # more than a request holds
# By the argument's name, wherever it stands; any other text may be blank, and its service says what it must be.
KINDS: Mapping[str, Kind] = {
    "reason": REASON,
    "title": TITLE,
    "evidence": EVIDENCE,
    "model": KEY,
    "model_id": KEY,
    "parameter": KEY,
    "value": KEY,
    # `domain.access.idempotency` has one code for each that it cannot take.
    "idempotency_key": Kind(LONGEST_TEXT, blank=True),
}
# A blank name in JSON names nothing that there is: whoever knows the names refuses it by what it should have named.
NAME = replace(KEY, blank=True)
# Regulations hold numbers by model and parameter; a batch its rows. Nothing that comes in is deeper.
DEEPEST = 6
LARGEST = 2**63 - 1
IDS = ("id", "ids", "baseline")


def judged(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The same arguments with each text in its one spelling, also inside of inputs, lists and JSON.

    Raises Invalid: everything that may not come in, each with its path.
    """
    spelled, faults = told(arguments)
    if faults:
        raise as_one(faults)
    return spelled


def told(arguments: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
    """What `judged` gives, and everything that may not come in; each such text stands as it was sent."""
    faults: list[Refusal] = []
    judge = Judge(faults)
    return {name: judge.value(sent, name, to_camel_case(name), 0) for name, sent in arguments.items()}, faults


@dataclass(frozen=True, slots=True)
class Judge:
    """Goes through what was sent and notes every fault."""

    faults: list[Refusal]

    def value(self, sent: Any, name: str, path: str, depth: int) -> Any:
        """What was sent under a name, `depth` levels deep, in its one spelling."""
        if type(sent) is str and name not in KINDS and (name in IDS or name.endswith("_id")):
            # An id has no other spelling that could be meant: `domain.reading.ids` refuses any, for reads too.
            return sent
        if type(sent) is str:
            return self._text(sent, KINDS.get(name, ANY), path)
        if isinstance(sent, int | float) and not -LARGEST <= sent <= LARGEST:
            self.faults.append(Invalid("number_too_large", "A number here has at most 64 bits.", path))
            return sent
        if depth > DEEPEST:
            self.faults.append(
                Invalid(
                    "nested_too_deeply", "This goes {deepest} levels deep at most.", path, deepest=DEEPEST
                )
            )
            return sent
        return self._parts(sent, name, path, depth)

    def _parts(self, sent: Any, name: str, path: str, depth: int) -> Any:
        if isinstance(sent, list):
            return [self.value(each, name, f"{path}.{place}", depth + 1) for place, each in enumerate(sent)]
        if isinstance(sent, dict):
            # JSON: its names are texts too, and none of them is known here.
            return {
                self._text(key, NAME, path): self.value(each, "", f"{path}.{key}", depth + 1)
                for key, each in sent.items()
            }
        if isinstance(sent, Some):
            return Some(self.value(sent.value, name, path, depth))
        if is_dataclass(sent) and not isinstance(sent, type):
            for each in fields(sent):
                within = f"{path}.{to_camel_case(each.name)}"
                setattr(sent, each.name, self.value(getattr(sent, each.name), each.name, within, depth + 1))
        return sent

    def _text(self, sent: str, kind: Kind, path: str) -> str:
        try:
            return gate.text(sent, kind, path)
        except Invalid as wrong:
            self.faults.append(wrong)
            return sent
