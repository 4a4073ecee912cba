"""The session of a page: who is signed in, for whoever asks, and signing out, here or everywhere."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias, TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from api.graphql.context import Server
from api.http import errors
from api.settings import Settings
from api.sign_in.logout import Logout
from api.sign_in.sessions import Sessions, csrf_token
from domain.access.accounts.sessions import End
from domain.database.errors import refusal_from
from domain.errors import Refusal

NOT_KEPT = {"cache-control": "no-store"}
Way = TypeVar("Way")
Endpoint: TypeAlias = Callable[[Way, Request], Awaitable[Response]]


def refusing(answer: Endpoint[Way]) -> Endpoint[Way]:
    """An endpoint that answers what a page may not do with the refusal; any other error is a bug, and goes on."""

    @wraps(answer)
    async def answered(way: Way, request: Request) -> Response:
        try:
            return await answer(way, request)
        except Exception as error:
            known = error if isinstance(error, Refusal) else refusal_from(error)
            if known is None:
                raise
            return errors.refusal(known)

    return answered


def routes(settings: Settings, server: Server, sessions: Sessions, logout: Logout | None) -> list[BaseRoute]:
    """`GET /session`, `POST /sign-out` and `POST /sign-out/everywhere`."""
    pages = PageSession(settings, server, sessions, logout)
    return [
        Route("/session", pages.tell),
        Route("/sign-out", pages.sign_out, methods=["POST"]),
        Route("/sign-out/everywhere", pages.sign_out_everywhere, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class PageSession:
    """Answers about the session of whoever asks. `logout`: at the provider, where pages have one."""

    settings: Settings
    server: Server
    sessions: Sessions
    logout: Logout | None

    @refusing
    async def tell(self, request: Request) -> Response:
        """`{signedIn, name, csrfToken, providers, development, expiresAt}`; nobody is no error."""
        found = await self.sessions.find(request.headers, self.server.database_here)
        secret = self.sessions.secret(request.headers) or ""
        answer = JSONResponse(
            {
                "signedIn": found is not None,
                "name": found and found.actor.name,
                "csrfToken": found and csrf_token(secret),
                "providers": self._providers(),
                "development": not self.settings.production,
                "expiresAt": found and found.ends_at.isoformat(),
            },
            headers=NOT_KEPT,
        )
        if found is None and secret:
            self.sessions.drop(answer)
        return answer

    def _providers(self) -> list[str]:
        return [urlsplit(self.settings.oidc_issuer).netloc] if self.settings.oidc_client_id else []

    @refusing
    async def sign_out(self, request: Request) -> Response:
        """End this session; whoever has none is signed out already. `{goTo}`: where the provider ends its own."""
        return await self._end(request, End.SIGNED_OUT)

    @refusing
    async def sign_out_everywhere(self, request: Request) -> Response:
        """End each session of this account, wherever it was begun, and at the provider as `sign_out` does."""
        return await self._end(request, End.SIGNED_OUT_EVERYWHERE)

    async def _end(self, request: Request, how: End) -> Response:
        database = self.server.database_here
        there = None
        if await self.sessions.find(request.headers, database) is not None:
            self.sessions.confirm(request.headers)
            await self.sessions.end(request.headers, database, how)
            there = await self.logout.address(request.headers) if self.logout else None
        answer = JSONResponse({"goTo": there}, headers=NOT_KEPT) if there else _nothing()
        self.sessions.drop(answer)
        if self.logout is not None:
            self.logout.drop(answer)
        return answer


def _nothing() -> Response:
    return Response(status_code=204, headers=NOT_KEPT)
