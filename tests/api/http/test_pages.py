"""The pages leave as they were built, and say how to build them when they were not."""

from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from api.http import pages


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as Vite builds it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("landing")
    (tmp_path / "graphiql.html").write_text("editor")
    (tmp_path / "assets" / "index-4f3a.js").write_text("code")
    return tmp_path


async def got(built: Path, path: str) -> httpx2.Response:
    """What a browser gets."""
    transport = httpx2.ASGITransport(app=Starlette(routes=pages.routes(built)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        return await client.get(path)


@pytest.mark.parametrize(("path", "content"), [("/", "landing"), ("/graphiql", "editor")])
async def test_a_page_is_asked_for_anew_each_time(built: Path, path: str, content: str) -> None:
    answer = await got(built, path)

    assert (answer.status_code, answer.text) == (200, content)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_a_file_with_a_hash_in_its_name_is_kept_by_the_browser(built: Path) -> None:
    answer = await got(built, "/assets/index-4f3a.js")

    assert answer.text == "code"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/assets/../index.html", "/assets/%2e%2e/index.html", "/assets/missing.js"])
async def test_nothing_outside_the_assets_is_given_out(built: Path, path: str) -> None:
    assert (await got(built, path)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/graphiql"])
async def test_without_built_pages_the_server_says_how_to_get_them(tmp_path: Path, path: str) -> None:
    answer = await got(tmp_path / "nothing", path)

    assert answer.status_code == 404
    assert "`make run` builds them" in answer.text


async def test_without_built_pages_their_files_are_not_there(tmp_path: Path) -> None:
    assert (await got(tmp_path / "nothing", "/assets/x.js")).status_code == 404
