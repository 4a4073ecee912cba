"""A decision is taken once: its key remembers what was asked and what came of it."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import orjson
from sqlalchemy import text

from domain import clock
from domain.access.tables import AnsweredRequest
from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, Invalid

LONGEST_KEY = 200
JSON: TypeAlias = "str | list[str] | Mapping[str, Any]"
# Two requests with one key: the second waits here until the first is kept or undone.
_ALONE = text("select pg_advisory_xact_lock(hashtextextended(:actor || ' ' || :key, 0))")
_GONE = text("select made_and_gone(:made, :table)")


async def once(
    session: WriteSession,
    actor: Actor,
    key: str,
    operation: str,
    sent: Mapping[str, Any],
    work: Callable[[], Awaitable[JSON]],
) -> JSON:
    """What `work` answers now, or answered when the actor first used the key for the same: JSON, which the key keeps.

    `sent`: all that came with the key, by name. Raises Conflict (`idempotency_key_reused`) when the key was used for
    another operation or input, Invalid (`idempotency_key`) for an empty or overlong key. A refused or failed request
    leaves the key free.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise Invalid(
            "idempotency_key",
            "An idempotency key has 1 to {longest_key} characters.",
            "idempotencyKey",
            longest_key=LONGEST_KEY,
        )
    await session.execute(_ALONE, {"actor": str(actor.id), "key": key})
    input_hash = hashlib.sha256(orjson.dumps(sent, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()
    asked: dict[str, Any] = {
        "account_id": actor.id,
        "key": key,
        "operation": operation,
        "input_hash": input_hash,
    }
    earlier = await session.get(AnsweredRequest, (actor.id, key))
    if earlier is not None:
        return _same(earlier, operation, input_hash)
    answer = await work()
    session.add(AnsweredRequest(**asked, answer=answer, answered_at=clock.now()))
    await session.flush()
    return answer


async def gone(session: ReadSession, made: str, table: str) -> bool:
    """Whether the row of a global id is not there any more that a request of the actor made in `table`.

    False for what others made: who did not make it is not told absent from invisible.
    """
    return bool(await session.scalar(_GONE, {"made": made, "table": table}))


def _same(earlier: AnsweredRequest, operation: str, input_hash: str) -> JSON:
    if (earlier.operation, earlier.input_hash) != (operation, input_hash):
        raise Conflict(
            "idempotency_key_reused",
            "This key was used for {operation} with another input: take a new key for a new decision.",
            "idempotencyKey",
            operation=earlier.operation,
        )
    answer: JSON = earlier.answer
    return answer
