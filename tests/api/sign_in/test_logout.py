"""Signing out at the provider is offered only where it can be, and is waited for by nobody."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.datastructures import Headers
from starlette.responses import Response

from api.settings import Settings
from api.sign_in.discovery import Endpoints
from api.sign_in.logout import Logout

ISSUER = "https://id.example.gov.vn"
PUBLISHED = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "end_session_endpoint": f"{ISSUER}/logout?realm=lg",
}
NOTHING = Headers({})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A production with a provider for its pages."""
    return Settings(
        mode="production",
        database_url="postgresql://unused/meritgrid",
        data_folder=tmp_path,
        oidc_issuer=ISSUER,
        oidc_jwks_url=f"{ISSUER}/jwks",
        oidc_client_id="pages",
        oidc_client_secret="a secret of the tests",
        public_address="https://luong.example.gov.vn",
    )


def logout(settings: Settings, said: Any) -> Logout:
    """Logout at a provider that publishes this of itself, or fails so."""

    def respond(_request: httpx2.Request) -> httpx2.Response:
        if isinstance(said, Exception):
            raise said
        return httpx2.Response(200, json=said)

    client = httpx2.AsyncClient(transport=httpx2.MockTransport(respond))
    return Logout(settings, Endpoints(ISSUER, client))


def kept(at: Logout, id_token: str) -> Headers:
    """What a browser sends that was given an ID token to keep."""
    answer = Response()
    at.keep(answer, id_token)
    return Headers({"cookie": answer.headers["set-cookie"].split(";")[0]})


async def test_an_address_keeps_what_the_provider_has_in_its_own(settings: Settings) -> None:
    at = logout(settings, PUBLISHED)

    address = urlsplit(await at.address(kept(at, "a.b.c")) or "")

    assert (address.netloc, address.path) == ("id.example.gov.vn", "/logout")
    assert parse_qs(address.query) == {
        "realm": ["lg"],
        "client_id": ["pages"],
        "post_logout_redirect_uri": ["https://luong.example.gov.vn/"],
        "id_token_hint": ["a.b.c"],
    }


async def test_a_token_that_no_cookie_holds_is_not_kept(settings: Settings) -> None:
    at = logout(settings, PUBLISHED)

    headers = kept(at, "x" * 4_000)

    assert headers["cookie"] == '__Secure-meritgrid-provider=""'
    assert "id_token_hint" not in (await at.address(headers) or "")


@pytest.mark.parametrize(
    "said",
    [
        {name: value for name, value in PUBLISHED.items() if name != "end_session_endpoint"},
        {**PUBLISHED, "end_session_endpoint": "http://id.example.gov.vn/logout"},
        {**PUBLISHED, "issuer": "https://evil.example"},
        httpx2.ConnectError("away"),
    ],
    ids=["not offered", "not encrypted", "another issuer", "away"],
)
async def test_without_a_place_to_sign_out_one_stays_here(settings: Settings, said: Any) -> None:
    at = logout(settings, said)

    assert await at.address(kept(at, "a.b.c")) is None
    assert await at.address(NOTHING) is None
