"""Server-sent events: the answers of one operation as graphql-sse's clients read them, one connection for each."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from api.graphql.engine.parts import SSETransport, merge_stream_with_heartbeat
from api.timeouts import Lifetime

TRANSPORT = SSETransport()
# A client that takes nothing for so long has gone without a word.
SENDING_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class EventStream:
    """Sends answers (JSON) as they come, and a comment while none does: both ends notice when the other is gone."""

    answers: AsyncGenerator[bytes, None]
    life: Lifetime

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's
        """Answer until the last one is sent, the client leaves or the server ends."""
        self.life.stream()
        told = {
            **TRANSPORT.headers,
            "cache-control": "private, no-store, no-transform",
            "vary": "Authorization",
        }
        headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        try:
            async with aclosing(self._messages()) as messages:
                async for message in messages:
                    await _sent(send, message)
        except ClientDisconnect:
            raise
        except BaseException:
            # No `complete`: a client that is still there asks again.
            await _sent(send, "", more=False)
            raise
        await _sent(send, "", more=False)

    def _messages(self) -> AsyncGenerator[str, None]:
        async def events() -> AsyncGenerator[str, None]:
            async with aclosing(self.answers) as answers:
                async for one in answers:
                    yield TRANSPORT.encode_event("next", one.decode())
            yield TRANSPORT.encode_complete()

        return merge_stream_with_heartbeat(
            events,
            lambda: TRANSPORT.encode_comment("still here"),
            TRANSPORT.heartbeat_interval,
            send_initial_heartbeat=False,
        )()


async def _sent(send: Send, message: str, *, more: bool = True) -> None:
    """Send; raises ClientDisconnect when nobody takes it."""
    try:
        async with asyncio.timeout(SENDING_SECONDS):
            await send({"type": "http.response.body", "body": message.encode(), "more_body": more})
    except TimeoutError:
        raise ClientDisconnect from None
