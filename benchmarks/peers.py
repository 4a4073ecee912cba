"""Peers written in Python: each in an environment of its own, made once below `.peers` here."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).parent / ".peers"


def answer_of(name: str, packages: Sequence[str], command: Sequence[str | Path]) -> str:
    """What a script prints, run by the Python of an environment that holds these packages."""
    home = HOME / name
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (home / "ready").exists():
        print(f"  installing {' and '.join(packages)} into benchmarks/.peers (once) ...", flush=True)
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
        (home / "ready").touch()
    ended = subprocess.run([python, *command], check=True, stdout=subprocess.PIPE, text=True)
    return ended.stdout
