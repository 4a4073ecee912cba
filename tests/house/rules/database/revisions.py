"""Revisions: those of a release are frozen, byte for byte; squawk judges the statements of those that are newer.

A release freezes its revisions: `sha256sum migrations/versions/*.py > tests/house/frozen_revisions.txt`.
"""

import hashlib
import subprocess
import sys
import sysconfig
from pathlib import Path

FROZEN = Path(__file__).parents[2] / "frozen_revisions.txt"
# Whole numbers here are counts of people and things. A revision is one transaction, in which no index can be made
# concurrently: its time-outs bound what it holds up. Alembic writes BEGIN and COMMIT around it.
EXCLUDED = (
    "prefer-bigint-over-int",
    "require-concurrent-index-creation",
    "require-concurrent-index-deletion",
    "transaction-nesting",
)
_OLDEST_SERVER = "16"


def frozen(listed: Path = FROZEN) -> dict[str, str]:
    """The hash of each revision that was released, by its path."""
    lines = (line.split("  ", 1) for line in listed.read_text().splitlines())
    return {name: digest for digest, name in lines}


def thawed(root: Path, released: dict[str, str]) -> list[str]:
    """Released revisions that are gone or changed, and others that slipped in before them."""
    found = []
    for name, digest in released.items():
        path = root / name
        if not path.exists():
            found.append(f"{name} is released and gone: put it back")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(f"{name} is released and changed: put it back and write another revision")
    late = {path.relative_to(root).as_posix() for path in (root / "migrations/versions").glob("*.py")}
    newest = max(released)
    return found + [
        f"{name} comes before a released revision: number it after {newest}"
        for name in sorted(late - released.keys())
        if name < newest
    ]


def newest_frozen(released: dict[str, str]) -> str:
    """The number of the newest released revision: 0007."""
    return Path(max(released)).name[1:5]


def rendered(root: Path, since: str) -> str:
    """The statements of the revisions after `since`, as Alembic would run them."""
    asked = [sys.executable, "-m", "alembic", "upgrade", f"{since}:head", "--sql"]
    return subprocess.run(asked, cwd=root, capture_output=True, check=True, text=True).stdout


def judged(sql: str) -> list[str]:
    """What squawk has against the statements: the line, its rule and why."""
    squawk = Path(sysconfig.get_path("scripts")) / "squawk"
    asked = [squawk, "--pg-version", _OLDEST_SERVER, "--assume-in-transaction", "--reporter", "gcc"]
    for rule in EXCLUDED:
        asked += ["--exclude", rule]
    told = subprocess.run(asked, input=sql, capture_output=True, check=False, text=True)
    if told.returncode not in {0, 1}:
        raise RuntimeError(f"squawk does not run: {told.stderr}")
    return [
        line.split(":", 1)[1]
        for line in told.stdout.splitlines()
        if ": warning: " in line or ": error: " in line
    ]
