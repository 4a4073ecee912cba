"""Every number of the law says what it is, where it stands and how sure we are of it."""

from pathlib import Path
from typing import Any

import yaml

from tests.house.rules.tree import files, place

RULES = "rules"  # between numbers: the loader asks each for its source
CERTAINTIES = {"text_read", "ocr", "press", "third_party", "derived", "our_choice", "memory"}


def unsourced(root: Path) -> list[str]:
    """Parameters without a sentence, a source or a certainty; judged apart from the models' own loader."""
    found = []
    for path in files(root, ".yaml", under=["pay_models"]):
        if path.name == "parameters.yaml":
            read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            found += [
                f"{place(path, root)} {name} {lack}"
                for name, body in read.items()
                if name != RULES
                for lack in _lacks(body)
            ]
    return found


def _lacks(body: Any) -> list[str]:
    if not isinstance(body, dict):
        return ["is a bare value: it has no source"]
    lacks = []
    if not body.get("says"):
        lacks.append("has no sentence")
    if not (isinstance(body.get("source"), dict) and body["source"].get("title")):
        lacks.append("has no source")
    if body.get("certainty") not in CERTAINTIES:
        lacks.append("has no certainty")
    if (body.get("certainty") == "our_choice") != bool(body.get("choice")):
        lacks.append("is a choice in one place and a fact in another")
    if not all(
        isinstance(value, dict) and {"from", "value"} <= set(value) for value in body.get("values") or [None]
    ):
        lacks.append("has no dated values")
    return lacks
