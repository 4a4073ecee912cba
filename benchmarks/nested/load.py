"""Clients that keep their connection: each sends one request after the other and reads every answer to its end.

`python -m benchmarks.nested.load` with a JSON object on standard input; prints requests a second. Answers are counted
by their length and dropped, so that the clients take as little as they can of the machine they share with the server.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import uvloop

END_OF_HEAD = b"\r\n\r\n"


async def measure(port: int, body: str, token: str, language: str, clients: int, seconds: float) -> float:
    """Answers a second of `clients` together. Raises ConnectionError for an answer other than 200 with a length."""
    loop = asyncio.get_running_loop()
    request = _request(port, body.encode(), token, language)
    until = perf_counter() + seconds
    opened = [
        await loop.create_connection(lambda: Client(request, until), "127.0.0.1", port)
        for _ in range(clients)
    ]
    began = perf_counter()
    counts = await asyncio.gather(*(client.done for _, client in opened))
    return float(sum(counts) / (perf_counter() - began))


@dataclass(slots=True)
class Client(asyncio.Protocol):
    """One connection. `left`: how many bytes of the answer are still to come."""

    request: bytes
    until: float
    done: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    transport: Any = None
    head: bytes = b""
    left: int = 0
    answers: int = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self.transport = transport
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Count what came; send the next request when the answer is complete."""
        if self.left == 0:
            self.head += data
            before, end, data = self.head.partition(END_OF_HEAD)
            if not end:
                return
            self.head, self.left = b"", _length(before)
        self.left -= len(data)
        if self.left == 0:
            self.answers += 1
            if perf_counter() < self.until:
                self.transport.write(self.request)
            else:
                self.transport.close()
                self.done.set_result(self.answers)

    def connection_lost(self, error: Exception | None) -> None:
        """A server that hangs up has failed."""
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("The server closed the connection."))


def _length(head: bytes) -> int:
    status, _, fields = head.lower().partition(b"\r\n")
    _, found, length = fields.partition(b"content-length:")
    if b" 200" not in status or not found:
        raise ConnectionError(head.decode())
    return int(length.partition(b"\r\n")[0])


def _request(port: int, body: bytes, token: str, language: str) -> bytes:
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nAccept-Language: {language}\r\nContent-Length: {len(body)}\r\n"
    )
    return (head + (f"Authorization: Bearer {token}\r\n" if token else "") + "\r\n").encode() + body


if __name__ == "__main__":
    asked: dict[str, Any] = json.load(sys.stdin)
    print(uvloop.run(measure(**asked)))
