"""Folders of the product that setuptools would leave out of a wheel: they hold modules and are no package."""

from pathlib import Path

from tests.house.rules.tree import files, place

SHIPPED = ("api", "cli", "demo", "domain", "pay_models", "tabular")


def no_packages(root: Path) -> list[str]:
    """Each by its path."""
    folders = {path.parent for path in files(root, ".py") if place(path, root).split("/")[0] in SHIPPED}
    bare = sorted(place(folder, root) for folder in folders if not (folder / "__init__.py").exists())
    return [f"{folder} has modules and no __init__.py: it would not be installed" for folder in bare]
