"""The application in production before a real provider, and a browser of its pages."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from api.settings import Settings
from domain.database.sessions import Database
from tests.foreign.sign_in.browser import browser_of
from tests.foreign.sign_in.provider import CLIENT, PUBLIC, SECRET, OpenIDProvider


@pytest.fixture
def openid() -> Iterator[OpenIDProvider]:
    """A provider that runs."""
    found = OpenIDProvider()
    found.start()
    yield found
    found.stop()


@pytest.fixture
async def app(
    openid: OpenIDProvider, database: Database, demo: None, owner: Any, tmp_path: Path
) -> AsyncIterator[Starlette]:
    """The application in production, over the demo, whose HR is `lan` of the provider."""
    from api.app import create

    await owner.execute("update account set subject = $1 where subject = 'demo|hr'", f"{openid.issuer}|lan")
    settings = Settings(
        mode="production",
        database_url="postgresql://unused/meritgrid",
        data_folder=tmp_path,
        oidc_issuer=openid.issuer,
        oidc_jwks_url=f"{openid.issuer}/jwks",
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        public_address=PUBLIC,
    )
    found = create(settings, "")
    found.state.server.database = database
    yield found
    await found.state.outward.aclose()


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser on the pages."""
    async with browser_of(app) as found:
        yield found


@pytest.fixture
async def person() -> AsyncIterator[httpx2.AsyncClient]:
    """The same browser on the provider's pages."""
    async with httpx2.AsyncClient() as found:
        yield found
