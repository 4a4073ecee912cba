"""The built pages of `web/`: one application for all addresses of people, and the editor apart."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

BUILT = Path(__file__).parents[2] / "web" / "dist"
ADDRESSES = (
    *("/", "/dang-nhap", "/tien-cua-toi", "/tien-cua-toi/{line}", "/quy/duyet/{run}"),
    *("/co-cau", "/co-cau/{code}", "/nguoi/{code}"),
)
NONCE = "__NONCE__"
NOT_BUILT = "Meritgrid answers GraphQL at /graphql. Its pages are not built: `make run` builds them.\n"
NO_EDITOR = (
    "This server carries out registered documents only (MERITGRID_REGISTERED_DOCUMENTS_ONLY), and the editor writes new"
    " ones: try them on a server of your own without that setting, then register them with `meritgrid documents"
    " register`.\n"
)
_SELF = (
    "default-src 'none'; script-src 'self'; font-src 'self' data:; img-src 'self' data:; connect-src 'self';"
    " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
)
# The editor writes styles into its page and starts its language worker from a blob.
EDITOR = f"{_SELF} style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"


def routes(built: Path = BUILT, *, editor: bool = True) -> list[BaseRoute]:
    """The pages, GraphiQL at /graphiql, and the files of both. No `editor`: its page says why."""

    async def page(_request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        return _page(built / "index.html", f"{_SELF} style-src 'self' 'nonce-{nonce}'", nonce)

    async def graphiql(_request: Request) -> Response:
        if not editor:
            return PlainTextResponse(NO_EDITOR, 404)
        return _page(built / "graphiql.html", EDITOR)

    async def not_there(request: Request) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return PlainTextResponse("Not Found", 404)
        answer = await page(request)
        answer.status_code = 404
        return answer

    found: list[BaseRoute] = [*(Route(address, page) for address in ADDRESSES), Route("/graphiql", graphiql)]
    if (built / "assets").is_dir():
        found.append(Mount("/assets", _Hashed(directory=built / "assets")))
    return [*found, Route("/{path:path}", not_there, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])]


def documents(built: Path = BUILT) -> Mapping[str, str]:
    """What the pages ask: the text of each document by its SHA-256, in hexadecimal; nothing before they are built."""
    file = built / "persisted-documents.json"
    if not file.is_file():
        return {}
    return {name.removeprefix("sha256:"): text for name, text in json.loads(file.read_text()).items()}


def _page(file: Path, policy: str, nonce: str = "") -> Response:
    if not file.is_file():
        return PlainTextResponse(NOT_BUILT, 404)
    headers = {"cache-control": "no-cache", "content-security-policy": policy}
    return HTMLResponse(file.read_text().replace(NONCE, nonce), headers=headers)


class _Hashed(StaticFiles):
    """Files with the hash of their content in their name: whoever has one never asks again."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
