"""Global ids are made by `domain.reading.ids` alone: what is made by hand stays as it is when they change."""

import ast
import re
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

_NAME = re.compile(r"\b([A-Z][A-Za-z]+)_$")


def made_by_hand(root: Path, types: Collection[str]) -> list[str]:
    """Texts such as f"PayRun_{id}", for the names of `types`."""
    return [
        f'{place(path, root, node.lineno)} makes the id of a {name} by hand: global_id("{name}", ...) or id_of(row)'
        for path, tree in parsed(files(root, ".py", under=["api", "cli", "demo", "domain"]))
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for before, after in pairwise(node.values)
        if isinstance(after, ast.FormattedValue)
        and isinstance(before, ast.Constant)
        and (found := _NAME.search(str(before.value)))
        and (name := found[1]) in types
    ]
