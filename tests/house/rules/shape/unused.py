"""No module that nothing of the product uses: a test alone does not keep code alive."""

import ast
from collections.abc import Mapping
from pathlib import Path

from tests.house.rules.tree import files, parsed, place

# Modules that are found by their place and not by an import, and who looks there.
FOUND_BY_PLACE: Mapping[str, str] = {
    "cli.main": "pyproject.toml: it is the command",
    "cli.__main__": "python -m cli",
    **{f"domain.*.{part}": "domain/areas.py" for part in ("tables", "policies", "views", "events", "tasks")},
    "domain.*.reading.tasks": "domain/areas.py",
    "pay_models.*.*.model": "the registry of pay models",
}
ROOMS = ("api", "cli", "demo", "domain", "pay_models", "tabular")


def unused_modules(root: Path) -> list[str]:
    """Modules that no other module of the product imports."""
    modules = {_name(path, root): path for path in files(root, ".py", under=ROOMS)}
    imported = {
        name
        for path, tree in parsed(files(root, ".py", under=(*ROOMS, "migrations")))
        for name in _imports(tree)
        if modules.get(name) != path
    }
    return [
        f"{place(path, root)} is imported by nothing"
        for name, path in modules.items()
        if path.name != "__init__.py" and name not in imported and not _by_place(name)
    ]


def _name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts)


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _by_place(name: str) -> bool:
    return any(Path(name.replace(".", "/")).match(pattern.replace(".", "/")) for pattern in FOUND_BY_PLACE)
