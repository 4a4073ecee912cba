"""What to do when something is wrong: as far as the decree says it."""

from typing import Any

from domain.language.text import Language, Text

TITLE = Text("You do not agree?")
HOW = Text(
    "Say which step is wrong and why, in writing, to the authority that decided your class. It has to answer within 7"
    " working days of receiving it."
)
LAW = Text("Decree 335/2025 art. 22")
NO_LAST_DAY = Text("The decree sets no last day for it; a rule of your own agency may.")


def content(language: Language) -> dict[str, Any]:
    """The way to an answer, the law that gives it, and what the law leaves open."""
    return {
        "title": TITLE.said(language),
        "how": HOW.said(language),
        "law": LAW.said(language),
        "open": NO_LAST_DAY.said(language),
    }
