"""Enums that the domain's own words make: rights, events, certainties, kinds of runs."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import strawberry

from domain.access.verbs import VERBS
from domain.areas import events
from domain.pay_runs.kinds import KINDS
from pay_models.kernel.declare.parameter_file import CERTAINTIES

CERTAIN = {
    "text_read": "The act itself was read.",
    "ocr": "A copy of the act was read by machine.",
    "press": "The press says so.",
    "third_party": "Others' programs say so.",
    "derived": "It follows from what was read.",
    "our_choice": "The texts are silent: it is a choice.",
    "memory": "It is remembered, and was not looked up.",
}


# mypy takes Enum(...) for a look-up of a value unless all stands in it.
functional: Any = Enum


def name_of(word: str) -> str:
    """How a word of the domain is called in an enum: `pay_run.approve` is PAY_RUN_APPROVE."""
    return word.replace(".", "_").upper()


def _enum(name: str, says: str, words: Mapping[str, str] | Iterable[str]) -> type[Enum]:
    told = words if isinstance(words, Mapping) else {}
    members = {name_of(word): strawberry.enum_value(word, description=told.get(word)) for word in words}
    made: Any = functional(name, members)
    return cast("type[Enum]", strawberry.enum(made, description=says))


if TYPE_CHECKING:
    Verb: TypeAlias = Enum
    AuditEventKind: TypeAlias = Enum
    Certainty: TypeAlias = Enum
    PayRunKind: TypeAlias = Enum
else:
    Verb = _enum("Verb", "A right.", VERBS)
    AuditEventKind = _enum("AuditEventKind", "What an event of the trail tells.", sorted(events()))
    Certainty = _enum(
        "Certainty",
        "How sure we are of a fact, the surest first.",
        {one: CERTAIN[one] for one in CERTAINTIES},
    )
    PayRunKind = _enum("PayRunKind", "What a run pays.", KINDS)
