"""Development only: who is in the demo, and a session or a token of any of them, without a provider."""

from dataclasses import dataclass

import orjson
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from api.graphql.context import Server
from api.http.sign_in.session import NOT_KEPT, refusing
from api.settings import LOOPBACK, Settings, is_loopback
from api.sign_in import development_tokens
from api.sign_in.sessions import Sessions, refuse_other_sites
from demo import sources
from domain import clock, gate
from domain.access import service as access
from domain.actor import Actor
from domain.errors import Forbidden, Invalid, NotFound
from tabular.text import ANY


def routes(settings: Settings, server: Server, sessions: Sessions) -> list[BaseRoute]:
    """Nothing at all in production."""
    if settings.production:
        return []
    trial = Trial(settings, server, sessions)
    return [
        Route("/development/accounts", trial.accounts),
        Route("/development/token", trial.token, methods=["POST"]),
        Route("/development/sign-in", trial.sign_in, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Trial:
    """Answers the pages of a developer's own computer."""

    settings: Settings
    server: Server
    sessions: Sessions

    @refusing
    async def accounts(self, request: Request) -> Response:
        """The demo's accounts that are there: `[{"name": "hr", "title": ...}]`, none before it is loaded."""
        self._refuse_strangers(request)
        found = [await self._title(name) for name in sources.read("rights")["accounts"]]
        return JSONResponse([each for each in found if each is not None])

    @refusing
    async def token(self, request: Request) -> Response:
        """`{"name": "hr"}` gives `{"token": ...}`."""
        name, _ = await self._asked(request)
        return JSONResponse({"token": development_tokens.mint(self.settings, name)}, headers=NOT_KEPT)

    @refusing
    async def sign_in(self, request: Request) -> Response:
        """`{"name": "hr"}` begins a session of that account, whose cookie comes with the answer."""
        refuse_other_sites(request.headers)
        _, actor = await self._asked(request)
        database = self.server.database_here
        secret = await self.sessions.start(request.headers, database, actor, clock.now())
        answer = Response(status_code=204, headers=NOT_KEPT)
        self.sessions.keep(answer, secret)
        return answer

    async def _asked(self, request: Request) -> tuple[str, Actor]:
        self._refuse_strangers(request)
        name = _name(request.headers, await request.body())
        actor = await self._account(name)
        if actor is None:
            raise NotFound(
                "no_account", "The demo has no account {name!r}, or it is not loaded yet.", name=name
            )
        return name, actor

    async def _title(self, name: str) -> dict[str, str] | None:
        actor = await self._account(name)
        return None if actor is None else {"name": name, "title": actor.name}

    async def _account(self, name: str) -> Actor | None:
        return await access.account_of(self.server.database_here, f"{development_tokens.ISSUER}|{name}")

    def _refuse_strangers(self, request: Request) -> None:
        """Only this computer asks: by the address at the other end of the line, which no header sets.

        And a page elsewhere could point its own host name at this computer and ask in the reader's name.
        """
        if request.client is None or not is_loopback(request.client.host):
            raise Forbidden("forbidden", "Only this computer itself gets tokens of the trial.")
        host = request.headers.get("host", "").rsplit(":", 1)[0].strip("[]")
        if host not in (*LOOPBACK, self.settings.host):
            raise Forbidden(
                "forbidden", "Ask this computer by its own name, {host}.", host=self.settings.host
            )


def _name(headers: Headers, body: bytes) -> str:
    # A form of another site cannot send JSON without asking first, and it is never allowed.
    if headers.get("content-type", "").split(";")[0] != "application/json":
        raise Invalid("bad_request", "Send the name as application/json.")
    try:
        name = orjson.loads(body)["name"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        name = None
    if not isinstance(name, str):
        raise Invalid("bad_request", 'Send {"name": "hr"}.', "name")
    return gate.text(name, ANY, "name")
