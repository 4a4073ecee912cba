"""Arrows go one way: the contracts of pyproject.toml, judged by import-linter, and the ones it cannot say."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from domain import areas
from tests.house.rules.tree import files, parsed, place

# Rooms of the domain that keep tables.
KEEPING = (*areas.AREAS, *areas.BELOW)
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
BROKEN = re.compile(r"^(.+) BROKEN$", re.MULTILINE)


def broken_contracts(root: Path) -> list[str]:
    """Names of the contracts that the packages in `root` break."""
    told = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    broken = BROKEN.findall(told.stdout)
    if told.returncode and not broken:
        return [f"import-linter could not judge: {told.stdout}{told.stderr}"]
    return [name.strip() for name in broken]


def others_tables(root: Path) -> list[str]:
    """Services that ask another area's tables; views may, as they say how tables hang together.

    To name the row that another area's service gives, as a type, is no asking.
    """
    return [
        f"{place(path, root, node.lineno)} asks {other}'s tables; use its service"
        for area in KEEPING
        for path, tree in parsed(files(root, ".py", under=[f"domain/{area}"]))
        if path.stem not in ("tables", "views")
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for other in KEEPING
        if other != area and f"domain.{other}.tables" in _modules(node) and _names(node) & _asked(tree)
    ]


def _modules(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = {alias.name for alias in node.names}
    if isinstance(node, ast.Import):
        return names
    return {node.module or "", *(f"{node.module}.{name}" for name in names)}


def _names(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {(alias.asname or alias.name).split(".")[0] for alias in node.names}


def _asked(tree: ast.Module) -> set[str]:
    """Names that are used for more than to say of what type something is."""
    types = {
        id(inner)
        for node in ast.walk(tree)
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if said is not None
        for inner in ast.walk(said)
    }
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in types}
