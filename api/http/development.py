"""Development only: who is in the demo, and a token for any of them, so that the pages can sign in."""

from dataclasses import dataclass

import orjson
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from api.graphql.context import Server
from api.http import errors
from api.settings import LOOPBACK, Settings, is_loopback
from api.sign_in import development_tokens
from demo import sources
from domain import gate
from domain.access import service as access
from domain.errors import Forbidden, Invalid, NotFound, Refusal
from tabular.text import ANY


def routes(settings: Settings, server: Server) -> list[BaseRoute]:
    """Nothing at all in production."""
    if settings.production:
        return []
    trial = Trial(settings, server)
    return [
        Route("/development/accounts", trial.accounts),
        Route("/development/token", trial.token, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Trial:
    """Answers the pages of a developer's own computer."""

    settings: Settings
    server: Server

    async def accounts(self, request: Request) -> Response:
        """The demo's accounts that are there: `[{"name": "hr", "title": ...}]`, none before it is loaded."""
        try:
            self._refuse_strangers(request)
            found = [await self._title(name) for name in sources.read("rights")["accounts"]]
        except Refusal as error:
            return errors.refusal(error)
        return JSONResponse([each for each in found if each is not None])

    async def token(self, request: Request) -> Response:
        """`{"name": "hr"}` gives `{"token": ...}`."""
        try:
            self._refuse_strangers(request)
            name = _name(request.headers, await request.body())
            if await self._title(name) is None:
                raise NotFound(
                    "no_account", "The demo has no account {name!r}, or it is not loaded yet.", name=name
                )
        except Refusal as error:
            return errors.refusal(error)
        return JSONResponse({"token": development_tokens.mint(self.settings, name)})

    async def _title(self, name: str) -> dict[str, str] | None:
        actor = await access.account_of(self.server.database_here, f"{development_tokens.ISSUER}|{name}")
        return None if actor is None else {"name": name, "title": actor.name}

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
