"""Two servers with a demo each: of this tree, and of what was attacked."""

import http.client
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil

from benchmarks import reference_release
from benchmarks.attack.documents import BEFORE, TODAY, Documents
from benchmarks.peers import HOME

PEOPLE, PATIENCE_SECONDS, SETTLE_SECONDS = 1_000, 120, 60
# What was attacked, and its command: the shapes keep the ratios that were promised over it, whatever came between.
ATTACKED, ITS_COMMAND = "46e749a", ("-m", "api.cli")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `status` 0 when nothing did, and the codes of all that was refused."""

    status: int
    codes: tuple[str, ...] = ()
    data: Any = None


@dataclass(slots=True)
class Server:
    """A server that runs. `ids`: what its demo has, by name; `tokens`: of accounts met; `documents`: in its words."""

    name: str
    port: int
    process: psutil.Process
    folder: Path
    schema: str
    documents: Documents = TODAY
    ids: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(self, who: str, document: str, timeout: float = PATIENCE_SECONDS, **variables: Any) -> Answer:
        """Send a document as an account of the demo, or as nobody ("")."""
        body = json.dumps({"query": document, "variables": variables}).encode()
        headers = {"content-type": "application/json", **self.credentials(who)}
        return self.send("POST", "/graphql", body, headers, timeout)

    def credentials(self, who: str) -> dict[str, str]:
        """The header that says who asks."""
        if who and who not in self.tokens:
            headers = {"content-type": "application/json"}
            given = self.send("POST", "/development/token", json.dumps({"name": who}).encode(), headers)
            self.tokens[who] = given.data["token"]
        return {"authorization": f"Bearer {self.tokens[who]}"} if who else {}

    def send(
        self, method: str, path: str, body: Any = None, headers: Any = None, timeout: float = PATIENCE_SECONDS
    ) -> Answer:
        """One request on a connection of its own; an iterable body goes in chunks."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            chunked = body is not None and not isinstance(body, bytes)
            connection.request(method, path, body, headers or {}, encode_chunked=chunked)
            got = connection.getresponse()
            return _read(got.status, got.read())
        except OSError:
            return Answer(0)
        finally:
            connection.close()

    def cpu_seconds(self) -> float:
        """Of the server and its database together, since they began."""
        return sum(_spent(each) for each in (self.process, *self._database()))

    def rss_bytes(self) -> int:
        """Memory of the server itself."""
        return int(self.process.memory_info().rss)

    def _database(self) -> Iterator[psutil.Process]:
        for file in self.folder.rglob("postmaster.pid"):
            try:
                postmaster = psutil.Process(int(file.read_text().split()[0]))
                yield from (postmaster, *postmaster.children())
            except (psutil.NoSuchProcess, ValueError, OSError):
                continue


def _spent(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    # A backend that ended is counted by the postmaster that waited for it.
    return float(times.user + times.system + times.children_user + times.children_system)


def _read(status: int, body: bytes) -> Answer:
    try:
        data = json.loads(body)
    except ValueError:
        return Answer(status)
    errors = data.get("errors", ()) if isinstance(data, dict) else ()
    codes = [each.get("extensions", {}).get("code", "no code") for each in errors]
    fields = (data.get("data") or {}) if isinstance(data, dict) else {}
    payloads = [each for each in fields.values() if isinstance(each, dict)]
    # What was attacked answers with a problem in place of the row, today's with a list of them beside it.
    problems = [one for each in payloads for one in (each, *each.get("problems", ()))]
    codes += [one["code"] for one in problems if "code" in one]
    return Answer(status, tuple(sorted(set(codes))), data)


@contextmanager
def both() -> Iterator[tuple[Server, Server]]:
    """Before and after, their demos loaded; both end with the block, and so does the tree of before."""
    HOME.mkdir(exist_ok=True)
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hostile_", dir=HOME)))
        tree = held.enter_context(reference_release.tree(folder / "before", ATTACKED))
        trees = {"before": (tree, ITS_COMMAND), "after": (reference_release.ROOT, ("-m", "cli"))}
        started = {name: _start(name, *one, folder) for name, one in trees.items()}
        for process in started.values():
            held.callback(partial(_stop, process))
        print(f"  loading {PEOPLE:,} made-up people into each server ...", flush=True)
        before, after = (
            _ready(name, started[name], folder / f"{name}-data", trees[name][0]) for name in started
        )
        yield before, after


def _start(name: str, tree: Path, module: tuple[str, ...], folder: Path) -> subprocess.Popen[str]:
    data = folder / f"{name}-data"
    data.mkdir()
    environment = {
        **reference_release.environment(tree),
        "MERITGRID_MODE": "development",
        "MERITGRID_DATA_FOLDER": str(data),
        "MERITGRID_HOST": "127.0.0.1",
    }
    command = [sys.executable, *module, "serve", "--demo", "--employees", PEOPLE, "--port", 0]
    if tree == reference_release.ROOT:
        # The tree of before knows no closed bonus, which would leave nothing to compute.
        command += ["--until", "assessed"]
    log = (folder / f"{name}.log").open("w")
    return subprocess.Popen(
        [str(word) for word in command], cwd=tree, env=environment, stdout=log, stderr=log, text=True
    )


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(SETTLE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ready(name: str, process: subprocess.Popen[str], data: Path, tree: Path) -> Server:
    """The server as soon as its demo is there, with what shapes need to know of it."""
    log, until = data.parent / f"{name}.log", monotonic() + PATIENCE_SECONDS
    while " answers at http://127.0.0.1:" not in (said := log.read_text()) or "\nLoaded " not in said:
        if process.poll() is not None or monotonic() > until:
            raise SystemExit(f"The server of {name} did not come up:\n{said[-2_000:]}")
        sleep(0.2)
    port = int(said.partition(" answers at http://127.0.0.1:")[2].split()[0])
    schema, spoken = (tree / "api/schema.graphql").read_text("utf-8"), BEFORE if name == "before" else TODAY
    return Server(name, port, psutil.Process(process.pid), data, schema, spoken)
