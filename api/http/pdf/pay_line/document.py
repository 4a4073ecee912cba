"""What the document of a pay line says: its parts in one language, as texts that the template only places."""

from collections.abc import Mapping
from typing import Any

from api.http.pdf.pay_line import months, objection, proof, steps, summary, way
from domain.language.text import Language, Text

PAGE = Text("Page")


def content(answered: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """All that the template takes of what `line.graphql` asks for; nothing in it is a time of now."""
    line, told = answered["node"], answered["payLineWay"]
    stations = [*told["stations"], *told["besides"]]
    return {
        "language": language,
        "page": PAGE.said(language),
        "summary": summary.content(line, told["sentence"], language),
        "way": way.content(told["stations"], language),
        "months": [months.content(each["months"], each["title"]) for each in stations if each["months"]],
        "steps": steps.content(stations, language),
        "proof": proof.content(line, language),
        "objection": objection.content(told["objection"], language),
    }
