"""Names are the trade's; the same few files stand in every area."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.house.rules.tree import files, place

EMPTY_NAMES = re.compile(
    r"^(?:utils?|helpers?|managers?|base|common|misc|stuff)$|_(?:utils?|helpers?|manager|base)$"
)
AREAS = (
    *("organisation", "people", "goals", "results", "assessments", "grids"),
    *("regulations", "funds", "pay_runs", "scenarios", "audit", "access"),
)
EVERY_AREA: Mapping[str, frozenset[str]] = {
    "api": frozenset({"__init__", "types", "queries", "mutations"}),
    "domain": frozenset({"__init__", "tables", "views", "service", "events"}),
}
# What only this area has, and why it is not part of the area's service.
OWN: Mapping[str, Mapping[str, str]] = {}
MODEL_FOLDER = frozenset({"model.py", "parameters.yaml", "cases.yaml", "README.md"})


def empty_names(root: Path) -> list[str]:
    """Modules and folders whose name says nothing about what they are for."""
    return [
        f"{place(path, root)}: name it after what it does"
        for path in files(root, ".py", ".ts", ".tsx")
        if any(EMPTY_NAMES.search(part) for part in (*path.relative_to(root).parent.parts, path.stem))
    ]


def strange_files(root: Path, own: Mapping[str, Mapping[str, str]] = OWN) -> list[str]:
    """Files of an area that other areas lack and no reason excuses; excuses for what is no longer there."""
    found, used = [], set()
    for layer, allowed in EVERY_AREA.items():
        for area in AREAS:
            folder = f"{layer}/{area}"
            reasons = own.get(folder, {})
            for path in files(root, ".py", under=[folder]):
                name = path.relative_to(root / folder).with_suffix("").as_posix()
                used.add(f"{folder}/{name}")
                if name not in allowed and not reasons.get(name):
                    found.append(
                        f"{place(path, root)}: an area has {', '.join(sorted(allowed - {'__init__'}))}"
                    )
    stated = {f"{folder}/{name}" for folder, names in own.items() for name in names}
    return found + [f"{name}.py is excused and not there" for name in sorted(stated - used)]


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
        if model.name == "model.py" and model.parent.name != "kernel"
        for name in sorted(MODEL_FOLDER)
        if not (model.parent / name).is_file()
    ]
