"""Who is paid what, by which run, and why in one sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.http.pdf.pay_line.steps import named
from domain.facts.period import Period
from domain.language.text import Language, Text

WHO, UNIT, POST = Text("Paid to"), Text("Unit"), Text("Position")
RUN, PERIOD = Text("Pay run"), Text("Period")
NOT_APPROVED = Text("This run is not approved: nobody is paid by it yet, and the amount may change.")
SHARED = Text("{class_label}, {months} months: {weight} of {unit_weight} shares of a fund of {fund}.")
# What a share of a fund is told by: values of steps, as models of funds call them.
SHARE = {"months": "months", "weight": "weight", "unit_weight": "unit_weight", "fund": "class_part_vnd"}


def content(line: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The head of the document."""
    run, employee = line["payRun"] or {}, line["employee"] or {}
    about = [
        (WHO, " · ".join(filter(None, (employee.get("fullName"), employee.get("code"))))),
        (UNIT, line["unit"]["name"]),
        (POST, line["position"]["title"]),
        (RUN, run.get("title")),
        (PERIOD, _period(run, language)),
    ]
    return {
        "title": " · ".join(filter(None, (run.get("title"), line["unit"]["name"], employee.get("fullName")))),
        "amount": line["amount"]["formatted"],
        "notice": None if line["isPaying"] else NOT_APPROVED.said(language),
        "sentence": _sentence(line).said(language),
        "about": [[label.said(language), said] for label, said in about if said],
    }


def _period(run: Mapping[str, Any], language: Language) -> str:
    if not run:
        return ""
    period = Period.beginning(run["period"].lower(), date.fromisoformat(run["periodStart"]))
    return period.text.said(language)


def _sentence(line: Mapping[str, Any]) -> Text:
    """The share of a fund, where the run shares one out; else the class alone."""
    steps = line["steps"]["nodes"]
    found = {name: named(steps, step) for name, step in SHARE.items()}
    if not all(found.values()):
        return Text("{class_label}.", class_label=line["class"]["label"])
    values = {name: (step or {})["value"]["formatted"] for name, step in found.items()}
    return Text(SHARED.template, class_label=line["class"]["label"], **values)
