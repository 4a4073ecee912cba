"""Every step that concerns the person, station by station: its value, how it follows, and what it rests on."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.http.pdf.pay_line.way import rests
from domain.language.text import Language, Text

TITLE = Text("Every step, with its rule")
STEP, VALUE = Text("Step, and what it rests on"), Text("Value")


def content(stations: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any]:
    """The steps of each station that has some."""
    return {
        "title": TITLE.said(language),
        "heads": [STEP.said(language), VALUE.said(language)],
        "stages": [_stage(station) for station in stations if station["steps"]],
    }


def _stage(station: Mapping[str, Any]) -> dict[str, Any]:
    steps = [
        {
            "says": step["title"],
            "value": step["value"],
            "formula": step["formula"],
            "rests": rests(step["grounds"]),
        }
        for step in station["steps"]
    ]
    return {"title": station["title"], "value": station["value"], "steps": steps}
