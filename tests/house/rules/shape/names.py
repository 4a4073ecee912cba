"""Names are the trade's; the same few files stand in every area."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

from domain import areas
from tests.house.rules.tree import files, parsed, place

EMPTY_NAMES = re.compile(
    r"^(?:utils?|helpers?|managers?|base|common|misc|stuff)$|_(?:utils?|helpers?|manager|base)$"
)
PARTICIPLE = re.compile(
    r"^(?:told|asked|found|known|taken|kept|given|made|written|shown|said|judging|gathering)$|(?:^|[a-z_])ed$"
)
NO_PARTICIPLE: Mapping[str, str] = {"embedded": "an adjective: the PostgreSQL that is embedded"}
AREAS = tuple(areas.AREAS)
EVERY_AREA: Mapping[str, frozenset[str]] = {
    "api": frozenset({"__init__", "types", "queries", "mutations", "subscriptions"}),
    "domain": frozenset({"__init__", "tables", "views", "service", "events"}),
}
# An area of the api only says how the domain's leaves: it has nothing of its own.
STRICT = {"api"}
DEPTH = 2
LAYERS = ("api", "cli", "demo", "domain", "tabular", "pay_models/kernel", "pay_models/blocks")
MODEL_FOLDER = frozenset({"model.py", "parameters.yaml", "cases.yaml", "README.md"})


def empty_names(root: Path) -> list[str]:
    """Modules and folders whose name says nothing about what they are for."""
    return [
        f"{place(path, root)}: name it after what it does"
        for path in files(root, ".py", ".ts", ".tsx")
        if any(EMPTY_NAMES.search(part) for part in (*path.relative_to(root).parent.parts, path.stem))
    ]


def participles(root: Path) -> list[str]:
    """Modules named by a participle: what was told, asked or found is not what the module is."""
    return [
        f"{place(path, root)}: name it by a noun of the field"
        for path in files(root, ".py", under=LAYERS)
        if PARTICIPLE.search(path.stem) and path.stem not in NO_PARTICIPLE
    ]


def strange_files(root: Path) -> list[str]:
    """Files of an area that other areas lack, unless they are a part of the domain that says what it is."""
    found = []
    for layer, allowed in EVERY_AREA.items():
        for path in files(root, ".py", under=[f"{layer}/{area}" for area in AREAS]):
            own = path.stem not in allowed or len(path.relative_to(root / layer).parts) > DEPTH
            if own and (
                layer in STRICT or not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            ):
                found.append(f"{place(path, root)}: an area has {', '.join(sorted(allowed - {'__init__'}))}")
    return found


def unknown_areas(root: Path) -> list[str]:
    """Areas in the api that the domain does not have: it would know what only the domain may know."""
    return [
        f"api/{area} has no domain/{area}"
        for area in AREAS
        if (root / "api" / area).is_dir() and not (root / "domain" / area).is_dir()
    ]


def incomplete_models(root: Path) -> list[str]:
    """Legal texts whose folder lacks the model, its numbers, its worked cases or its page."""
    return [
        f"{place(model.parent, root)} lacks {name}"
        for model in files(root, ".py", under=["pay_models"])
        if model.name == "model.py"
        for name in sorted(MODEL_FOLDER)
        if not (model.parent / name).is_file()
    ]


def classes_named_twice(root: Path) -> list[str]:
    """Public classes of one layer that share a name: one name means one thing. Pay models do not know each other."""
    places: dict[tuple[str, str], list[str]] = {}
    for path, tree in parsed(files(root, ".py", under=LAYERS)):
        layer = path.relative_to(root).parts[0]
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault((layer, node.name), []).append(place(path, root))
    return [
        f"{name} is a class of {' and of '.join(where)}: give one of them a name of its own"
        for (_, name), where in sorted(places.items())
        if len(where) > 1
    ]
