"""The whole application over HTTP: it starts, answers, seals, and says what is missing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api import app as application
from api.databases import Addresses, mark_day
from api.settings import Settings
from api.sign_in import development_tokens
from domain.audit import service as audit
from domain.database.errors import AWAY
from domain.database.sessions import Database
from domain.errors import Invalid, Unavailable
from tests.fixtures.client import HERE, Client
from tests.fixtures.server import Server

UNITS = "{ units(first: 1) { nodes { code } } }"


@asynccontextmanager
async def running(
    settings: Settings, url: str, revive: Callable[[], None] | None = None
) -> AsyncIterator[Client]:
    """The application from its start to its end, as a server runs it."""
    app = application.create(settings, url, revive)
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url=HERE) as http,
    ):
        yield Client(http, settings)


@pytest.fixture
def url(server: Server, clone: str) -> str:
    """The address of this test's database for the application."""
    return server.application_url(clone)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again and seal at once, so that a test need not wait."""
    monkeypatch.setattr(application, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr(application, "SEAL_SECONDS", 0.02)


async def test_it_says_what_it_is_without_a_token(settings: Settings, url: str) -> None:
    async with running(settings, url) as client:
        data = await client.ask("{ about { mode database loading { stage } } }")

    assert data["about"] == {"mode": "development", "database": True, "loading": None}


async def test_everything_else_needs_a_token(settings: Settings, url: str) -> None:
    async with running(settings, url) as client:
        errors = await client.errors(UNITS)

    assert [each["extensions"]["code"] for each in errors] == ["unauthenticated"]


async def test_the_schema_may_be_read_without_a_token(settings: Settings, url: str) -> None:
    async with running(settings, url) as client:
        data = await client.ask('{ __type(name: "About") { name } }')

    assert data == {"__type": {"name": "About"}}


async def test_a_token_of_the_demo_reads(settings: Settings, url: str, demo: None) -> None:
    async with running(settings, url) as client:
        client.sign_in("hr")
        data = await client.ask("{ me { name } }")

    assert data == {"me": {"name": "Phòng Tổ chức cán bộ"}}


async def test_a_healthy_server_says_so(settings: Settings, url: str) -> None:
    async with running(settings, url) as client:
        answer = await client.http.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_server_whose_database_is_away_starts_and_says_so(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, eager: None
) -> None:
    with caplog.at_level(logging.ERROR, "meritgrid.app"):
        async with running(settings, f"postgresql://postgres@/x?host={tmp_path}") as client:
            health = await client.http.get("/healthz")
            about = await client.ask("{ about { database } }")
            client.sign_in("hr")
            answer = await client.http.post("/graphql", json={"query": UNITS})
            await asyncio.sleep(0.2)

    assert (health.status_code, health.json()) == (503, {"status": "database_unavailable"})
    assert about == {"about": {"database": False}}
    assert answer.status_code == 503
    assert answer.json()["errors"][0]["extensions"] == {"code": "database_unavailable"}
    assert [each for each in caplog.messages if "keeps trying" in each] == [
        f"{AWAY.message} The server keeps trying."
    ]


async def test_a_database_that_comes_later_is_found(
    settings: Settings, url: str, monkeypatch: pytest.MonkeyPatch, eager: None
) -> None:
    connect = Database.connect
    tries: list[str] = []

    async def late(address: str, **options: Any) -> Database:
        tries.append(address)
        if len(tries) < 3:
            raise ConnectionRefusedError
        return await connect(address, **options)

    monkeypatch.setattr(Database, "connect", late)
    async with running(settings, url) as client:
        before = await client.ask("{ about { database } }")
        after = await told_of_the_database(client, here=True)

    assert (before["about"]["database"], after) == (False, True)
    assert tries == [url] * 3


async def test_a_database_that_goes_away_is_told_and_found_again(
    settings: Settings, url: str, monkeypatch: pytest.MonkeyPatch, eager: None
) -> None:
    async with running(settings, url) as client:
        with monkeypatch.context() as patched:
            patched.setattr(audit, "seal", away)
            lost = await told_of_the_database(client, here=False)
        found = await told_of_the_database(client, here=True)

    assert (lost, found) == (False, True)


async def test_an_embedded_database_that_was_killed_is_started_again_by_the_running_server(
    settings: Settings, url: str, monkeypatch: pytest.MonkeyPatch, eager: None
) -> None:
    started: list[str] = []

    def revive() -> None:
        started.append("again")
        monkeypatch.setattr(audit, "seal", seal)

    seal = audit.seal
    async with running(settings, url, revive) as client:
        before = await told_of_the_database(client, here=True)
        untouched = list(started)
        monkeypatch.setattr(audit, "seal", away)
        while not started:  # noqa: ASYNC110 - the server tells nobody when it does so
            await asyncio.sleep(0.02)
        after = await told_of_the_database(client, here=True)

    assert (before, untouched, after, started) == (True, [], True, ["again"])


async def test_an_embedded_database_that_does_not_start_again_is_told_and_tried_again(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, eager: None
) -> None:
    tries: list[str] = []

    def revive() -> None:
        tries.append("x")
        raise Unavailable("database_unavailable", "The embedded database does not start: no room.")

    with caplog.at_level(logging.ERROR, "meritgrid.app"):
        async with running(settings, f"postgresql://postgres@/x?host={tmp_path}", revive) as client:
            while len(tries) < 3:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            health = await client.http.get("/healthz")

    assert health.status_code == 503
    assert "The embedded database does not start: no room." in caplog.messages


async def away(_database: Database) -> None:
    """What sealing meets while the database is away."""
    raise ConnectionResetError


async def told_of_the_database(client: Client, *, here: bool) -> bool:
    """What `about` says, once it says so, or in the end."""
    said = not here
    for _ in range(100):
        said = (await client.ask("{ about { database } }"))["about"]["database"]
        if said == here:
            break
        await asyncio.sleep(0.02)
    return said


async def test_the_trail_is_sealed_behind_the_requests(
    settings: Settings, url: str, owner_url: str, owner: Any, eager: None
) -> None:
    await mark_day(Addresses(owner_url, url), "development")

    async with running(settings, url):
        for _ in range(100):
            if await owner.fetchval("select count(*) from audit_seal"):
                break
            await asyncio.sleep(0.02)

    assert await owner.fetchval("select sum(events) from audit_seal") == 1


async def test_anybody_is_told_the_day_and_that_it_was_set(client: Client) -> None:
    asked = "{ about { mode today dayIsSet } }"

    assert await client.ask(asked) == {
        "about": {"mode": "development", "today": "2026-12-31", "dayIsSet": True}
    }


async def test_a_heavy_document_is_refused_by_the_real_schema(client: Client) -> None:
    client.sign_in("hr")
    inside = "{ nodes { children(first: 100) " * 3 + "{ nodes { code } }" + " } }" * 3

    errors = await client.errors(f"{{ units(first: 100) {inside} }}")

    assert [each["extensions"]["code"] for each in errors] == ["too_large"]


async def test_production_trusts_nobody_who_says_they_are_of_the_demo(
    settings: Settings, url: str, demo: None
) -> None:
    token = development_tokens.mint(settings, "hr")
    async with running(production(settings), url) as client:
        client.http.headers["authorization"] = f"Bearer {token}"
        answer = await client.http.post("/graphql", json={"query": UNITS})
        minting = await client.http.post("/development/token", json={"name": "hr"})
        listing = await client.http.get("/development/accounts")

    assert answer.status_code == 401
    assert answer.json()["errors"][0]["message"] == (
        "The token comes from an issuer that this server does not trust."
    )
    assert (minting.status_code, listing.status_code) == (404, 404)


async def test_production_without_a_provider_does_not_start(settings: Settings) -> None:
    with pytest.raises(Invalid) as caught:
        application.create(
            Settings(mode="production", database_url="x", data_folder=settings.data_folder), ""
        )

    assert caught.value.code == "no_sign_in"


def production(settings: Settings) -> Settings:
    """The same computer with real people on it."""
    return Settings(
        mode="production",
        database_url="postgresql://db/meritgrid",
        data_folder=settings.data_folder,
        oidc_issuer="https://id.example.gov.vn",
        oidc_jwks_url="https://id.example.gov.vn/keys",
    )
