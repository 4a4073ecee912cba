"""What the document of a pay line says: its parts in one language, as texts that the template only places."""

from collections.abc import Mapping
from typing import Any

from api.http.pdf.pay_line import objection, proof, results, steps, summary, way
from domain.language.text import Language, Text

Line = Mapping[str, Any]
PAGE = Text("Page")


def content(line: Line, language: Language) -> dict[str, Any]:
    """All that the template takes of a line as `line.graphql` asks for it; nothing in it is a time of now."""
    done = results.content(line["assessment"], language)
    computed = steps.content(line["steps"]["nodes"], language)
    return {
        "language": language,
        "page": PAGE.said(language),
        "summary": summary.content(line, language),
        "way": way.content(done, computed["stages"], language),
        "results": done,
        "steps": computed,
        "proof": proof.content(line, language),
        "objection": objection.content(language),
    }
