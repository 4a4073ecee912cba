"""Middleware: a name for each request, headers for each answer, nothing but an id for a bug; and CORS."""

import logging
import re
from collections.abc import Collection
from dataclasses import dataclass
from time import perf_counter

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import logs
from api.graphql import problems
from api.http import errors
from domain.database.tables import new_id
from domain.errors import Forbidden

log = logging.getLogger("meritgrid.access")

SOUND_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# Of answers that are no pages, which have policies of their own: nothing may come of them.
NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
ALWAYS = (
    (b"content-security-policy", NO_PAGE.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

# Pages of other origins send tokens in a header that they set themselves: no cookie of this server goes with it.
SENT = ("Authorization", "If-None-Match", "X-Request-ID")
SHOWN = ("ETag", "WWW-Authenticate", "X-Request-ID")
NOT_ALLOWED = Forbidden(
    "origin_not_allowed",
    "Pages of {origin} may not ask this server; its operator allows an origin in MERITGRID_ORIGINS.",
)


class Origins(CORSMiddleware):
    """CORS: the pages of these origins may ask `inside`, any other's browser is told nothing."""

    def __init__(self, inside: ASGIApp, origins: Collection[str]) -> None:
        super().__init__(inside, origins, ("GET", "POST"), SENT, expose_headers=SHOWN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; programs, and pages of this server that only read, name no origin."""
        named = any(name == b"origin" for name, _ in scope["headers"])
        await (super().__call__ if named else self.app)(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """The answer to a browser that asks beforehand."""
        origin = request_headers["origin"]
        if not self.is_allowed_origin(origin):
            return errors.as_error(403, NOT_ALLOWED.of(origin=origin[:200]), {"vary": "Origin"})
        return super().preflight_response(request_headers)


# A weight of nothing means never (RFC 9110, 12.4.2).
TAKEN = re.compile(rb"(?:^|,)[ \t]*gzip[ \t]*(?:,|$|;[ \t]*q=(?!0(?:\.0{0,3})?[ \t]*(?:,|$)))")


class Compression(GZipMiddleware):
    """Gzip for whoever takes it; for all others nothing is between."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        taken = any(
            name == b"accept-encoding" and TAKEN.search(value) for name, value in scope.get("headers", ())
        )
        await (super().__call__ if taken else self.app)(scope, receive, send)


@dataclass(slots=True)
class RequestMiddleware:
    """Wraps the whole application."""

    inside: ASGIApp
    access_log: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; other kinds of connection go through as they are."""
        if scope["type"] != "http":
            await self.inside(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        id_ = given if SOUND_ID.fullmatch(given) else new_id().hex
        logs.request_id.set(id_)
        answer = _Answer(send, id_)
        began = perf_counter()
        try:
            await self.inside(scope, receive, answer.send)
        except Exception as bug:  # noqa: BLE001
            masked = problems.masked(bug)
            if not answer.status:
                await errors.as_error(500, masked)(scope, receive, answer.send)
        if self.access_log:
            spent = round((perf_counter() - began) * 1000)
            log.info("%s %s %s %s ms", scope["method"], scope["path"], answer.status, spent)


@dataclass(slots=True)
class _Answer:
    out: Send
    request_id: str
    status: int = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = {name for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                (b"x-request-id", self.request_id.encode()),
                (b"vary", b"Accept-Encoding"),
                *(header for header in ALWAYS if header[0] not in own),
            ]
        await self.out(message)
