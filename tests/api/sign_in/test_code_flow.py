"""Who comes back from sign-in otherwise than they went is refused by name, before the provider is asked."""

from typing import Any

import httpx2
import pytest

from api.settings import Settings
from api.sign_in.code_flow import CodeFlow
from api.sign_in.discovery import Endpoints
from api.sign_in.jwks import PublishedKeys
from domain.errors import Forbidden

ISSUER = "https://id.example.gov.vn"
SAID = {
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "issuer": ISSUER,
}


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the provider was asked at."""
    return []


@pytest.fixture
def flow(asked: list[str]) -> CodeFlow:
    """A way in whose provider tells its addresses and nothing else."""

    def respond(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return httpx2.Response(200, json=SAID)

    settings = Settings.model_validate(
        {
            "mode": "development",
            "oidc_issuer": ISSUER,
            "oidc_jwks_url": f"{ISSUER}/keys",
            "oidc_client_id": "meritgrid",
            "oidc_client_secret": "s" * 40,
            "public_address": "https://merit.example.gov.vn",
        }
    )
    client = httpx2.AsyncClient(transport=httpx2.MockTransport(respond))
    return CodeFlow(settings, client, PublishedKeys(f"{ISSUER}/keys", client), Endpoints(ISSUER, client))


@pytest.mark.parametrize("kept", ["", "nonsense", "a.b.c.d.e", "its own"])
async def test_who_comes_back_another_way_is_refused_by_name(
    flow: CodeFlow, asked: list[str], kept: Any
) -> None:
    _, way = await flow.begin("/", again=False)
    before = list(asked)

    with pytest.raises(Forbidden) as refused:
        await flow.end("another state", "code", way if kept == "its own" else kept)

    assert refused.value.code == "sign_in_failed"
    assert refused.value.said("en").endswith("took longer than ten minutes. Sign in again.")
    assert refused.value.said("vi").endswith("kéo dài quá mười phút. Hãy đăng nhập lại.")
    assert asked == before
