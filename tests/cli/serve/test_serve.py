"""`meritgrid serve` as a program of its own: it comes up, says where, loads the demo behind it, and ends."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx2

from tests.cli.serve.conftest import PATIENCE_SECONDS

ABOUT = {"query": "{ about { mode today dayIsSet database loading { stage donePercent } } }"}
WAITING = """
    select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'
"""


async def ask(address: str) -> dict:
    async with httpx2.AsyncClient() as client:
        answer = await client.post(f"{address}/graphql", json=ABOUT)
    return answer.json()["data"]["about"]


async def test_it_answers_before_the_demo_is_there_and_loads_it_once(serve, owner):
    server = await serve("--demo", "--employees", 50, "--port", 0)
    address = await server.address()
    about = await ask(address)
    assert (about["mode"], about["database"]) == ("development", True)
    assert (about["today"], about["dayIsSet"]) == ("2026-12-31", True)
    assert "Today is 2026-12-31 here, in development: set by MERITGRID_TODAY or the demo.\n" in server.said
    assert "drawing the province" not in server.said

    said = await server.until("Loaded 50 people in ")
    assert "  finance     Phòng Tài chính\n" in said
    assert "drawing the province (0 of 1)\n" in said
    assert await owner.fetchval("select count(*) from employee") >= 50
    assert await server.end(signal.SIGINT) == 0
    assert server.said.endswith("Stopped.\n")

    again = await serve("--demo", "--port", 0)
    assert (await ask(await again.address()))["loading"] is None
    assert await again.end(signal.SIGTERM) == 0
    assert again.said.endswith("Stopped.\n")
    assert "drawing" not in again.said

    without = await serve("--port", 0)
    assert "Sign in on the page, or with a token: meritgrid token --as hr." in await without.until("Sign in")
    assert await without.end(signal.SIGTERM) == 0


async def test_on_an_empty_database_nobody_is_named_to_sign_in_as(serve):
    server = await serve("--port", 0)
    await server.address()

    assert "meritgrid demo loads a made-up administration" in await server.until("Nobody is here yet")
    assert await server.end(signal.SIGTERM) == 0
    assert "token --as" not in server.said


async def test_a_server_that_ends_takes_its_half_loaded_demo_with_it(serve, owner_url):
    server = await serve("--demo", "--employees", 20_000, "--port", 0)
    assert (await ask(await server.address()))["database"] is True
    await server.until("drawing the province")
    assert (await ask(await server.address()))["loading"] is not None
    assert await server.end(signal.SIGINT) == 0

    connection = await asyncpg.connect(owner_url)
    others = await connection.fetchval(
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        " and backend_type = 'client backend'"
    )
    employees = await connection.fetchval("select count(*) from employee")
    await connection.close()
    assert (others, employees) == (0, 0)


async def test_a_port_in_use_is_refused_before_the_database_is_touched(serve, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = await serve("--port", port)
        said = await server.until("nothing more")
    assert await server.process.wait() == 1
    assert said == (
        f"meritgrid: Cannot listen on 127.0.0.1, port {port}: another program uses it, perhaps another"
        f" `meritgrid serve`. Stop it, or add --port {port + 1}.\n"
    )


async def test_a_database_that_is_away_is_told_in_a_sentence(serve, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/nothing")
    server = await serve("--port", 0)
    said = await server.until("nothing more")
    assert await server.process.wait() == 1
    assert said.startswith("meritgrid: No PostgreSQL answers at 127.0.0.1:1/nothing.")
    assert "secret" not in said


async def test_what_stands_on_ours_keeps_the_server_from_starting_in_a_sentence(serve, owner):
    await owner.execute("create schema bao_cao; create view bao_cao.v as select * from unit_now")
    await owner.execute("drop policy unit_select on unit")
    server = await serve("--port", 0)
    said = await server.until("nothing more")

    assert await server.process.wait() == 1
    assert said.startswith(
        "meritgrid: What is made anew would take along what is not Meritgrid's: view bao_cao.v on "
    )
    assert len(said.splitlines()) == 1
    assert await owner.fetchval("select count(*) from bao_cao.v") == 0


async def test_production_does_not_start_without_a_provider(serve, monkeypatch):
    monkeypatch.setenv("MERITGRID_MODE", "production")
    server = await serve("--port", 0)
    said = await server.until("nothing more")
    assert await server.process.wait() == 1
    assert said.startswith("meritgrid: In production nobody can sign in without a provider")


@asynccontextmanager
async def units_locked(owner) -> AsyncIterator[None]:
    """Whoever reads units waits for the database, within the block."""
    async with owner.transaction():
        await owner.execute("lock table unit, unit_state in access exclusive mode")
        yield


async def waiting(owner, statements: int) -> int:
    """Wait until so many statements wait for a lock; gives how many do, in the end."""
    for _ in range(PATIENCE_SECONDS * 20):
        if await owner.fetchval(WAITING) == statements:
            break
        await asyncio.sleep(0.05)
    return await owner.fetchval(WAITING)


async def test_a_statement_stops_when_its_client_leaves_and_when_the_server_ends(serve, owner, demo):
    server = await serve("--port", 0)
    address = await server.address()
    async with units_locked(owner), httpx2.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS) as client:
        token = await client.post("/development/token", json={"name": "legislator"})
        client.headers["authorization"] = f"Bearer {token.json()['token']}"

        def ask() -> asyncio.Task:
            document = {"query": "{ units(first: 1) { nodes { code } } }"}
            return asyncio.create_task(client.post("/graphql", json=document))

        leaving = ask()
        before = await waiting(owner, 1)
        leaving.cancel()
        after = await waiting(owner, 0)
        staying = ask()
        again = await waiting(owner, 1)
        code = await server.end(signal.SIGTERM)
        answer = await staying
        left = await waiting(owner, 0)

    assert (before, after, again, left) == (1, 0, 1, 0)
    assert code == 0
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/json")
    assert answer.json() == {
        "errors": [
            {
                "message": "The server is stopping. Try again in a moment; with the same idempotencyKey nothing is"
                " done twice.",
                "extensions": {"code": "server_stopping"},
            }
        ]
    }
    assert "rror" not in server.said
