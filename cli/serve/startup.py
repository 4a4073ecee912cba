"""Startup and shutdown of the server: where to look once it answers, and the demo loaded behind it."""

import asyncio
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from api import logs
from api.app import create
from api.databases import Addresses
from api.settings import Settings
from cli.console import tell
from cli.serve.demo_load import WantedDemo, load_behind
from cli.serve.http_protocol import PatientProtocol
from cli.serve.port import address_of
from demo import sources
from domain import clock
from domain.errors import Unavailable

GOODBYE_SECONDS = 5
# Of those, what is left for telling the requests that still run that the server ends.
ANSWERING_SECONDS = 1


class Server(uvicorn.Server):
    """Calls `when_up` as soon as it answers, and `when_down` when it is to end."""

    def __init__(
        self, config: uvicorn.Config, when_up: Callable[[], None], when_down: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._when_up, self._when_down = when_up, when_down

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._when_up()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._when_down()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A server that ends because it was asked to has done well: uvicorn would die of the signal in the end."""
        if sig == signal.SIGTERM:
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)


def run(
    settings: Settings,
    addresses: Addresses,
    listening: socket.socket,
    wanted: WantedDemo | None,
    *,
    populated: bool,
) -> None:
    """Serve until a signal ends it. `populated`: whether the demo's people are there already.

    Raises Unavailable when the server does not come up.
    """
    logs.configure(settings.production)
    app = create(settings, addresses.application, addresses.revive)
    behind: list[asyncio.Task[None]] = []

    def when_up() -> None:
        _tell_where(settings, address_of(listening))
        if not settings.production:
            _tell_who(populated, wanted is not None)
        if wanted is not None:
            loading = load_behind(app.state.server, addresses.owner, wanted)
            behind.append(asyncio.get_running_loop().create_task(loading))

    config = _configured(app)

    def when_down() -> None:
        app.state.server.lifetimes.end(GOODBYE_SECONDS - ANSWERING_SECONDS)

    server = Server(config, when_up, when_down)
    # Whatever still loads when the server ends is cancelled, and waited for, by the runner.
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve([listening]))
    if not server.started:
        raise Unavailable("not_started", "The server did not start; the lines above say why.")


def _configured(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        http=PatientProtocol,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )


def _tell_where(settings: Settings, address: str) -> None:
    if clock.is_set():
        tell(f"Today is {clock.today()} here, in {settings.acting}: set by MERITGRID_TODAY or the demo.")
    tell(f"Meritgrid answers at {address} and, for programs, at {address}/graphql. Ctrl-C stops it.")


def _tell_who(populated: bool, demo: bool) -> None:
    if not (populated or demo):
        tell("Nobody is here yet to sign in as: meritgrid demo loads a made-up administration.")
        return
    tell("Sign in on the page, or with a token: meritgrid token --as hr.")
    for name, account in sources.read("rights")["accounts"].items() if demo else ():
        tell(f"  {name:<12}{account['name'] or 'one employee of the demo'}")
