"""The reference, release 0.3.0: its commit, and its tree to measure beside ours in the same run.

Bounds were promised over it, so it stays when a version is raised: over a faster release they would mean another thing.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMIT = "6e9ff68"


@contextmanager
def tree(folder: Path, commit: str = COMMIT) -> Iterator[Path]:
    """The files of the reference (or of another commit) in `folder`, as a worktree that goes with the block."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", "--force", str(folder), commit], check=True)
    try:
        if importlib.util.find_spec("httpx") is None:
            # The HTTP client of 0.3.0 has another name today; it serves no request that is measured.
            (folder / "httpx.py").write_text("from httpx2 import *\n")
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=False)


def environment(of: Path) -> Mapping[str, str]:
    """What a process of a tree is started with: its own modules first, and no database of ours."""
    kept = {key: value for key, value in os.environ.items() if not key.endswith("DATABASE_URL")}
    return kept | {"PYTHONPATH": str(of)}


def answer(of: Path, code: str) -> str:
    """The last line that a piece of Python prints in a tree, run by the Python that runs us."""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=of,
        env=environment(of),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return ended.stdout.splitlines()[-1]
