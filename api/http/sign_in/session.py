"""The session of a page: who is signed in, for whoever asks, and signing out, here or everywhere."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from api.graphql.context import Server
from api.http import errors
from api.settings import Settings
from api.sign_in.sessions import Sessions, csrf_token, sessions_of
from domain.database.errors import refusal_from
from domain.errors import Refusal

NOT_KEPT = {"cache-control": "no-store"}


def routes(settings: Settings, server: Server) -> list[BaseRoute]:
    """`GET /session`, `POST /sign-out` and `POST /sign-out/everywhere`."""
    pages = PageSession(settings, server, sessions_of(settings))
    return [
        Route("/session", pages.tell),
        Route("/sign-out", pages.sign_out, methods=["POST"]),
        Route("/sign-out/everywhere", pages.sign_out_everywhere, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class PageSession:
    """Answers about the session of whoever asks."""

    settings: Settings
    server: Server
    sessions: Sessions

    async def tell(self, request: Request) -> Response:
        """`{signedIn, name, csrfToken, providers, development, expiresAt}`; nobody is no error."""
        try:
            found = await self.sessions.find(request.headers, self.server.database_here)
        except Exception as error:  # noqa: BLE001
            return refused(error)
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

    async def sign_out(self, request: Request) -> Response:
        """End this session; whoever has none is signed out already."""
        return await self._end(request, everywhere=False)

    async def sign_out_everywhere(self, request: Request) -> Response:
        """End each session of this account, wherever it was begun."""
        return await self._end(request, everywhere=True)

    async def _end(self, request: Request, *, everywhere: bool) -> Response:
        try:
            database = self.server.database_here
            if await self.sessions.find(request.headers, database) is not None:
                self.sessions.confirm(request.headers)
                await self.sessions.end(request.headers, database, everywhere=everywhere)
        except Exception as error:  # noqa: BLE001
            return refused(error)
        answer = Response(status_code=204, headers=NOT_KEPT)
        self.sessions.drop(answer)
        return answer


def refused(error: Exception) -> Response:
    """The answer to what a page may not do; any other error is a bug, and goes on."""
    known = error if isinstance(error, Refusal) else refusal_from(error)
    if known is None:
        raise error
    return errors.refusal(known)
