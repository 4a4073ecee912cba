"""The version of a model: a hash of the code that computes, its own and the blocks' and kernel's that it takes.

It is kept beside a run as information and proves nothing: what a line proves is the model's id and the values in force.
Comments and docstrings are no part of it, nor are engines, checks, explanations, or any number of the law.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
TAKEN = (
    "blocks",
    "kernel.declare.dating",
    "kernel.declare.grids",
    "kernel.declare.money",
    "kernel.declare.ranking",
)
"""The modules below `pay_models` whose code is in a version when a model imports it, itself or through a block."""
ALWAYS = ("kernel.run.stage", "kernel.tables.gather")
"""Those that compute for every model."""


def version_of(folder: Path, package: Path = PACKAGE) -> str:
    """Twelve hex digits for the model of a folder; `package` is the folder `pay_models`."""
    own = sorted(folder.rglob("*.py"))
    taken = {package.joinpath(*name.split(".")).with_suffix(".py") for name in ALWAYS}
    new = {path for file in own for path in _taken(file, package)}
    while new:
        taken |= new
        new = {path for file in new for path in _taken(file, package)} - taken
    digest = hashlib.sha256()
    for path in [*own, *sorted(taken)]:
        digest.update(f"{path.name}\0{_code(path)}\0".encode())
    return digest.hexdigest()[:12]


@cache
def _code(path: Path) -> str:
    """A file without its comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [one for one in node.body if not _is_text(one)] or [ast.Pass()]
    return ast.unparse(tree)


@cache
def _taken(path: Path, package: Path) -> tuple[Path, ...]:
    """The files of TAKEN that a file imports; what it takes from the kernel's face is in the room behind it."""
    face = {name: module for module, name in _imports(package / "kernel" / "__init__.py")}
    named = set()
    for module, name in _imports(path):
        named |= {f"{module}.{name}", face.get(name, "") if module == "kernel" else module}
    files = {package.joinpath(*one.split(".")).with_suffix(".py") for one in named if one.startswith(TAKEN)}
    return tuple(sorted(file for file in files if file.is_file()))


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """What a file imports of `pay_models`: the module below it, and the name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pay_models."):
            module = (node.module or "").removeprefix("pay_models.")
            yield from ((module, alias.name) for alias in node.names)


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
