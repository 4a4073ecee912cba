"""The pages leave as they were built, and say how to build them when they were not."""

import re
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from api.http import pages


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as Vite builds it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("page __NONCE__")
    (tmp_path / "graphiql.html").write_text("editor")
    (tmp_path / "assets" / "index-4f3a.js").write_text("code")
    return tmp_path


async def got(built: Path, path: str) -> httpx2.Response:
    """What a browser gets."""
    transport = httpx2.ASGITransport(app=Starlette(routes=pages.routes(built)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        return await client.get(path)


@pytest.mark.parametrize(
    ("path", "content"),
    [("/", "page "), ("/dang-nhap", "page "), ("/quy/duyet/eA", "page "), ("/graphiql", "editor")],
)
async def test_a_page_is_asked_for_anew_each_time(built: Path, path: str, content: str) -> None:
    answer = await got(built, path)

    assert answer.status_code == 200
    assert answer.text.startswith(content)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_a_style_in_a_page_is_applied_by_its_nonce_only_which_is_new_each_time(built: Path) -> None:
    once, again = await got(built, "/"), await got(built, "/tien-cua-toi")

    nonces = [answer.text.removeprefix("page ") for answer in (once, again)]
    policies = [answer.headers["content-security-policy"] for answer in (once, again)]
    assert len(set(nonces)) == 2
    assert all(len(nonce) == 22 for nonce in nonces)
    assert [
        f"style-src 'self' 'nonce-{nonce}'" in policy for nonce, policy in zip(nonces, policies, strict=True)
    ] == [True, True]
    assert not any("unsafe" in policy for policy in policies)
    assert all("script-src 'self';" in policy for policy in policies)


def test_the_server_delivers_each_address_that_the_router_of_the_pages_knows() -> None:
    router = (pages.BUILT.parent / "src" / "shell" / "router.tsx").read_text()

    known = re.findall(r'page\("([^"]+)"', router)

    assert len(known) > 3
    assert [re.sub(r"\$(\w+)", r"{\1}", address) for address in known] == list(pages.ADDRESSES)


async def test_an_address_that_no_page_has_is_not_found(built: Path) -> None:
    assert (await got(built, "/admin")).status_code == 404


async def test_the_documents_of_the_pages_are_known_by_their_hash(built: Path) -> None:
    assert pages.documents(built) == {}

    (built / "persisted-documents.json").write_text('{"sha256:00ff": "{ me { name } }"}')

    assert pages.documents(built) == {"00ff": "{ me { name } }"}


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
