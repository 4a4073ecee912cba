"""Payloads and inputs of mutations: one object that goes in, one that comes out, both made from the resolver."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import strawberry

from api.graphql.engine.parts import StrawberryArgument
from api.graphql.problems import Problem

KEY = "idempotency_key"
KEY_SAYS = (
    "Any text of your own, new for each decision. The same key with the same input does nothing and answers the same"
    " row, as it is now; with another input it is refused."
)
PROBLEMS = "problems"
PROBLEMS_SAY = (
    "Every fault that kept it from being done; empty when it is done. Three codes say that it is done and only its"
    " answer is missing: `NOT_VISIBLE`, `WITHDRAWN_SINCE`, `DONE_UNREAD`."
)


class Payload:
    """What all payloads are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mutation made or changed: its type, its name in the payload, and what that says.

    `read`: of what is neither a row nor ids, what the payload holds of what its key keeps, in the reader's language.
    """

    kind: Any
    name: str
    says: str
    read: Callable[[Any, str], Any] | None = None


def payload_type(mutation: str, answer: Answer) -> type:
    """`ApprovePayRunPayload`: the answer, or null beside the problems."""
    name = _pascal(mutation, "Payload")
    made = {
        "__annotations__": {answer.name: answer.kind | None, PROBLEMS: list[Problem]},
        "__module__": __name__,
        answer.name: strawberry.field(default=None, description=f"{answer.says}; null beside a problem."),
        PROBLEMS: strawberry.field(default_factory=list, description=PROBLEMS_SAY),
    }
    return strawberry.type(type(name, (Payload,), made), description="What became of it.")


def input_type(mutation: str, taken: Sequence[StrawberryArgument]) -> type:
    """`ApprovePayRunInput`: what the resolver takes, and the key.

    A resolver that takes one `input` has its own class for what goes in: the key comes to that.
    """
    own: Any = taken[0].type if [each.python_name for each in taken] == ["input"] else None
    says = (
        getattr(getattr(own, "__strawberry_definition__", None), "description", None) or "What is to be done."
    )
    members: dict[str, Any] = {} if own else {each.python_name: _member(each) for each in taken}
    members[KEY] = strawberry.field(description=KEY_SAYS)
    hints = {} if own else {each.python_name: each.type_annotation.annotation for each in taken}
    made = {"__annotations__": {**hints, KEY: str}, "__module__": __name__, **members}
    return strawberry.input(type(_pascal(mutation, "Input"), (own,) if own else (), made), description=says)


def members_of(sent: Any) -> dict[str, Any]:
    """What an input holds besides its key, by Python name."""
    return {each.name: getattr(sent, each.name) for each in fields(sent) if each.name != KEY}


def _member(argument: StrawberryArgument) -> Any:
    if argument.default is strawberry.UNSET:
        return strawberry.field(description=argument.description)
    return strawberry.field(description=argument.description, default=argument.default)


def _pascal(mutation: str, ending: str) -> str:
    return "".join(word.capitalize() for word in mutation.split("_")) + ending
