"""Who is paid what, by which run, and why in one sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.facts.period import Period
from domain.language.text import Language, Text

WHO, UNIT, POST = Text("Paid to"), Text("Unit"), Text("Position")
RUN, PERIOD, CHANGE = Text("Pay run"), Text("Period"), Text("Against last time")
NOT_APPROVED = Text("This run is not approved: nobody is paid by it yet, and the amount may change.")


def content(line: Mapping[str, Any], sentence: str, language: Language) -> dict[str, Any]:
    """The head of the document."""
    paid_for, employee = line["paidFor"] or {}, line["employee"] or {}
    about = [
        (WHO, " · ".join(filter(None, (employee.get("fullName"), employee.get("code"))))),
        (UNIT, line["unit"]["name"]),
        (POST, line["position"]["title"]),
        (RUN, paid_for.get("title")),
        (PERIOD, _period(paid_for, language)),
        (CHANGE, _change(line)),
    ]
    of_whom = (paid_for.get("title"), line["unit"]["name"], employee.get("fullName"))
    return {
        "title": " · ".join(filter(None, of_whom)),
        "amount": line["amount"]["formatted"],
        "notice": None if line["isPaying"] else NOT_APPROVED.said(language),
        "sentence": sentence,
        "about": [[label.said(language), said] for label, said in about if said],
    }


def _period(paid_for: Mapping[str, Any], language: Language) -> str:
    if not paid_for:
        return ""
    period = Period.beginning(paid_for["period"].lower(), date.fromisoformat(paid_for["periodStart"]))
    return period.text.said(language)


def _change(line: Mapping[str, Any]) -> str:
    """By how much it is another amount than the last one of its kind, which that was, and for what."""
    before, change = line["previous"], line["amountChange"]
    if not (before and change):
        return ""
    told = (before["amount"]["formatted"], (before["paidFor"] or {}).get("title"))
    return f"{change['formatted']} ({' · '.join(filter(None, told))})"
