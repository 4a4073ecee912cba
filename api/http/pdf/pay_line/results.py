"""What the score of a year rests on: how much, how well and how timely, and the work of each month."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.language.text import Language, Text

TITLE = Text("Results of the work")
RATES = {
    "quantity": (Text("Quantity"), Text("done of what was assigned")),
    "quality": (Text("Quality"), Text("less for each flaw")),
    "progress": (Text("Progress"), Text("less for each delay")),
}
POINTS = Text("{tasks} points for tasks, of 70, and {general} for general criteria, of 30.")
MONTH = Text("{month:%B %Y}")
HEADS = (Text("Month, work"), Text("Assigned"), Text("Done"), Text("Flaws"), Text("Delays"), Text("Points"))


def content(assessment: Mapping[str, Any] | None, language: Language) -> dict[str, Any] | None:
    """The results of the year, the first month first; None where the line rests on no year's score."""
    if assessment is None:
        return None
    tasks, general = (assessment[points]["formatted"] for points in ("taskPoints", "generalPoints"))
    return {
        "title": TITLE.said(language),
        "value": tasks,
        "points": Text(POINTS.template, tasks=tasks, general=general).said(language),
        "rates": [
            [name.said(language), assessment[rate]["formatted"], says.said(language)]
            for rate, (name, says) in RATES.items()
        ],
        "heads": [head.said(language) for head in HEADS],
        "months": [_month(each, language) for each in _in_order(assessment["monthsScored"]["nodes"])],
    }


def _in_order(months: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(months, key=lambda month: str(month["periodStart"]))


def _month(month: Mapping[str, Any], language: Language) -> dict[str, Any]:
    first = date.fromisoformat(month["periodStart"])
    return {
        "name": Text(MONTH.template, month=first).said(language),
        "score": month["score"]["formatted"] if month["score"] else "–",
        "works": [
            [
                result["product"]["title"],
                *(str(result[name]) for name in ("assigned", "completed", "qualityFailures", "delays")),
            ]
            for result in month["results"]["nodes"]
        ],
    }
