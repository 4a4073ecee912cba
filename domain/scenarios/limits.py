"""What a what-if may not ask, judged by its numbers alone: the rows behind it never move a refusal.

Two answers a small step apart differ by one person, and a fund that goes to one class alone tells whether anybody is
in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import orjson
import polars as pl

from domain.computing.chain.kind import Kind
from domain.computing.rules import Change, Rules, rules_of
from domain.errors import Invalid
from domain.language.text import Text, all_of
from pay_models.kernel import PayModel

# Of the numbers that decide who is in which class; by the unit that the parameter file states.
STEPS = {"hundredths of a point": 50, "basis points": 50, "months": 3}
CLASSES = ("not_completed", "completed", "good", "excellent")
# Where a class ends, by the number of the classification from which on people are in the next one.
ENDS = {"not_completed": "completed_from_hundredths", "completed": "good_from_hundredths"}
# A class with less than this part of the largest coefficient counts as having none.
LEAST_PART = 10


def refuse(kind: Kind, units: pl.DataFrame, start: date, changes: Sequence[Change]) -> None:
    """Refuse a scenario over these units, for the period that begins on a day, that could tell about a person.

    units: regulation_id, and models and parameters as JSON. Raises Invalid (`step_too_fine`, `weight_on_few_classes`,
    `weights_unknown`, and what `Rules.changed` raises).
    """
    for own in _rules(kind, units, start):
        changed = own.changed(changes)
        for number, change in enumerate(changes):
            _refuse_fine(own, changed, change, f"changes.{number}.value")
        if changes:
            _refuse_few(own, changed)


def _rules(kind: Kind, units: pl.DataFrame, start: date) -> Iterator[Rules]:
    for row in units.unique("regulation_id", maintain_order=True).iter_rows(named=True):
        models, parameters = orjson.loads(row["models"]), orjson.loads(row["parameters"])
        yield rules_of(kind, models, parameters, kind.last_day(start))


def _refuse_fine(own: Rules, changed: Rules, change: Change, path: str) -> None:
    """A stage that goes by person judges them, and each number of its model moves by steps that no person stands on."""
    stages = [stage.name for stage in own.kind.stages if stage.by == "person"]
    judging = next((own.models[name] for name in stages if own.models[name].id == change.model), None)
    if judging is None:
        return
    before, after = (_numbers(rules, judging)[change.parameter] for rules in (own, changed))
    if not isinstance(after, int) or after == before:
        return
    unit = judging.parameters.parameters[change.parameter].unit
    if (step := STEPS.get(unit)) is None:
        raise Invalid(
            "step_too_fine",
            "No step of {parameter}, in {unit}, is known to tell about nobody: leave it as it is.",
            path,
            parameter=change.parameter,
            unit=Text(unit),
        )
    if after % step:
        raise Invalid(
            "step_too_fine",
            "{parameter} = {after} is too fine a step for a what-if, because two answers side by side would"
            " tell about one person: take a multiple of {step}, such as {near}.",
            path,
            parameter=change.parameter,
            after=after,
            step=step,
            near=after - after % step,
        )


def _refuse_few(own: Rules, changed: Rules) -> None:
    """Whoever the run's own rules call good or better must count in the scenario too, whatever it calls them."""
    if changed.kind.rated is None:
        return
    weights, ends = _weights(changed), _of(changed, "classification", ENDS)
    usual = _of(own, "classification", ENDS)["completed"]
    counted = [name for name in CLASSES if name not in ends or ends[name] > usual]
    light = [name for name in counted if weights[name] * LEAST_PART < max(weights.values())]
    if light:
        raise Invalid(
            "weight_on_few_classes",
            "The scenario leaves {light} without weight, or nearly: what a unit gets would tell who is"
            " in the other classes. Give {counted} at least a tenth of the largest coefficient each.",
            "changes",
            light=all_of(light),
            counted=counted,
        )


def _weights(rules: Rules) -> dict[str, int]:
    """What each class weighs beside the others, by the numbers that the kind names for it."""
    fixed = {name: weight for name, weight in rules.kind.weights.items() if isinstance(weight, int)}
    named = {name: weight for name, weight in rules.kind.weights.items() if isinstance(weight, str)}
    weights = fixed | _of(rules, rules.kind.paying.name, named)
    if {*CLASSES} - {*weights}:
        raise _unknown(rules.kind, Text("the kind {kind}", kind=rules.kind.name))
    return weights


def _of(rules: Rules, stage: str, names: Mapping[str, str]) -> dict[str, int]:
    """Numbers of a stage's model by class; refused where the model has other ones, which say nothing to us."""
    if stage not in rules.models:
        raise _unknown(rules.kind, Text("the kind {kind}", kind=rules.kind.name))
    chosen = rules.models[stage]
    numbers = _numbers(rules, chosen)
    if {*names.values()} - {*numbers}:
        raise _unknown(rules.kind, chosen.id)
    return {name: numbers[number] for name, number in names.items()}


def _unknown(kind: Kind, whose: str | Text) -> Invalid:
    models = [stage.example for stage in kind.stages]
    return Invalid(
        "weights_unknown",
        "Which class {whose} pays, and what, cannot be told from its numbers, so a what-if could tell about persons:"
        " ask one of a run by models that state it, such as {models}.",
        "changes",
        whose=whose,
        models=models,
    )


def _numbers(rules: Rules, chosen: PayModel[Any]) -> Mapping[str, Any]:
    in_force = chosen.in_force(rules.day, rules.of(chosen))
    return {name: in_force.value(name) for name in chosen.parameters.parameters}
