"""The built pages of `web/`."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

BUILT = Path(__file__).parents[2] / "web" / "dist"
NOT_BUILT = "Meritgrid answers GraphQL at /graphql. Its pages are not built: `make run` builds them.\n"
NO_EDITOR = (
    "This server carries out registered documents only (MERITGRID_REGISTERED_DOCUMENTS_ONLY), and the editor writes new"
    " ones: try them on a server of your own without that setting, then register them with `meritgrid documents"
    " register`.\n"
)


def routes(built: Path = BUILT, *, editor: bool = True) -> list[BaseRoute]:
    """The landing page at /, GraphiQL at /graphiql, and the files of both. No `editor`: its page says why."""

    async def landing(_request: Request) -> Response:
        return _page(built / "index.html")

    async def graphiql(_request: Request) -> Response:
        if not editor:
            return PlainTextResponse(NO_EDITOR, 404)
        return _page(built / "graphiql.html")

    found: list[BaseRoute] = [Route("/", landing), Route("/graphiql", graphiql)]
    if (built / "assets").is_dir():
        found.append(Mount("/assets", _Hashed(directory=built / "assets")))
    return found


def _page(file: Path) -> Response:
    if not file.is_file():
        return PlainTextResponse(NOT_BUILT, 404)
    return FileResponse(file, headers={"cache-control": "no-cache"})


class _Hashed(StaticFiles):
    """Files with the hash of their content in their name: whoever has one never asks again."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
