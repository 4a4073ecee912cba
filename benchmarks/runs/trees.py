"""This tree and release 0.3.0 side by side, each in a process of its own that answers what it is asked."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import reference_release

WORKER = Path(__file__).parent / "worker.py"


class Side:
    """A tree's worker."""

    def __init__(self, tree: Path, people: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(WORKER), str(people)],
            cwd=tree,
            env=dict(reference_release.environment(tree)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def answer(self) -> Any:
        """The next answer; a worker that ended ends the benchmark, and has said why."""
        assert self._process.stdout is not None
        if not (line := self._process.stdout.readline()):
            raise SystemExit(f"The worker ended with code {self._process.wait()}.")
        return json.loads(line)

    def do(self, what: str, **given: Any) -> Any:
        """Have it do something, and wait for the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **given}) + "\n")
        self._process.stdin.flush()
        return self.answer()

    def end(self) -> None:
        """Let it stop its database and end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


class Sides(NamedTuple):
    """Ours, and release 0.3.0."""

    ours: Side
    before: Side


@contextmanager
def sides(people: int) -> Iterator[Sides]:
    """Both with a demo of so many people; they end with the block."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="meritgrid_before_")))
        tree = held.enter_context(reference_release.tree(folder / "tree"))
        started = []
        for root in (reference_release.ROOT, tree):
            print(f"  loading a demo of {people:,} people into {root} ...", flush=True)
            side = Side(root, people)
            held.callback(side.end)
            side.answer()
            started.append(side)
        yield Sides(*started)
