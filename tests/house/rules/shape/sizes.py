"""A file stops at 300 lines, a function at 40, a folder at ten modules; pages that all read are short and light."""

import ast
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

FILE_LINES = 300
FUNCTION_LINES = 40
FROZEN = "migrations/versions"  # history: nobody reads it to change it
WRITTEN = (".py", ".sql", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sh", ".mako")
LOOSE_MODULES = 10
# Of what a folder counts modules; faces only name what is in a room.
MODULES, FACES = (".py", ".ts", ".tsx"), ("__init__", "index")
PICTURE_BYTES = 60_000
PAGES: Mapping[str, int] = {"README.md": 100, "CONTRIBUTING.md": 60, "docs/decisions/*.md": 40}


def long_files(root: Path) -> list[str]:
    """Files of code with more lines than a reader keeps in mind."""
    counted = (
        (path, len(path.read_text(encoding="utf-8").splitlines()))
        for path in files(root, *WRITTEN)
        if not path.is_relative_to(root / FROZEN)
    )
    return [
        f"{place(path, root)} has {lines} lines; {FILE_LINES} is the most"
        for path, lines in counted
        if lines > FILE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    """Python functions with more lines than fit on a screen."""
    return [
        f"{place(path, root, node.lineno)} {node.name} has {lines} lines; {FUNCTION_LINES} is the most"
        for path, tree in parsed(files(root, ".py"))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def long_pages(root: Path, pages: Mapping[str, int] = PAGES) -> list[str]:
    """Pages of prose that outgrew their purpose, and pages that should be there and are not."""
    found = []
    for pattern, most in pages.items():
        matched = sorted(root.glob(pattern))
        if not matched and "*" not in pattern:
            found.append(f"{pattern} is missing")
        for path in matched:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > most:
                found.append(f"{place(path, root)} has {lines} lines; {most} is the most")
    return found


def heavy_pictures(root: Path) -> list[str]:
    """Pictures of the documentation that take longer to come than what stands around them."""
    sizes = ((path, path.stat().st_size) for path in files(root, ".png", ".jpg", ".webp", under=["docs"]))
    return [
        f"{place(path, root)} has {size} bytes; {PICTURE_BYTES} is the most: fewer colours (tests/web/picture.py)"
        for path, size in sizes
        if size > PICTURE_BYTES
    ]


def crowded_folders(root: Path) -> list[str]:
    """Folders with more loose modules than one look takes in: of Python, and of the pages."""
    return [
        f"{folder} has {count} loose modules; {LOOSE_MODULES} is the most: make rooms"
        for folder, count in sorted(_crowds(root).items())
    ]


def _crowds(root: Path) -> dict[str, int]:
    modules = (path for ending in MODULES for path in files(root, ending) if path.stem not in FACES)
    counted = Counter(place(path.parent, root) for path in modules)
    return {
        folder: count for folder, count in counted.items() if count > LOOSE_MODULES and folder not in FROZEN
    }
