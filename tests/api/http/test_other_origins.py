"""Pages of other origins: those that the operator names may ask, the browser of any other's is told nothing."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from api.app import create
from api.settings import Settings
from tests.fixtures.client import HERE

PORTAL, STRANGER = "https://hr.example.gov.vn", "https://elsewhere.example"
ABOUT = {"query": "{ about { mode } }"}


@pytest.fixture
async def http(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a server that knows one other origin."""
    app = create(settings.model_copy(update={"origins": (PORTAL,)}), "")
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as client:
        yield client


def before(origin: str) -> dict[str, Any]:
    """What a browser asks beforehand."""
    return {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,accept-language",
    }


def allowed(answer: httpx2.Response) -> str | None:
    found: str | None = answer.headers.get("access-control-allow-origin")
    return found


async def test_the_pages_of_a_named_origin_may_ask(http: httpx2.AsyncClient) -> None:
    beforehand = await http.options("/graphql", headers=before(PORTAL))
    answer = await http.post("/graphql", json=ABOUT, headers={"origin": PORTAL})

    assert (beforehand.status_code, allowed(beforehand), allowed(answer)) == (200, PORTAL, PORTAL)
    assert answer.json()["data"] == {"about": {"mode": "development"}}
    assert "Authorization" in beforehand.headers["access-control-allow-headers"]
    for each in (beforehand, answer):
        assert "access-control-allow-credentials" not in each.headers
        assert "Origin" in each.headers["vary"]


async def test_the_browser_of_any_other_origin_is_told_nothing(http: httpx2.AsyncClient) -> None:
    beforehand = await http.options("/graphql", headers=before(STRANGER))
    answer = await http.post("/graphql", json=ABOUT, headers={"origin": STRANGER})

    assert (beforehand.status_code, beforehand.json()) == (
        403,
        {
            "errors": [
                {
                    "message": f"Pages of {STRANGER} may not ask this server; its operator allows an origin in"
                    " MERITGRID_ORIGINS.",
                    "extensions": {"code": "origin_not_allowed"},
                }
            ]
        },
    )
    for each in (beforehand, answer):
        assert [name for name in each.headers if name.startswith("access-control-allow")] == []


async def test_tokens_of_the_trial_are_for_pages_of_this_server_only(http: httpx2.AsyncClient) -> None:
    answer = await http.options("/development/token", headers=before(PORTAL))

    assert (answer.status_code, allowed(answer)) == (405, None)


async def test_unless_set_no_origin_is_allowed(client: Any) -> None:
    answer = await client.http.options("/graphql", headers=before(PORTAL))

    assert (answer.status_code, allowed(answer)) == (403, None)
