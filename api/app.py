"""The composition root: settings and an address in, the whole application out."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api import pages, trial
from api.context import Server
from api.door import Door
from api.edge import Edge
from api.graphql_view import GraphQLView
from api.schema import schema
from api.settings import Settings
from api.sign_in import sign_in
from domain.audit import service as audit
from domain.database import Database
from domain.database_refusals import refusal_from

log = logging.getLogger("meritgrid.app")

PROVIDER_SECONDS = 5.0
RETRY_SECONDS = 2.0
SEAL_SECONDS = 1.0


def create(settings: Settings, application_url: str) -> Starlette:
    """The application over the database at `application_url`; it connects when it starts, and again if it must.

    `app.state.server` tells what all requests share. Raises Invalid for settings that nobody should serve with.
    """
    settings.refuse_to_serve()
    server = Server("production" if settings.production else "development")
    provider = httpx.AsyncClient(timeout=PROVIDER_SECONDS, follow_redirects=False)
    door = Door(GraphQLView(schema), server, settings, sign_in(settings, provider))

    @asynccontextmanager
    async def alive(_app: Starlette) -> AsyncIterator[None]:
        work = asyncio.create_task(_work(server, application_url))
        try:
            yield
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
            await provider.aclose()
            if server.database is not None:
                await server.database.close()

    async def healthz(_request: Request) -> Response:
        return await _health(server)

    routes = [Route("/graphql", door), Route("/healthz", healthz), *trial.routes(settings, server)]
    app = Starlette(
        routes=[*routes, *pages.routes()],
        middleware=[Middleware(Edge, access_log=settings.access_log)],
        lifespan=alive,
    )
    app.state.server = server
    return app


async def _work(server: Server, url: str) -> None:
    """Connect, then seal the trail again and again. Whatever goes wrong is told once, and tried anew."""
    told = ""
    while True:
        pause = SEAL_SECONDS
        try:
            if server.database is None:
                server.database = await Database.connect(url)
            if await audit.seal(server.database) is not None:
                pause = 0
            told = ""
        except Exception as error:  # noqa: BLE001: the server outlives its database
            known = refusal_from(error)
            pause = RETRY_SECONDS
            if told != (told := repr(error) if known is None else known.code):
                log.error("%s", known or "the trail could not be sealed", exc_info=known is None and error)
        await asyncio.sleep(pause)


async def _health(server: Server) -> Response:
    try:
        if server.database is not None:
            async with asyncio.timeout(RETRY_SECONDS), server.database.pool.acquire() as connection:
                await connection.fetchval("select 1")
            return JSONResponse({"status": "ok"})
    except Exception as error:  # noqa: BLE001: whatever it is, this server cannot serve
        log.warning("not healthy: %s", error)
    return JSONResponse({"status": "database_unavailable"}, 503)
