"""The row that a mutation made, read before its payload is written: when it cannot be read, a problem says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLObjectType
from graphql.pyutils import Path

from api.graphql.engine.parts import Executor, FieldDetailsList
from api.graphql.mutations.payloads import PROBLEMS, Payload
from api.graphql.problems import Problem
from api.graphql.reads.read_field import Field, UnreadRow
from domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class ReadRows:
    """A row as it was asked for: once under each name."""

    by_name: Mapping[str, orjson.Fragment | None]


def unread(payload: Payload) -> dict[str, UnreadRow]:
    """What of a payload is still to be read."""
    return {name: value for name, value in vars(payload).items() if isinstance(value, UnreadRow)}


async def read_rows(
    executor: Executor[Any], kind: GraphQLObjectType, details: FieldDetailsList, path: Path, payload: Any
) -> None:
    """Put what was read into the payload. It is done: what cannot be read is null beside a problem that says so."""
    asked = executor.collect_subfields(kind, details).grouped_field_set
    for member, row in unread(payload).items():
        read: dict[str, orjson.Fragment | None] = {}
        for name, inner in asked.items():
            declared = kind.fields.get(inner[0].node.name.value)
            if declared is None or declared is kind.fields[PROBLEMS]:
                continue
            field = Field(executor, declared, inner, path.add_key(name, kind.name))
            try:
                read[name] = await field.payload(row)
            except Refusal as refusal:
                read[name] = None
                _tell(payload, Problem.of(refusal, [], executor.context_value.language))
        setattr(payload, member, ReadRows(read))


def _tell(payload: Any, problem: Problem) -> None:
    """A row asked for under two names is one problem."""
    if problem not in payload.problems:
        payload.problems.append(problem)
