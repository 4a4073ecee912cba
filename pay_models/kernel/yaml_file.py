"""YAML files, read by libyaml where PyYAML has it: a tenth of the time. A key that stands there twice is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read_yaml(path: Path) -> Any:
    """The content of a file. Raises OSError, or yaml.YAMLError with the place.

    YAML lets a later key silently replace an earlier one; a number of the law must not vanish so.
    """
    loader = LOADER(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if root is None:
            return None
        for key in _repeated(root):
            raise yaml.MarkedYAMLError(problem=f"{key.value} stands there twice", problem_mark=key.start_mark)
        return loader.construct_document(root)
    finally:
        loader.dispose()


def _repeated(node: yaml.Node) -> Iterator[yaml.Node]:
    """The keys below a node that another one of their mapping has been before."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            named = str(key.value)
            if named in seen:
                yield key
            seen.add(named)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _repeated(each)
