"""The way to the amount in short: each station with what came of it, why, and what that rests on."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.language.text import Language, Text

Station = Mapping[str, Any]
TITLE = Text("From work to money")
FROM = Text("{says}: from {value}")


def content(stations: Sequence[Station], language: Language) -> dict[str, Any]:
    """Each place on the way: its title, what came of it, the reason with the thresholds, and the grounds."""
    return {"title": TITLE.said(language), "places": [_place(station, language) for station in stations]}


def _place(station: Station, language: Language) -> list[Any]:
    limits = (Text(FROM.template, says=each["says"], value=each["value"]) for each in station["limits"])
    thresholds = " · ".join(limit.said(language) for limit in limits)
    return [station["title"], station["value"], station["reason"], thresholds, rests(station["grounds"])]


def rests(grounds: Sequence[Mapping[str, Any]]) -> list[str]:
    """What something rests on: a number with whoever set it, or the text alone."""
    return [f"{each['says']}. {each['text']}" if each["says"] else each["text"] for each in grounds]
