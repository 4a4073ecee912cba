"""A mutation that decides or moves money: one transaction, once for each idempotency key."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeAlias
from uuid import UUID

import strawberry
from strawberry.types import Info

from api.graphql.context import Context
from domain.access.idempotency import once
from domain.database.sessions import WriteSession

ContextInfo: TypeAlias = Info[Context, None]
IdempotencyKey = Annotated[
    str,
    strawberry.argument(
        description="Any text of your own, new for each decision. The same key with the same input gives the same"
        " answer again and does nothing; with another input it is refused."
    ),
]
Version = Annotated[
    int, strawberry.argument(description="The version you decide on; refused when there is a newer one.")
]


async def decided(
    info: ContextInfo, key: str, work: Callable[[WriteSession], Awaitable[UUID]], **sent: Any
) -> UUID:
    """The id of what `work` made, or had made when the key was first used with the same `sent`.

    The transaction is closed when this returns. Raises Conflict (`idempotency_key_reused`), and what `work` raises.
    """
    context = info.context
    async with context.database.writing(context.signed_in) as session:
        return await once(session, context.signed_in, key, info.field_name, sent, lambda: work(session))
