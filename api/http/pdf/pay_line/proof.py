"""What proves a line, in plain words: its hash, the root of its run, the seal over the decision, and four eyes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.clock import HERE
from domain.language.text import Language, Text

TITLE = Text("Is it true?")
LEAF = Text(
    "The line was computed from kept inputs. Its check code (hash) is computed from these, the rules and every step;"
    " were one number another, so were the code:"
)
ROOT = Text("The codes of all {size:,} lines give the code of the whole run, which the trail keeps:")
SEALED = Text(
    "The decision on the run is sealed: seal number {number}, at {at:%d %B %Y, %H:%M} by the clock of the server. Up to"
    " it all seals come to:"
)
WAITS = Text("The decision on the run still waits for its seal.")
UNDECIDED = Text("Nobody decided yet that the run pays, so no seal covers it.")
OFFICES = Text("Made by: {made}. Approved by: {approved}. Whoever makes a run cannot approve it.")
MADE = Text("Made by: {made}. Whoever makes a run cannot approve it.")
PAPER = Text(
    "Paper can be changed. What counts is the line that the server keeps: compare these codes with those on My pay,"
    " which checks in your own browser that the code of the line leads to that of the run, or have an auditor compute"
    " the run again."
)


def content(line: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Sentences, each with the hash that it is about or none."""
    told: list[tuple[Text, str]] = [(LEAF, line["leaf"])]
    if proof := line["proof"]:
        told += [(Text(ROOT.template, size=proof["size"]), proof["root"]), _seal(proof)]
    told += [(four_eyes, "")] if (four_eyes := _offices(line["payRun"] or {})) else []
    return {
        "title": TITLE.said(language),
        "told": [[text.said(language), hashed] for text, hashed in [*told, (PAPER, "")]],
    }


def _seal(proof: Mapping[str, Any]) -> tuple[Text, str]:
    if not proof["decision"]:
        return UNDECIDED, ""
    if not proof["sealNumber"]:
        return WAITS, ""
    at = datetime.fromisoformat(proof["sealedAt"]).astimezone(HERE)
    return Text(SEALED.template, number=proof["sealNumber"], at=at), proof["sealLink"]


def _offices(run: Mapping[str, Any]) -> Text | None:
    made, approved = run.get("madeByOffice"), run.get("approvedByOffice")
    if made and approved:
        return Text(OFFICES.template, made=made, approved=approved)
    return Text(MADE.template, made=made) if made else None
