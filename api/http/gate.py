"""The request gate of GraphQL: how large a body may be, the deadline, and who asks."""

from dataclasses import dataclass
from functools import partial

from authlib.oauth2.rfc6750 import InvalidTokenError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import logs
from api.graphql.context import Context, Server
from api.http import errors
from api.languages import accepted, telling
from api.settings import Settings
from api.sign_in.authentication import SignIn
from api.sign_in.sessions import Sessions
from api.timeouts import Lifetime, Why
from domain.access import service as access
from domain.actor import Actor
from domain.database.errors import refusal_from
from domain.errors import Invalid, Refusal, Unavailable

WITH_BODY = ("POST", "PUT", "PATCH")
STOPPING = Unavailable(
    "server_stopping",
    "The server is stopping. Try again in a moment; with the same idempotencyKey nothing is done twice.",
)


class TooLargeError(Exception):
    """The body is larger than the settings allow."""


@dataclass(slots=True)
class RequestGate:
    """Lets a request in to `inside` with its `Context` in the scope, or answers it here."""

    inside: ASGIApp
    server: Server
    settings: Settings
    sign_in: SignIn
    sessions: Sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nobody any more when the client has left."""
        scope["language"] = accepted(Headers(scope=scope))
        send = telling(scope, send)
        why, begun = Why.TOO_LATE, False
        try:
            async with self.server.lifetimes.one(self.settings.deadline_seconds) as life:
                try:
                    await self._enter(scope, receive, send, life)
                finally:
                    why, begun = life.why, life.streams
        except ClientDisconnect:
            return
        except InvalidTokenError as error:
            await errors.token(error)(scope, receive, send)
        except TooLargeError:
            await self._too_large(scope, receive, send)
        except TimeoutError:
            if not begun:
                await self._ended(why, scope, receive, send)
        except Refusal as error:
            await errors.refusal(error)(scope, receive, send)

    async def _enter(self, scope: Scope, receive: Receive, send: Send, life: Lifetime) -> None:
        headers = Headers(scope=scope)
        most = self.settings.largest_request_bytes
        if int(headers.get("content-length", "0")) > most:
            raise TooLargeError
        renewed = partial(self._who, headers)
        actor = await renewed()
        if actor is not None and actor.language is not None:
            scope["language"] = actor.language
        scope["context"] = Context(
            self.server,
            actor,
            logs.request_id.get(),
            language=scope["language"],
            renewed=renewed,
            forgets=self.sign_in.forget,
        )
        scope["life"] = life
        if scope["method"] not in WITH_BODY:
            life.watch(receive)
        await self.inside(scope, _counting(receive, most, life), send)

    async def _who(self, headers: Headers) -> Actor | None:
        """By the token that a program sends; else by the session of a page, which the browser sends unasked."""
        authorization = headers.get("authorization")
        try:
            if authorization is None and self.sessions.secret(headers) is not None:
                return await self.sessions.actor(headers, self.server.database_here)
            return await self.sign_in.actor(authorization, self._account_of)
        except Exception as error:
            known = refusal_from(error)
            if known is None:
                raise
            raise known from error

    async def _account_of(self, subject: str) -> Actor | None:
        return await access.account_of(self.server.database_here, subject)

    async def _too_large(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = self.settings.largest_request_bytes
        refused = Invalid(
            "request_too_large",
            "The request is larger than {most:,} bytes, which is the most that this server takes.",
            most=most,
        )
        await errors.as_error(413, refused)(scope, receive, send)

    async def _ended(self, why: Why, scope: Scope, receive: Receive, send: Send) -> None:
        if why is Why.TOO_LATE:
            await errors.as_error(503, self._too_late())(scope, receive, send)
        elif why is Why.SERVER_ENDS:
            await errors.as_error(503, STOPPING)(scope, receive, send)

    def _too_late(self) -> Refusal:
        return Unavailable(
            "took_too_long",
            "This took longer than {seconds} seconds and was stopped. Ask for less at once;"
            " a change may be sent again with the same idempotencyKey, and is not done twice.",
            seconds=self.settings.deadline_seconds,
        )


def _counting(receive: Receive, most: int, life: Lifetime) -> Receive:
    """A body may come in pieces without a length: count them. After the last one only the client's leaving comes."""
    left = most

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLargeError
        if not message.get("more_body", False):
            life.watch(receive)
        return message

    return counted
