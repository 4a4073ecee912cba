"""An employee reads in Vietnamese why they are paid what they are: every step with its words, values and parameters.

One client asks again and again over a kept connection, in turns with the same in English and with the least that a
request can ask: sign-in, a transaction, a name. It is wanted within 5 ms on a quiet machine, where the least takes
0.7 ms: seven times the least, which is how it is judged, by the quickest of each, whatever else the machine does.
"""

import asyncio
import http.client
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import demo
from benchmarks.nested.processes import administration, free_ports, started, wait_for
from benchmarks.outcomes import Outcome, keep
from domain.database.embedded import Embedded
from domain.database.sessions import APPLICATION_ROLE

PEOPLE, WARM, REQUESTS = 1_000, 20, 200
TIMES_LEAST, TIMES_ENGLISH = 7.0, 1.75
MONEY = "amount currency formatted"
VALUE = f"unit number option formatted money {{ {MONEY} }}"
REASON = f"""query Reason {{ payLines(first: 1) {{ nodes {{
  amount {{ {MONEY} }} class {{ code label rank }}
  steps(first: 100) {{ nodes {{
    ordinal modelId stage name says certainty law agreement choice
    value {{ {VALUE} }} values {{ {VALUE} }}
    parameters {{ name says meaning source href certainty value {{ {VALUE} }} }} }} }} }} }} }}"""
LEAST = "query Least { me { name } }"


class Asked(NamedTuple):
    """A document, and the language that its reader reads."""

    document: str
    language: str


class Seconds(NamedTuple):
    """Of a question: the median of its requests, and the quickest."""

    median: float
    quickest: float


QUESTIONS = {"vi": Asked(REASON, "vi"), "en": Asked(REASON, "en"), "least": Asked(LEAST, "vi")}


def main() -> None:
    """Measure, print, keep for the table of `make bench`."""
    with tempfile.TemporaryDirectory(prefix="meritgrid_bench_") as folder:
        embedded = Embedded(Path(folder) / "data")
        try:
            asyncio.run(administration(embedded, PEOPLE, demo.Until.CLOSED))
            with _served(embedded, Path(folder)) as (port, token):
                outcomes = _outcomes(port, token)
        finally:
            embedded.stop()
    for outcome in outcomes:
        print(f"  {outcome.what:<50} {outcome.measured}")
    keep("nested.reason", outcomes)


@contextmanager
def _served(embedded: Embedded, folder: Path) -> Iterator[tuple[int, str]]:
    """The port of a server of ours, and the token of an employee who was paid."""
    [port] = free_ports(1)
    ours = (
        sys.executable,
        "-m",
        "benchmarks.nested.ours",
        embedded.url(APPLICATION_ROLE),
        port,
        folder / "ours",
    )
    with started(*ours, "employee") as process:
        assert process.stdout is not None
        yield port, process.stdout.readline().strip()


def _outcomes(port: int, token: str) -> list[Outcome]:
    wait_for(lambda: _connected(port).close())
    with closing(_connected(port)) as connection:
        steps = _ask(connection, QUESTIONS["vi"], token)["payLines"]["nodes"][0]["steps"]["nodes"]
        taken = _taken(connection, token)
    shown = f"{len(steps)} steps, {sum(len(step['parameters']) for step in steps)} parameters"
    return [
        Outcome(
            f"why a person is paid, {shown}, Vietnamese",
            f"p50 {taken['vi'].median * 1e3:.1f} ms, quickest {taken['vi'].quickest * 1e3:.1f} ms",
        ),
        _beside("a request for a name", taken["vi"], taken["least"], TIMES_LEAST),
        _beside("the same in English", taken["vi"], taken["en"], TIMES_ENGLISH),
    ]


def _beside(what: str, ours: Seconds, other: Seconds, most: float) -> Outcome:
    times = ours.quickest / other.quickest
    return Outcome(
        f"beside {what}",
        f"p50 {other.median * 1e3:.1f} ms, quickest {other.quickest * 1e3:.1f} ms; {times:.2f} times as long",
        f"at most {most} times",
        met=times <= most,
    )


def _taken(connection: http.client.HTTPConnection, token: str) -> dict[str, Seconds]:
    """Seconds of each question, all asked in turns."""
    seconds: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    for _ in range(WARM + REQUESTS):
        for name, asked in QUESTIONS.items():
            began = perf_counter()
            _ask(connection, asked, token)
            seconds[name].append(perf_counter() - began)
    return {name: Seconds(median(each[WARM:]), min(each)) for name, each in seconds.items()}


def _ask(connection: http.client.HTTPConnection, asked: Asked, token: str) -> Any:
    headers = {
        "content-type": "application/json",
        "accept": "application/json",
        "accept-language": asked.language,
        "authorization": f"Bearer {token}",
    }
    connection.request("POST", "/graphql", json.dumps({"query": asked.document}), headers)
    answer = json.load(connection.getresponse())
    if "errors" in answer:
        raise SystemExit(f"The server does not answer: {answer['errors']}")
    return answer["data"]


def _connected(port: int) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    return connection


if __name__ == "__main__":
    main()
