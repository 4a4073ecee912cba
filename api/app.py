"""The composition root: settings and an address in, the whole application out."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import httpx2
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from api.graphql.context import Server
from api.http import pages
from api.http.gate import RequestGate
from api.http.graphql_view import GraphQLView
from api.http.middleware import Compression, Origins, RequestMiddleware
from api.http.pdf.view import PayLineView
from api.http.persisted_documents import PersistedDocuments
from api.http.sign_in import development, provider, session
from api.schema import schema
from api.settings import Settings
from api.sign_in.authentication import sign_in
from api.sign_in.code_flow import code_flow
from api.sign_in.logout import Logout
from api.sign_in.sessions import Sessions, sessions_of
from domain.areas import JOB_KINDS
from domain.audit import service as audit
from domain.database.errors import AWAY, refusal_from
from domain.database.sessions import Database
from domain.documents import service as documents
from domain.errors import Refusal
from domain.jobs import worker

log = logging.getLogger("meritgrid.app")

PROVIDER_SECONDS = 5.0
RETRY_SECONDS = 2.0
SEAL_SECONDS = 1.0
SWEEP_SECONDS = 15.0
# Secrets are in headers, which are not compressed, and no answer repeats one: lengths tell nobody any (BREACH).
GZIP = Middleware(Compression, minimum_size=1_400, compresslevel=4)
# The database ends a transaction of a request by itself so much later than this server should have.
NET_SECONDS = 10


def create(settings: Settings, application_url: str, revive: Callable[[], None] | None = None) -> Starlette:
    """The application over the database at `application_url`; it connects at the start, again if it must.

    `revive` starts a database that this server may start itself; Unavailable when it cannot.
    `app.state.server` tells what all requests share, `app.state.outward` asks the provider.
    Raises Invalid for settings not fit to serve with.
    """
    settings.refuse_to_serve()
    server, sessions = Server(settings.acting, issuer=settings.oidc_issuer), sessions_of(settings)
    outward = httpx2.AsyncClient(timeout=PROVIDER_SECONDS, follow_redirects=False)
    gate = _gate(server, settings, sessions, outward)

    @asynccontextmanager
    async def alive(_app: Starlette) -> AsyncIterator[None]:
        upkeep = Upkeep(server, application_url, settings.deadline_seconds + NET_SECONDS, revive)
        await upkeep.connect()
        # What the start made stays for ever. Looking through it for garbage held every 300th request up by 0.1 s.
        gc.freeze()
        behind = [asyncio.create_task(upkeep.go_on())]
        if settings.acting == "development":
            behind.append(asyncio.create_task(_do_jobs(upkeep)))
        try:
            yield
        finally:
            gc.unfreeze()
            for task in behind:
                task.cancel()
            await asyncio.gather(*behind, return_exceptions=True)
            await outward.aclose()
            if server.database is not None:
                await server.database.close()

    routes = [*_answers(gate, settings), *_ways_in(settings, server, sessions, outward)]
    app = Starlette(
        routes=[*routes, *pages.routes(editor=not settings.registered_documents_only)],
        middleware=[Middleware(RequestMiddleware, access_log=settings.access_log), GZIP],
        lifespan=alive,
    )
    app.state.server, app.state.outward = server, outward
    return app


async def _do_jobs(upkeep: "Upkeep") -> None:
    """A laptop needs no worker of its own; elsewhere it is `meritgrid work`."""
    await upkeep.connected.wait()
    await worker.work(upkeep.server.database_here, JOB_KINDS, asyncio.Event())


def _answers(gate: RequestGate, settings: Settings) -> list[BaseRoute]:
    """GraphQL, a line of what it answers on paper through the same gate, and whether anything is answered."""
    paper = replace(gate, inside=PayLineView(schema))
    return [
        Route("/graphql", Origins(gate, settings.origins)),
        Route("/pay-lines/{line}.pdf", Origins(paper, settings.origins), methods=["GET", "OPTIONS"]),
        Route("/healthz", partial(_health, gate.server)),
    ]


def _ways_in(
    settings: Settings, server: Server, sessions: Sessions, client: httpx2.AsyncClient
) -> list[BaseRoute]:
    flow = code_flow(settings, client)
    logout = Logout(settings, flow.endpoints) if flow else None
    return [
        *session.routes(settings, server, sessions, logout),
        *provider.routes(server, sessions, flow, logout),
        *development.routes(settings, server, sessions),
    ]


def _gate(server: Server, settings: Settings, sessions: Sessions, client: httpx2.AsyncClient) -> RequestGate:
    look_up = partial(_registered, server, pages.documents())
    view = GraphQLView(schema, PersistedDocuments(look_up, settings.registered_documents_only))
    return RequestGate(view, server, settings, sign_in(settings, client), sessions)


async def _registered(server: Server, of_pages: Mapping[str, str], sha256: str) -> str | None:
    if (own := of_pages.get(sha256)) is not None:
        return own
    try:
        return await documents.find(server.database_here, sha256)
    except Exception as error:
        known = refusal_from(error)
        if known is None:
            raise
        raise known from error


@dataclass(slots=True)
class Upkeep:
    """What goes on behind the requests: connecting, sealing the trail, sweeping. Each trouble is told once."""

    server: Server
    url: str
    request_seconds: int
    revive: Callable[[], None] | None = None
    told: set[str] = field(default_factory=set)
    swept_at: float = 0.0
    connected: asyncio.Event = field(default_factory=asyncio.Event)

    async def connect(self) -> bool:
        """Open the pools, unless they are open. Without a database the server answers that it is away."""
        if self.server.database is None:
            try:
                self.server.database = await Database.connect(self.url, request_seconds=self.request_seconds)
            except Exception as error:
                known = refusal_from(error)
                if known is None:
                    raise
                self._tell(f"{known.message} The server keeps trying.")
                await self._start_it_again(known)
            else:
                self.connected.set()
        return self.server.database is not None

    async def go_on(self) -> None:
        """Seal the trail again and again, and connect first when that is still to do."""
        while True:
            pause = RETRY_SECONDS
            try:
                if await self.connect():
                    sealed = await self._once(self.server.database_here)
                    pause = 0.0 if sealed else SEAL_SECONDS
                    self.server.lost = False
                    self.told.clear()
            except Exception as error:  # noqa: BLE001
                known = refusal_from(error)
                self.server.lost = known is not None
                self._tell(known.message if known else f"The trail could not be sealed: {error!r}")
                await self._start_it_again(known)
            await asyncio.sleep(pause)

    async def _once(self, database: Database) -> bool:
        """Whether there was something to seal, so that there may be more."""
        moment = asyncio.get_running_loop().time()
        net = database.net
        if net is not None and not net.kept_by_server and moment - self.swept_at > SWEEP_SECONDS:
            self.swept_at = moment
            await net.sweep()
        return await audit.seal(database.unhurried()) is not None

    async def _start_it_again(self, known: Refusal | None) -> None:
        """An embedded database that was killed stays so until somebody starts it."""
        if self.revive is None or known is None or known.code != AWAY.code:
            return
        try:
            await asyncio.to_thread(self.revive)
        except Refusal as refused:
            self._tell(refused.message)

    def _tell(self, sentence: str) -> None:
        if sentence not in self.told:
            self.told.add(sentence)
            log.error(sentence)


async def _health(server: Server, _request: Request) -> Response:
    try:
        if server.database is not None:
            async with asyncio.timeout(RETRY_SECONDS), server.database.reader() as connection:
                await connection.fetchval("select 1")
            return JSONResponse({"status": "ok"})
    except Exception as error:  # noqa: BLE001
        log.warning("not healthy: %s", error)
    return JSONResponse({"status": "database_unavailable"}, 503)
