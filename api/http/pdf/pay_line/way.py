"""The way to the amount in short: what was done, then what came of each stage, by which rule."""

from collections.abc import Mapping
from typing import Any

from domain.language.text import Language, Text

TITLE = Text("From work to money")


def content(
    results: Mapping[str, Any] | None, stages: list[dict[str, Any]], language: Language
) -> dict[str, Any]:
    """Each place on the way: its title, what came of it, a sentence, and what that rests on."""
    begun = [[results["title"], results["value"], results["points"], ""]] if results else []
    return {
        "title": TITLE.said(language),
        "places": [
            *begun,
            *([stage["title"], stage["value"], stage["says"], stage["rests"]] for stage in stages),
        ],
    }
