"""A test says something and checks it."""

import ast
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

WORDS = 3


def idle_tests(root: Path) -> list[str]:
    """Tests that no statement of theirs, nor a function of their file that they call, can fail."""
    return [
        f"{place(path, root, node.lineno)} {node.name} asserts nothing"
        for path, tree in _test_files(root)
        for node in _tests(tree)
        if not _asserts(node, _checkers(tree))
    ]


def classes_of_tests(root: Path) -> list[str]:
    """Tests in classes: a sentence needs no class."""
    return [
        f"{place(path, root, node.lineno)} {node.name}: tests are flat functions"
        for path, tree in _test_files(root)
        for node in tree.body
        if isinstance(node, ast.ClassDef) and any(True for _ in _tests(node))
    ]


def unsaid_tests(root: Path) -> list[str]:
    """Tests whose name is no sentence."""
    return [
        f"{place(path, root, node.lineno)} {node.name}: a test's name is a sentence"
        for path, tree in _test_files(root)
        for node in _tests(tree)
        if len(node.name.split("_")) <= WORDS
    ]


def _test_files(root: Path) -> list[tuple[Path, ast.Module]]:
    return [
        (path, tree)
        for path, tree in parsed(files(root, ".py", under=["tests"]))
        if path.name.startswith("test_")
    ]


def _tests(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [function for function in functions if function.name.startswith("test_")]


def _checkers(tree: ast.Module) -> set[str]:
    """Functions of the file that assert, so that a test may leave the asserting to them."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {function.name for function in functions if _asserts(function, set())}


def _asserts(function: ast.AST, checkers: set[str]) -> bool:
    for node in ast.walk(function):
        match node:
            case ast.Assert():
                return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id="pytest"), attr="raises" | "fail" | "warns")):
                return True
            case ast.Call(func=ast.Name(id=name)) if name in checkers:
                return True
    return False
