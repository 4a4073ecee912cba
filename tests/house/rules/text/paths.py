"""A comment, a docstring or a page names a file or a module of the house only where it stands."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules.tree import files, place

ROOMS = "api|cli|demo|domain|migrations|pay_models|tabular|tests|benchmarks|docs|web"
# Not within a longer path or an address, and no pattern or example (`domain/<area>/`, `api/*.py`).
PATH = re.compile(rf"(?<![\w./<-])(?:{ROOMS})/[\w./-]+(?![\w<*{{…])")
MODULE = re.compile(rf"`(?:python -m )?((?:{ROOMS})(?:\.\w+)+)`")
FILE_NAMES = re.compile(r"\.(py|sql|md|toml|yaml|graphql|ts|tsx|txt)$")


def lost_paths(root: Path) -> list[str]:
    """Paths and dotted modules in comments, docstrings and Markdown that lead nowhere."""
    return [
        f"{place(path, root, line)} names {name}, which is not there"
        for path in files(root, ".py", ".sql", ".md")
        for line, said in _said(path)
        for name in _named(said)
        if not _stands(root, name)
    ]


def _named(said: str) -> Iterator[str]:
    yield from (found[0].rstrip("./-") for found in PATH.finditer(said))
    yield from (name for name in MODULE.findall(said) if not FILE_NAMES.search(name))


def _stands(root: Path, name: str) -> bool:
    if "/" in name:
        return (root / name).exists()
    folder, *parts = name.split(".")
    there = root / folder
    while parts and (there / parts[0]).is_dir():
        there /= parts.pop(0)
    if not parts:
        return there.is_dir()
    module = there / f"{parts[0]}.py"
    if module.exists():
        parts.pop(0)
    else:
        module = there / "__init__.py"
    return module.exists() and (not parts or bool(re.search(rf"\b{parts[0]}\b", module.read_text("utf-8"))))


def _said(path: Path) -> Iterator[tuple[int, str]]:
    """What is written for people, with its line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _of_python(text)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if path.suffix == ".md":
            yield number, line
        elif "--" in line:
            yield number, line.partition("--")[2]


def _of_python(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented) and (said := ast.get_docstring(node)):
            yield node.body[0].lineno, said
