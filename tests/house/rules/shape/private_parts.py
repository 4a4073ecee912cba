"""Private and deep parts of libraries have one place each, where a new release is read against them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

ENGINE, ENGINES = "api/graphql/engine", "pay_models/kernel/engines"
KEEPERS = {"strawberry": ENGINE, "graphql": ENGINE, "narwhals": ENGINES}
ROOMS = ("api", "cli", "demo", "domain", "pay_models", "tabular", "migrations")
# What strawberry documents; of graphql-core, the packages below `graphql`.
DOCUMENTED = {
    "strawberry",
    "strawberry.asgi",
    "strawberry.dataloader",
    "strawberry.exceptions",
    "strawberry.extensions",
    "strawberry.extensions.field_extension",
    "strawberry.scalars",
    "strawberry.schema",
    "strawberry.schema.config",
    "strawberry.types",
    "strawberry.types.execution",
    "strawberry.types.field",
    "strawberry.types.graphql",
}
PACKAGES = 2
# Attributes by which objects of these libraries give their insides away.
INSIDES = {"_raw_info": "strawberry", "_schema": "strawberry", "_to_compliant_expr": "narwhals"}
INSIDES |= {"_compliant_frame": "narwhals", "_compliant": "narwhals"}


def outside(root: Path) -> list[str]:
    """Private or deep parts taken elsewhere than in the one place for them."""
    return [
        f"{place(path, root, line)} takes {name}; only {KEEPERS[library]} may"
        for path, tree in parsed(files(root, ".py", under=ROOMS))
        for line, library, name in _taken(tree)
        if not path.is_relative_to(root / KEEPERS[library])
    ]


def _taken(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and _is_deep(node.module or ""):
            yield node.lineno, (node.module or "").partition(".")[0], str(node.module)
        elif isinstance(node, ast.Import):
            deep = (alias.name for alias in node.names if _is_deep(alias.name))
            yield from ((node.lineno, name.partition(".")[0], name) for name in deep)
        elif isinstance(node, ast.Attribute) and node.attr in INSIDES and not _is_own(node.value):
            yield node.lineno, INSIDES[node.attr], node.attr


def _is_deep(module: str) -> bool:
    library, *inner = module.split(".")
    if library == "strawberry":
        return module not in DOCUMENTED
    if library == "graphql":
        return len(inner) >= PACKAGES
    return library == "narwhals" and any(part.startswith("_") for part in inner)


def _is_own(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id in ("self", "cls")
