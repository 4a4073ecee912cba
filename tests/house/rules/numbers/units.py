"""Endings of names that tell a unit are listed in `pay_models/kernel/declare/units.py` and nowhere else."""

import ast
from pathlib import Path

from pay_models.kernel.declare.units import UNITS
from tests.house.rules.tree import files, parsed, place

KEEPER = "pay_models/kernel/declare/units.py"
ROOMS = ["api", "cli", "demo", "domain", "pay_models", "tabular", "tests/house/rules"]
# Two of them side by side are a list; "percent" and "cents" alone are words like others.
SEVERAL = 2


def other_lists(root: Path) -> list[str]:
    """Places that read the ending of a name by themselves: "_vnd" as a text, or several endings side by side."""
    return [
        f"{place(path, root, node.lineno)} reads {said}; ask unit_of"
        for path, tree in parsed(files(root, ".py", under=ROOMS))
        if path.relative_to(root).as_posix() != KEEPER
        for node in _expressions(tree)
        if (said := _endings(node))
    ]


def _expressions(tree: ast.Module) -> list[ast.expr]:
    """All but the pieces of f-strings: those make names, and read none."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.expr)]
    pieces = {id(piece) for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values}
    return [node for node in nodes if id(node) not in pieces]


def _endings(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str() as text) if text.startswith("_") and text[1:] in UNITS:
            return text
        case ast.Dict(keys=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Tuple(elts=parts):
            found = [part.value for part in parts if isinstance(part, ast.Constant) and part.value in UNITS]
            return ", ".join(map(str, found)) if len(found) >= SEVERAL else ""
        case _:
            return ""
