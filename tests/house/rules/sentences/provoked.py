"""Codes of problems that tests provoke: each stands in one, by itself, as errors write it or as the schema does."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.house.rules.tree import files, parsed

# What judges the house, or is judged as a whole, provokes nothing.
IDLE = ("tests/house", "tests/golden")


def unprovoked(root: Path, codes: Collection[str], words: Collection[str] = ()) -> Iterator[str]:
    """Codes that no test names: neither `page_size` nor PAGE_SIZE, unless that is one of the `words` of other enums."""
    named = _texts(root)
    for code in sorted(codes):
        if code not in named and (code.upper() in words or code.upper() not in named):
            yield f"{code} is named by no test: provoke it, or delete it where nobody can"


def _texts(root: Path) -> set[str]:
    """Every text of the tests, whole."""
    tests = (
        path
        for path in files(root, ".py", under=["tests"])
        if not any(path.is_relative_to(root / folder) for folder in IDLE)
    )
    return {
        node.value
        for _, tree in parsed(tests)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
