"""Tests read the environment in two places: their tier, and the database that is given to them."""

import ast
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

READERS = {
    "tests/tiers.py": "how much is tried",
    "tests/fixtures/server.py": "a server that is given instead of our own",
}


def other_readers(root: Path) -> list[str]:
    """Places in tests that read a variable of their own: nobody would know of it."""
    return [
        f"{place(path, root, node.lineno)} reads the environment; ask tests/tiers.py"
        for path, tree in parsed(files(root, ".py", under=["tests"]))
        if path.relative_to(root).as_posix() not in READERS
        for node in ast.walk(tree)
        if _reads(node)
    ]


def fixed_examples(root: Path) -> list[str]:
    """Settings of hypothesis that draw as often in every tier."""
    return [
        f"{place(path, root, node.lineno)} draws as often in every tier; max_examples=examples(...)"
        for path, tree in parsed(files(root, ".py", under=["tests"]))
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "max_examples"
        and isinstance(node.value, ast.Constant)
    ]


def _reads(node: ast.AST) -> bool:
    match node:
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id="os"), attr="environ"), ctx=ast.Load()):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="getenv")):
            return True
        case ast.Call(
            func=ast.Attribute(value=ast.Attribute(value=ast.Name(id="os"), attr="environ"), attr="get")
        ):
            return True
    return False
