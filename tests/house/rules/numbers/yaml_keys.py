"""Every YAML file parses and every key of it is text: YAML reads a bare `on:` as true and `no:` as false."""

from pathlib import Path
from typing import Any

import yaml

from tests.house.rules.tree import files, place


def strange_keys(root: Path) -> list[str]:
    """Files that do not parse, and keys that YAML does not read as text."""
    found = []
    for path in files(root, ".yaml", ".yml"):
        try:
            read = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            found.append(f"{place(path, root)} is not YAML: {error}")
            continue
        found += [
            f"{place(path, root)}: the key {key!r} is no text"
            for key in _keys(read)
            if not isinstance(key, str)
        ]
    return found


def _keys(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    if isinstance(value, list):
        return [key for inner in value for key in _keys(inner)]
    return []
