"""A field that computes waits for its turn before it takes anything that others need."""

from typing import Any

from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import AsyncExtensionResolver
from strawberry.types import Info

from api.graphql.context import Context


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
