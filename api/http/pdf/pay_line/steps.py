"""Every step with its rule: the models of the run in order, and what came of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.language.text import Language, Text
from domain.pay_runs.kinds import KINDS

Step = Mapping[str, Any]
TITLE = Text("Every step, with its rule")
STEP, VALUE = Text("Step, and what it rests on"), Text("Value")
CHOICE = Text("Choice where the texts are silent: {choice}")
# What a stage of a run is called, by the column that its model gives; whatever is not here is called by its sentence.
STAGES = {
    "scoring": Text("Score"),
    "pay": Text("Pay by grade and step"),
    "classification": Text("Class"),
    "bonus": Text("Bonus"),
    "extra_income": Text("Extra income"),
}
RESULTS = {next(iter(stage.yields)): stage.name for kind in KINDS.values() for stage in kind.stages}


def content(steps: Sequence[Step], language: Language) -> dict[str, Any]:
    """The stages of the way, as far as their steps have a value."""
    models = dict.fromkeys(step["modelId"] for step in steps)
    of_models = [[step for step in steps if step["modelId"] == model and _value(step)] for model in models]
    return {
        "title": TITLE.said(language),
        "heads": [STEP.said(language), VALUE.said(language)],
        "stages": [_stage(its, language) for its in of_models if its],
    }


def named(steps: Sequence[Step], name: str) -> Step | None:
    """The last step of a name that has a value: a score is computed for months first, then for the year."""
    return next((step for step in reversed(steps) if step["name"] == name and step["value"]), None)


def _stage(steps: Sequence[Step], language: Language) -> dict[str, Any]:
    outcome = next((step for step in reversed(steps) if step["name"] in RESULTS), steps[-1])
    title = STAGES.get(RESULTS.get(outcome["name"], ""))
    told = _step(outcome, language)
    return {
        "title": title.said(language) if title else told["says"],
        "value": told["value"],
        "says": told["says"],
        "rests": told["rests"],
        "steps": [_step(step, language) for step in steps],
    }


def _step(step: Step, language: Language) -> dict[str, Any]:
    rests = [text for text in (step["law"], step["agreement"]) if text]
    if step["choice"]:
        rests.append(Text(CHOICE.template, choice=step["choice"]).said(language))
    return {
        "says": step["says"],
        "value": _value(step),
        "rests": " · ".join(rests),
        "numbers": [_number(used) for used in step["parameters"] if used["value"]],
    }


def _number(used: Mapping[str, Any]) -> str:
    said = f"{used['says'].rstrip('.')}: {used['value']['formatted']}"
    return f"{said} ({used['source']})" if used["source"] else said


def _value(step: Step) -> str:
    """Its value; of a step of each month all of them."""
    if step["value"]:
        return str(step["value"]["formatted"])
    return " · ".join(each["formatted"] for each in step["values"])
