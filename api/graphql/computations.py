"""Computations: fields that take seconds and gigabytes. A document holds one, and each waits in the queue."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLField
from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import AsyncExtensionResolver
from strawberry.types import Info

from api.graphql.context import Context
from api.graphql.engine.parts import GraphQLCoreConverter

# `@strawberry.field(metadata=COMPUTES)`
COMPUTES: Mapping[str, bool] = {"computes": True}


def computes(field: GraphQLField) -> bool:
    """Whether a field is declared to compute."""
    declared = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return bool((getattr(declared, "metadata", None) or {}).get("computes"))


class InTurn(FieldExtension):
    """Waits in the queue of the server; answers `too_many_computations` when that is full."""

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: Any, info: Info[Context, None], **arguments: Any
    ) -> Any:
        context = info.context
        async with context.server.turns.turn(context.signed_in):
            return await next_(source, info, **arguments)


def in_turn() -> InTurn:
    """Mark a field, after the right that it needs: `extensions=[needs("pay_run.create"), in_turn()]`."""
    return InTurn()
