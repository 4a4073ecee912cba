"""Day one of an empty installation, everybody signed in by a real OpenID provider on the pages."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from api.app import create
from api.settings import Settings
from domain import clock
from tests.fixtures.client import Client
from tests.fixtures.stories.day_one import DAY, FOLDER, begun, refusals, rehearsal, tell
from tests.fixtures.stories.documents import documents
from tests.foreign.sign_in.browser import browser_of, signed_in
from tests.foreign.sign_in.provider import CLIENT, PUBLIC, SECRET, OpenIDProvider, needs_provider

pytestmark = needs_provider


def settings_of(openid: OpenIDProvider, data_folder: Path) -> Settings:
    """Those of the rehearsal, whose pages are a client of the provider."""
    return rehearsal(
        openid.issuer,
        data_folder=data_folder,
        oidc_jwks_url=f"{openid.issuer}/jwks",
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        public_address=PUBLIC,
    )


@pytest.fixture
async def empty(
    openid: OpenIDProvider, database: Any, owner_url: str, tmp_path: Path
) -> AsyncIterator[Starlette]:
    """A rehearsal that began with its first administrator, and trusts the provider that runs."""
    clock.set_today(DAY)
    await begun(owner_url, openid.issuer)
    found = create(settings_of(openid, tmp_path), "")
    found.state.server.database = database
    yield found
    await found.state.outward.aclose()


async def test_the_whole_story_is_told_by_people_of_a_provider(
    empty: Starlette, openid: OpenIDProvider, owner: Any, tmp_path: Path
) -> None:
    here: dict[str, Client] = {}

    async with AsyncExitStack() as open_browsers:

        async def enter(sub: str) -> Client:
            if sub not in here:
                here[sub] = await come(open_browsers, sub)
            return here[sub]

        async def come(stack: AsyncExitStack, sub: str) -> Client:
            browser = await stack.enter_async_context(browser_of(empty))
            async with httpx2.AsyncClient() as there:
                await signed_in(browser, there, sub)
            browser.headers["x-csrf-token"] = (await browser.get("/session")).json()["csrfToken"]
            return Client(browser, settings_of(openid, tmp_path))

        told = await tell(enter, openid.issuer)

    assert sorted(told) == [document.name[:2] for document in documents(FOLDER)]
    assert ("04", "NEEDS_TWO_PEOPLE") in refusals(told)
    assert told["01"]["me"]["subject"] == f"{openid.issuer}|lan"
    signed = await owner.fetchval("select count(*) from audit_event where happened = 'session.started'")
    assert signed == len(here)
