"""What is sent: every shape of request that stood a server still, or was tried for it."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import sleep
from typing import Any

from graphql import get_introspection_query

from benchmarks.attack.servers import Answer, Server

LIGHT, HEAVY = 8, 1
JSON = {"content-type": "application/json"}
SLOW_SECONDS, HEADER_SECONDS, RUN_SECONDS = 2.0, 11.0, 12.0
Send = Callable[[Server, int], Answer]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of request. `send` gets the server and a number that makes each request another text than the last.

    `wanted`: what part of the CPU time of before it may take, in hundredths; None where before was well.
    """

    name: str
    send: Send
    times: int = LIGHT
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Send a document, as somebody or nobody; a comment makes it another text each time.

    `valid`: whether a parser and the schema take all of it, so that nothing but its shape is wrong.
    """

    text: Callable[[Server, int], str]
    who: str = ""
    variables: Callable[[Server], dict[str, Any]] = lambda _: {}
    valid: bool = True

    def __call__(self, server: Server, number: int) -> Answer:
        """The answer to it."""
        return server.ask(self.who, f"{self.text(server, number)} #{number}", **self.variables(server))


def _text(text: str, who: str = "", valid: bool = True) -> Document:
    return Document(lambda *_: text, who, valid=valid)


def _raw(body: bytes, headers: dict[str, str] | None = None, who: str = "") -> Send:
    return lambda server, _: server.send(
        "POST", "/graphql", body, {**(JSON if headers is None else headers), **server.credentials(who)}
    )


def _doubling(levels: int) -> str:
    chain = (
        f"fragment F{n} on Unit {{ a: parent {{ ...F{n + 1} }} b: parent {{ ...F{n + 1} }} }}"
        for n in range(levels)
    )
    return (
        f"{{ units(first: 1) {{ nodes {{ ...F0 }} }} }} {' '.join(chain)} fragment F{levels} on Unit {{ id }}"
    )


def _deep(levels: int) -> str:
    return "{ units(first: 1) { nodes { " + "parent { " * levels + "id" + " }" * levels + " } } }"


def _types_of_types(levels: int) -> str:
    return "{ __schema { types { " + "fields { type { " * levels + "name" + " } }" * levels + " } } }"


def _introspections(number: int) -> str:
    whole = get_introspection_query()
    fragments = whole[whole.index("fragment") :]
    return (
        "{ "
        + " ".join(f"a{n}: __schema {{ types {{ ...FullType }} }}" for n in range(number))
        + f" }} {fragments}"
    )


def _alike(number: int) -> Document:
    return Document(
        lambda server, _: "{ me { ...A } } fragment A on Account { " + server.documents.grants * number + "}"
    )


def _pages() -> str:
    inside = "children(first: 100) { nodes { %s } }"
    return "{ units(first: 100) { nodes { %s } } }" % (inside % (inside % "id"))


def _nodes() -> Document:
    """The same id a hundred times, with as much below each as the limit lets through."""
    inside = (
        "id employee { results(first: 10) { nodes { id month assigned completed delays sourceSystem } } }"
    )
    each = f"... on Kpi {{ results(first: 100) {{ nodes {{ {inside} }} }} }}"
    text = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {each} }} }}"
    return Document(lambda *_: text, "hr", lambda server: {"ids": [server.ids["kpi"]] * 100})


def _mutations(number: int) -> Document:
    def text(server: Server, sent: int) -> str:
        return "mutation { " + "".join(server.documents.discard % (n, sent, n) for n in range(number)) + "}"

    return Document(text, "hr")


def _chunks(pieces: int) -> Send:
    def body() -> Iterator[bytes]:
        yield b'{"query": "'
        yield from (b"x" * 65_536 for _ in range(pieces))

    headers = {**JSON, "transfer-encoding": "chunked"}
    return lambda server, _: server.send("POST", "/graphql", body(), headers)


def _declared(server: Server, _: int) -> Answer:
    """Ten megabytes that are only promised."""
    with socket.create_connection(("127.0.0.1", server.port)) as held:
        held.sendall(_head(10_000_000))
        return Answer(int(held.recv(1_000).split()[1]))


def _head(length: int) -> bytes:
    return (
        b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        b"content-length: %d\r\n\r\n" % length
    )


def _slow_bodies(server: Server, _: int) -> Answer:
    return _held(server, 200, _head(1_000) + b'{"query"', SLOW_SECONDS)


def _slow_headers(server: Server, _: int) -> Answer:
    return _held(server, 200, b"GET / HTTP/1.1\r\nx: ", HEADER_SECONDS)


def _held(server: Server, number: int, begun: bytes, seconds: float) -> Answer:
    """Open connections that begin a request and do not end it; the code says how many are still open at the end."""
    held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(number)]
    for each in held:
        each.sendall(begun)
    sleep(seconds)
    still = sum(_open(each) for each in held)
    for each in held:
        each.close()
    return Answer(200, (f"{still} of {number} open",))


def _open(held: socket.socket) -> bool:
    held.setblocking(False)
    try:
        return not held.recv(1, socket.MSG_PEEK) and False
    except BlockingIOError:
        return True
    except OSError:
        return False


def _simulations(number: int) -> Document:
    def text(server: Server, _: int) -> str:
        one = server.documents.simulate
        return "{ " + "".join(one % (n, server.ids["run"]) for n in range(number)) + "}"

    return Document(text, "legislator")


def _runs(server: Server, _: int) -> Answer:
    """Forty pay runs at once, each under a key of its own; whoever asked leaves after a while."""
    codes: set[str] = set()

    def one(key: int) -> None:
        got = server.ask(
            "hr", server.documents.run, RUN_SECONDS, unit=server.ids["unit"], key=f"attack-{key}"
        )
        codes.update(got.codes or (str(got.status) if got.status else "no answer",))

    threads = [threading.Thread(target=one, args=(key,)) for key in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answer(200, tuple(sorted(codes)))


def _nested_value() -> str:
    return "{ units(first: " + "[" * 900 + "1" + "]" * 900 + ") { totalCount } }"


BOMB = gzip.compress(b" " * 20_000_000)
UNKNOWN = "Unit_0192f7c2-0000-7000-8000-000000000000"
SHAPES = (
    Shape("fault 3: __schema under 60 aliases", _text(_introspections(60)), HEAVY, 5),
    Shape(
        "fault 3: the whole schema, as tools ask", lambda server, _: server.ask("", get_introspection_query())
    ),
    Shape("fault 5: one id a hundred times, pages below", _nodes(), HEAVY, 20),
    Shape("fault 6: 479 fields of one name", _alike(479), 2, 10),
    Shape("fault 6: 380 fields of one name", _alike(380), 2, 10),
    Shape("900 fields of one name", _text("{ me { " + "name " * 900 + "} }")),
    Shape("61 aliases", _text("{ " + " ".join(f"a{n}: me {{ name }}" for n in range(61)) + " }")),
    Shape("fragments that multiply to 8,190", _text(_doubling(12))),
    Shape("17 levels", _text(_deep(14))),
    Shape("500 levels", _text(_deep(497), valid=False)),
    Shape("values 900 deep", _text(_nested_value(), valid=False)),
    Shape("300 directives", _text("{ me { name " + "@include(if: true) " * 300 + "} }", valid=False)),
    Shape("900 unknown directives", _text("{ me { name " + "@a " * 900 + "} }", valid=False)),
    Shape("100 x 100 x 100 pages", _text(_pages(), "hr")),
    Shape(
        "20,000 ids",
        Document(
            lambda *_: "query ($i: [ID!]!) { nodes(ids: $i) { id } }",
            "hr",
            lambda _: {"i": [UNKNOWN] * 20_000},
        ),
    ),
    Shape("60 mutations in one document", _mutations(60), 2),
    Shape("introspection in depth", _text(_types_of_types(7))),
    Shape("10 MB declared", _declared),
    Shape("2.6 MB in chunks", _chunks(40)),
    Shape("a gzip bomb of 20 MB", _raw(BOMB, {**JSON, "content-encoding": "gzip"})),
    Shape("invalid UTF-8", _raw(b'{"query": "\xff\xfe"}')),
    Shape("400,000 brackets", _raw(b"[" * 400_000)),
    Shape("NaN", _raw(b'{"query": "{ me { name } }", "variables": {"a": NaN}}')),
    Shape("text/plain", _raw(b'{"query": "{ me { name } }"}', {"content-type": "text/plain"})),
    Shape("a batch", _raw(json.dumps([{"query": "{ me { name } }"}] * 100).encode())),
    Shape(
        "a forged token",
        lambda server, number: server.send(
            "POST",
            "/graphql",
            b'{"query": "{ me { name } }"}',
            {**JSON, "authorization": f"Bearer a.b.{number}"},
        ),
    ),
    Shape(
        "a document of 20,000 characters",
        lambda server, _: server.ask("hr", "{ me { name } } #" + "x" * 20_000),
    ),
    Shape("200 slow bodies", _slow_bodies, HEAVY),
    Shape("200 slow headers", _slow_headers, HEAVY),
    Shape("R2: 14 simulations in one document", _simulations(14), HEAVY, 10),
    Shape("R2: 40 pay runs at once", _runs, HEAVY),
)
