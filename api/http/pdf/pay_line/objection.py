"""What to do when something is wrong: in the words of the page."""

from collections.abc import Mapping
from typing import Any

from domain.language.text import Language, Text

TITLE = Text("You do not agree?")


def content(told: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """To whom, until when, when it is answered, and what to write."""
    return {
        "title": TITLE.said(language),
        "told": [told["to"], told["until"], told["answer"]],
        "letter": told["letter"],
    }
