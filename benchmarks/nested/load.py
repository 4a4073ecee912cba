"""Clients that keep their connection: each sends one request after the other and reads every answer to its end.

`python -m benchmarks.nested.load` with a JSON object on standard input; prints requests a second.
"""

import asyncio
import json
import sys
from time import perf_counter
from typing import Any

import uvloop


async def measure(port: int, body: str, token: str, clients: int, seconds: float) -> float:
    """Answers a second of `clients` together. Raises ConnectionError for an answer other than 200."""
    request = _request(port, body.encode(), token)
    until = perf_counter() + seconds
    began = perf_counter()
    counts = await asyncio.gather(*(_client(port, request, until) for _ in range(clients)))
    return sum(counts) / (perf_counter() - began)


def _request(port: int, body: bytes, token: str) -> bytes:
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n"
    )
    return (head + (f"Authorization: Bearer {token}\r\n" if token else "") + "\r\n").encode() + body


async def _client(port: int, request: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    answers = 0
    while perf_counter() < until:
        writer.write(request)
        await _read(reader)
        answers += 1
    writer.close()
    return answers


async def _read(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head.partition(b"\r\n")[0]:
        raise ConnectionError(head.decode())
    _, _, length = head.partition(b"content-length:")
    if length:
        await reader.readexactly(int(length.partition(b"\r\n")[0]))
        return
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


if __name__ == "__main__":
    asked: dict[str, Any] = json.load(sys.stdin)
    print(uvloop.run(measure(**asked)))
