"""Sign-in with the administration's provider: to it, and back with a session."""

import logging
from dataclasses import dataclass
from html import escape

from authlib.oauth2.rfc6750 import InvalidTokenError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.graphql.context import Server
from api.http import errors
from api.http.sign_in.session import NOT_KEPT, refusing
from api.languages import accepted
from api.sign_in.authentication import NO_ACCOUNT
from api.sign_in.code_flow import CALLBACK, FAILED, CodeFlow, Proven
from api.sign_in.logout import Logout
from api.sign_in.sessions import Sessions, cookies
from domain.access import service as access
from domain.errors import Refusal
from domain.language.text import Text

log = logging.getLogger("meritgrid.sign_in")

SECONDS = 600
AGAIN = Text("Sign in again")


def routes(
    server: Server, sessions: Sessions, flow: CodeFlow | None, logout: Logout | None
) -> list[BaseRoute]:
    """`GET /sign-in` and its callback; nothing without a provider for the pages."""
    if flow is None or logout is None:
        return []
    way = Provider(server, sessions, flow, logout)
    return [Route("/sign-in", way.go), Route(CALLBACK, way.come_back)]


@dataclass(frozen=True, slots=True)
class Provider:
    """Answers a browser on its way to the provider and back."""

    server: Server
    sessions: Sessions
    flow: CodeFlow
    logout: Logout

    async def go(self, request: Request) -> Response:
        """`?next=/path` says where to go afterwards, `again=1` that the provider asks anew who it is."""
        asked = request.query_params
        try:
            address, kept = await self.flow.begin(asked.get("next", "/"), again=asked.get("again") == "1")
        except Refusal as error:
            return _page(request, error)
        answer = RedirectResponse(address, 303, NOT_KEPT)
        answer.set_cookie(
            self._cookie, kept, SECONDS, secure=self.sessions.secure, httponly=True, samesite="lax"
        )
        return answer

    @refusing
    async def come_back(self, request: Request) -> Response:
        """Begin the session of whoever the provider names, and go on to where they wanted."""
        try:
            found = await self._proven(request)
            database = self.server.database_here
            actor = await access.account_of(database, found.subject)
            if actor is None:
                log.warning("the provider names %s, of whom there is no account", found.subject)
                raise NO_ACCOUNT
            secret = await self.sessions.start(request.headers, database, actor, found.signed_in_at)
        except InvalidTokenError:
            return self._over(_page(request, FAILED))
        except Refusal as error:
            return self._over(_page(request, error))
        answer = RedirectResponse(found.next, 303, NOT_KEPT)
        self.sessions.keep(answer, secret)
        self.logout.keep(answer, found.id_token)
        return self._over(answer)

    async def _proven(self, request: Request) -> Proven:
        said, kept = request.query_params, cookies(request.headers).get(self._cookie, "")
        return await self.flow.end(said.get("state", ""), said.get("code", ""), kept)

    @property
    def _cookie(self) -> str:
        return f"{self.sessions.cookie}-sign-in"

    def _over(self, answer: Response) -> Response:
        """What the browser kept is good for one way only."""
        answer.delete_cookie(self._cookie, secure=self.sessions.secure, httponly=True, samesite="lax")
        return answer


def _page(request: Request, error: Refusal) -> Response:
    """A refusal for a person who stands before a browser that left the pages."""
    language = accepted(request.headers)
    text = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Meritgrid</title>'
        f"<p>{escape(error.said(language))}</p>"
        f'<p><a href="/sign-in">{escape(AGAIN.said(language))}</a></p></html>'
    )
    return HTMLResponse(text, errors.refusal(error).status_code, NOT_KEPT)
