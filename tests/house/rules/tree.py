"""The files of the house: what git knows or would know; without git, what is not built or installed."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
CODE = ("api", "cli", "demo", "domain", "pay_models", "tabular", "migrations")
BUILT = {".git", ".venv", "node_modules", "dist", "__pycache__", ".peers"}


# Written by a generator from documents that are ours.
GENERATED = "clients/python/meritgrid_client"


def files(root: Path, *suffixes: str, under: Iterable[str] = ("",)) -> list[Path]:
    """Files below `root`, in the folders `under`, with one of the suffixes; nothing built, installed or generated."""
    asked = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, capture_output=True, check=False)
    own_repository = told.returncode == 0 and (root / ".git").exists()
    known = (
        (root / name for name in told.stdout.decode().split("\0") if name) if own_repository else _walk(root)
    )
    folders = [root / folder for folder in under]
    return sorted(
        path
        for path in set(known)
        if path.suffix in suffixes
        and path.is_file()
        and not path.is_relative_to(root / GENERATED)
        and any(path.is_relative_to(folder) for folder in folders)
    )


def parsed(paths: Iterable[Path]) -> Iterator[tuple[Path, ast.Module]]:
    """Each Python file with its syntax tree."""
    for path in paths:
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, root: Path, line: int | None = None) -> str:
    """Where a fault is, so that an editor can jump there."""
    name = path.relative_to(root).as_posix()
    return name if line is None else f"{name}:{line}"


def _walk(root: Path) -> Iterator[Path]:
    return (
        path for path in root.rglob("*") if path.is_file() and not BUILT & set(path.relative_to(root).parts)
    )
