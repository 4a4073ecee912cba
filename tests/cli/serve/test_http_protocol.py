"""A connection on which no request comes is not held open, however slowly its header drips in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import orjson
import pytest
import uvicorn

from cli.serve import http_protocol
from cli.serve.http_protocol import PatientProtocol
from cli.serve.port import listen
from cli.serve.startup import Server

asked: list[str] = []
PATIENCE_SECONDS = 10


async def app(scope, receive, send):
    """Answer after half a second, with what came."""
    asked.append(scope["path"])
    await asyncio.sleep(0.5 if scope["path"] == "/slow" else 0)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def port(monkeypatch) -> AsyncIterator[int]:
    """Where a server listens that waits 0.3 s for a header."""
    monkeypatch.setattr(http_protocol, "HEADER_SECONDS", 0.3)
    asked.clear()
    config = uvicorn.Config(
        app, http=PatientProtocol, server_header=False, lifespan="off", log_config=None, ws="none"
    )
    up = asyncio.Event()
    server, listening = Server(config, up.set, lambda: None), listen("127.0.0.1", 0)
    running = asyncio.create_task(server.serve([listening]))
    await up.wait()
    yield listening.getsockname()[1]
    server.should_exit = True
    await running


async def answered(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """What comes back until the server closes the connection, while all `pieces` are sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    came = bytearray()

    async def receive() -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(65_536):
                came.extend(piece)

    receiving = asyncio.create_task(receive())
    with suppress(ConnectionError):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
    await asyncio.wait_for(receiving, PATIENCE_SECONDS)
    writer.close()
    return bytes(came)


def code(answer: bytes) -> str:
    """The code of a refusal."""
    return orjson.loads(answer.partition(b"\r\n\r\n")[2])["errors"][0]["extensions"]["code"]


async def test_a_header_that_drips_in_is_refused_and_closed(port):
    answer = await answered(port, b"GET / HTTP/1.1\r\n", *(b"x: y\r\n" for _ in range(20)), pause=0.05)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert code(answer) == "header_too_slow"
    assert asked == []


async def test_a_connection_that_says_nothing_is_closed_without_a_word(port):
    assert await answered(port) == b""
    assert asked == []


async def test_a_header_without_end_is_refused(port):
    answer = await answered(
        port, b"GET / HTTP/1.1\r\n", *(b"x: " + b"y" * 1_000 + b"\r\n" for _ in range(200))
    )

    # The client may still be writing when the answer is sent: then it sees the connection closed instead.
    assert answer == b"" or code(answer) == "header_too_large"
    assert asked == []


async def test_one_line_without_end_is_refused(port):
    answer = await answered(port, b"GET /" + b"y" * 70_000)

    assert answer.startswith(b"HTTP/1.1 431 ")
    assert code(answer) == "header_too_large"
    assert asked == []


async def test_an_answer_may_take_longer_than_a_header(port):
    answer = await answered(port, b"GET /slow HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")

    assert answer.endswith(b"\r\n\r\nok")
    assert asked == ["/slow"]


async def test_the_next_request_of_a_connection_has_its_own_time(port):
    first = b"GET /first HTTP/1.1\r\nhost: a\r\n\r\n"
    answer = await answered(port, first, b"GET /second HTTP/1.1\r\n", b"host: a\r\n", pause=0.2)

    assert answer.count(b"HTTP/1.1 200 ") == 1
    assert answer.count(b"HTTP/1.1 408 ") == 1
    assert asked == ["/first"]


async def test_a_header_that_begins_during_an_answer_does_not_end_it(port):
    slow = b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n"
    answer = await answered(port, slow, b"GET /second HTTP/1.1\r\n", pause=0.05)

    assert b"\r\n\r\nok" in answer
    assert asked == ["/slow"]


async def test_what_is_not_http_is_refused_with_a_code(port):
    answer = await answered(port, b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert code(answer) == "bad_request"


async def test_no_answer_tells_what_serves_it(port):
    good = await answered(port, b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
    bad = await answered(port, b"?\r\n\r\n")

    assert b"uvicorn" not in good.lower() + bad.lower()
    assert b"\r\nserver:" not in good.lower() + bad.lower()
