"""Tokens for the asking: only in development, only on this computer, only for the demo's accounts."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from api.graphql.context import Server
from api.http.sign_in import development
from api.settings import Settings
from api.sign_in import development_tokens
from api.sign_in.sessions import sessions_of
from api.sign_in.tokens import prove
from demo import sources
from domain import clock
from domain.database.sessions import Database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A developer's settings."""
    return Settings(mode="development", data_folder=tmp_path)


@pytest.fixture
async def http(settings: Settings, database: Database, demo: None) -> AsyncIterator[httpx2.AsyncClient]:
    """A page on this computer, over the demo."""
    app = Starlette(
        routes=development.routes(settings, Server("development", database), sessions_of(settings))
    )
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


async def test_the_accounts_of_the_demo_are_listed(http: httpx2.AsyncClient) -> None:
    found = (await http.get("/development/accounts")).json()

    assert [each["name"] for each in found] == list(sources.read("rights")["accounts"])
    assert found[0] == {"name": "hr", "title": "Phòng Tổ chức cán bộ"}


async def test_before_the_demo_is_loaded_there_is_nobody(settings: Settings, database: Database) -> None:
    app = Starlette(
        routes=development.routes(settings, Server("development", database), sessions_of(settings))
    )
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://127.0.0.1"
    ) as http:
        assert (await http.get("/development/accounts")).json() == []
        assert (await http.post("/development/token", json={"name": "hr"})).status_code == 404


async def test_a_page_gets_a_token_for_an_account(http: httpx2.AsyncClient, settings: Settings) -> None:
    token = (await http.post("/development/token", json={"name": "finance"})).json()["token"]

    issuer = development_tokens.issuer(settings)
    proof = await prove(token, {issuer.name: issuer}, clock.now(), 0)
    assert proof.subject == "demo|finance"


@pytest.mark.parametrize("name", ["nobody", "system", "", "hr|", "../hr"])
async def test_there_is_no_token_for_anybody_else(http: httpx2.AsyncClient, name: str) -> None:
    answer = await http.post("/development/token", json={"name": name})

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"]["code"] == "no_account"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
async def test_a_site_that_points_its_name_here_gets_nothing(http: httpx2.AsyncClient, host: str) -> None:
    answers = [
        await http.get("/development/accounts", headers={"host": host}),
        await http.post("/development/token", json={"name": "hr"}, headers={"host": host}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "token" not in answers[1].json()


async def test_a_form_of_another_site_gets_nothing(http: httpx2.AsyncClient) -> None:
    answer = await http.post(
        "/development/token", content=b'{"name": "hr"}', headers={"content-type": "text/plain"}
    )

    assert answer.status_code == 400
    assert "token" not in answer.json()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b'{"name": 7}', b"{}"])
async def test_a_malformed_question_is_told_what_to_send(http: httpx2.AsyncClient, content: bytes) -> None:
    kind = {"content-type": "application/json"}

    answer = await http.post("/development/token", content=content, headers=kind)

    assert answer.json()["errors"][0]["message"] == 'Send {"name": "hr"}.'


def test_production_has_no_such_address(tmp_path: Path) -> None:
    settings = Settings(mode="production", data_folder=tmp_path)

    assert development.routes(settings, Server("production"), sessions_of(settings)) == []


@pytest.mark.parametrize(
    "peer", ["10.0.0.7", "192.168.1.20", "::ffff:10.0.0.7", "fe80::1", "", "evil.example"]
)
async def test_another_computer_gets_nothing_whatever_it_says_of_itself(
    settings: Settings, database: Database, demo: None, peer: str
) -> None:
    app = Starlette(
        routes=development.routes(settings, Server("development", database), sessions_of(settings))
    )
    transport = httpx2.ASGITransport(app=app, client=(peer, 40_000))
    says = {"host": "localhost", "x-forwarded-for": "127.0.0.1", "forwarded": "for=127.0.0.1"}
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://127.0.0.1:8000", headers=says
    ) as http:
        answers = [
            await http.get("/development/accounts"),
            await http.post("/development/token", json={"name": "hr"}),
        ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "token" not in answers[1].json()


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
async def test_this_computer_gets_a_token_by_any_of_its_own_addresses(
    settings: Settings, database: Database, demo: None, peer: str
) -> None:
    app = Starlette(
        routes=development.routes(settings, Server("development", database), sessions_of(settings))
    )
    transport = httpx2.ASGITransport(app=app, client=(peer, 40_000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
        answer = await http.post("/development/token", json={"name": "hr"})

    assert answer.status_code == 200
