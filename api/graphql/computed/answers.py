"""Answers that are the same for everybody: what a document got of them is kept instead of completed again."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import orjson
from graphql import OperationDefinitionNode
from graphql.pyutils import Path
from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import AsyncExtensionResolver
from strawberry.types import Info

from api.graphql.cache import Cache
from api.graphql.context import Context
from api.graphql.engine.parts import VariableValues
from api.graphql.reads.statement_cache import shape

REMEMBERED, ROOM_BYTES = 100, 100_000_000
# What a character of an answer takes in dictionaries and lists, about.
CHARACTER_BYTES = 10
ANSWERS: Cache[tuple[OperationDefinitionNode, Any]] = Cache(REMEMBERED, ROOM_BYTES)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A value that its language and its arguments alone decide: `key`."""

    value: Any
    key: tuple[str, str]


class Lasts(FieldExtension):
    """Marks what a resolver returns as lasting as long as the process."""

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: Info[Context, None], **arguments: Any
    ) -> Any:
        found = await next_(source, info, **arguments)
        return None if found is None else Lasting(found, (info.context.language, repr(arguments)))


def lasts() -> Lasts:
    """Mark a field that depends on nothing but its arguments and the language: `extensions=[signed_in(), lasts()]`."""
    return Lasts()


def completed(
    lasting: Lasting,
    operation: OperationDefinitionNode,
    variables: VariableValues,
    path: Path,
    complete: Callable[[Any], Any],
) -> Any:
    """What the selection at `path` gets of a lasting value: what it got before, else what `complete` makes of it."""
    # The operation is kept beside its answer, so that no other one takes its identity.
    key = (id(operation), tuple(path.as_list()), shape(operation, variables), lasting.key)
    if kept := ANSWERS.get(key):
        return kept[1]
    answer = complete(lasting.value)
    if not isawaitable(answer):
        ANSWERS.put(key, (operation, answer), CHARACTER_BYTES * len(orjson.dumps(answer, default=str)))
    return answer
