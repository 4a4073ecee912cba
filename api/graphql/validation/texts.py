"""Texts of a mutation's arguments pass the gate before anything is done with them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
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
IDS = ("id", "ids", "baseline")


def judged(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The same arguments with each text in its one spelling, also inside of inputs and lists.

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
    return {name: judge.value(sent, name, to_camel_case(name)) for name, sent in arguments.items()}, faults


@dataclass(frozen=True, slots=True)
class Judge:
    """Goes through what was sent and notes every fault."""

    faults: list[Refusal]

    def value(self, sent: Any, name: str, path: str) -> Any:
        """What was sent under a name in its one spelling. The schema bounds numbers, and how deep it goes."""
        if type(sent) is str and name not in KINDS and (name in IDS or name.endswith("_id")):
            # An id has no other spelling that could be meant: `domain.reading.ids` refuses any, for reads too.
            return sent
        if type(sent) is str:
            return self._text(sent, KINDS.get(name, ANY), path)
        if isinstance(sent, list):
            return [self.value(each, name, f"{path}.{place}") for place, each in enumerate(sent)]
        if isinstance(sent, Some):
            return Some(self.value(sent.value, name, path))
        if is_dataclass(sent) and not isinstance(sent, type):
            for each in fields(sent):
                within = f"{path}.{to_camel_case(each.name)}"
                setattr(sent, each.name, self.value(getattr(sent, each.name), each.name, within))
        return sent

    def _text(self, sent: str, kind: Kind, path: str) -> str:
        try:
            return gate.text(sent, kind, path)
        except Invalid as wrong:
            self.faults.append(wrong)
            return sent
