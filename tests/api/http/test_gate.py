"""What every GraphQL request passes before any field: its size, its deadline, who asks."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api.graphql.context import Context, Server
from api.http.gate import RequestGate
from api.settings import Settings
from api.sign_in import development_tokens
from api.sign_in.authentication import sign_in
from api.sign_in.sessions import sessions_of
from domain.database.sessions import Database

MOST = 1_000


class Inside:
    """Stands where GraphQL is: reads the whole request, and remembers who came in."""

    def __init__(self) -> None:
        self.contexts: list[Context] = []
        self.read = b""
        self.seconds = 0.0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        more = True
        while more:
            message = await receive()
            self.read += message.get("body", b"")
            more = message.get("more_body", False)
        await asyncio.sleep(self.seconds)
        self.contexts.append(scope["context"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A developer's settings, with a short deadline and small requests."""
    return Settings(mode="development", data_folder=tmp_path, deadline_seconds=1, largest_request_bytes=MOST)


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
async def http(settings: Settings, database: Database, inside: Inside) -> AsyncIterator[httpx2.AsyncClient]:
    """A client before the door, over this test's database."""
    client = httpx2.AsyncClient()
    door = RequestGate(
        inside, Server("development", database), settings, sign_in(settings, client), sessions_of(settings)
    )
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=door), base_url="http://here") as found:
        yield found
    await client.aclose()


def code(answer: httpx2.Response) -> str:
    """The code of an answer that is one error."""
    found: str = answer.json()["errors"][0]["extensions"]["code"]
    return found


async def test_without_a_token_one_may_come_in_as_nobody(http: httpx2.AsyncClient, inside: Inside) -> None:
    answer = await http.post("/", content=b"x")

    assert answer.text == "in"
    assert [context.actor for context in inside.contexts] == [None]


async def test_a_token_comes_in_as_its_account(
    http: httpx2.AsyncClient, inside: Inside, settings: Settings, demo: None
) -> None:
    token = development_tokens.mint(settings, "hr")

    await http.post("/", headers={"authorization": f"Bearer {token}"})

    assert [context.signed_in.name for context in inside.contexts] == ["Phòng Tổ chức cán bộ"]


async def test_a_bad_token_stays_outside_with_the_challenge_of_the_standard(
    http: httpx2.AsyncClient, inside: Inside
) -> None:
    answer = await http.post("/", headers={"authorization": "Bearer lan"})

    assert (answer.status_code, code(answer)) == (401, "invalid_token")
    assert answer.headers["www-authenticate"] == (
        'Bearer error="invalid_token", error_description="This is not a signed JSON Web Token."'
    )
    assert inside.contexts == []


async def test_a_stranger_with_a_good_token_stays_outside(
    http: httpx2.AsyncClient, inside: Inside, settings: Settings
) -> None:
    token = development_tokens.mint(settings, "stranger")

    answer = await http.post("/", headers={"authorization": f"Bearer {token}"})

    assert (answer.status_code, code(answer)) == (403, "no_account")
    assert "Load it with `meritgrid demo`" in answer.json()["errors"][0]["message"]
    assert inside.contexts == []


async def test_nobody_is_let_in_while_accounts_cannot_be_asked(
    http: httpx2.AsyncClient, inside: Inside, settings: Settings, database: Database
) -> None:
    await database.pool.close()
    token = development_tokens.mint(settings, "hr")

    answer = await http.post("/", headers={"authorization": f"Bearer {token}"})

    assert (answer.status_code, code(answer)) == (503, "database_unavailable")
    assert inside.contexts == []


async def test_a_request_of_the_largest_size_comes_in(http: httpx2.AsyncClient, inside: Inside) -> None:
    answer = await http.post("/", content=b"x" * MOST)

    assert answer.status_code == 200
    assert inside.read == b"x" * MOST


async def test_a_larger_request_is_not_even_read(http: httpx2.AsyncClient, inside: Inside) -> None:
    answer = await http.post("/", content=b"x" * (MOST + 1))

    assert (answer.status_code, code(answer)) == (413, "request_too_large")
    assert answer.json()["errors"][0]["message"] == (
        "The request is larger than 1,000 bytes, which is the most that this server takes."
    )
    assert inside.read == b""


async def test_a_request_that_does_not_tell_its_size_is_cut_off(
    http: httpx2.AsyncClient, inside: Inside
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 300

    answer = await http.post("/", content=pieces())

    assert (answer.status_code, code(answer)) == (413, "request_too_large")
    assert len(inside.read) == 900
    assert inside.contexts == []


async def test_what_nobody_waits_for_is_stopped_and_not_answered(
    settings: Settings, database: Database, inside: Inside
) -> None:
    inside.seconds = 30.0
    sent: list[Any] = []
    arrived, gone = [{"type": "http.request", "body": b"x", "more_body": False}], asyncio.Event()

    async def receive() -> Any:
        if arrived:
            return arrived.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    client = httpx2.AsyncClient()
    server = Server("development", database)
    door = RequestGate(inside, server, settings, sign_in(settings, client), sessions_of(settings))
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    answering = asyncio.create_task(door(scope, receive, send))
    while not inside.read:  # noqa: ASYNC110 - nothing tells the test
        await asyncio.sleep(0.01)
    gone.set()
    await asyncio.wait_for(answering, 20)
    await client.aclose()

    assert (sent, inside.contexts, server.lifetimes.running) == ([], [], set())


async def test_a_server_that_ends_answers_what_still_runs_and_lets_the_rest_finish(
    settings: Settings, database: Database, inside: Inside
) -> None:
    server = Server("development", database)
    patient = settings.model_copy(update={"deadline_seconds": 60})
    client = httpx2.AsyncClient()
    door = RequestGate(inside, server, patient, sign_in(patient, client), sessions_of(patient))
    inside.seconds = 30.0
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=door), base_url="http://here") as http:
        asking = asyncio.create_task(http.post("/", content=b"x"))
        while not inside.read:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        server.lifetimes.end(0.05)
        answer = await asyncio.wait_for(asking, 20)
        inside.seconds = 0.0
        later = await http.post("/", content=b"x")
    await client.aclose()

    assert (answer.status_code, code(answer)) == (503, "server_stopping")
    assert (later.status_code, len(inside.contexts)) == (200, 1)


async def test_what_takes_too_long_is_stopped(http: httpx2.AsyncClient, inside: Inside) -> None:
    inside.seconds = 30.0

    answer = await http.post("/", content=b"x")

    assert (answer.status_code, code(answer)) == (503, "took_too_long")
    assert inside.contexts == []
