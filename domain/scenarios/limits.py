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
from pay_models.kernel import PayModel

# Of the numbers that decide who is in which class; by the unit that the parameter file states.
STEPS = {"hundredths of a point": 50, "basis points": 50, "months": 3}
JUDGING = ("scoring", "classification")
CLASSES = ("not_completed", "completed", "good", "excellent")
# Extra income pays the excellent in full, the good this part of it, and nobody else.
SHARE_OF_GOOD, BASIS_POINTS = "good_share_bp", 10_000
# A class with less than this part of the largest coefficient counts as having none.
LEAST_PART = 10


def refuse(kind: Kind, units: pl.DataFrame, start: date, changes: Sequence[Change]) -> None:
    """Refuse a scenario over these units, for the period that begins on a day, that could tell about a person.

    units: regulation_id, and models and parameters as JSON. Raises Invalid (`step_too_fine`, `weight_on_few_classes`,
    and what `Rules.changed` raises).
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
    judging = next(
        (
            own.models[stage]
            for stage in JUDGING
            if stage in own.models and own.models[stage].id == change.model
        ),
        None,
    )
    if judging is None:
        return
    step = STEPS.get(judging.parameters.parameters[change.parameter].unit)
    before, after = (_numbers(rules, judging)[change.parameter] for rules in (own, changed))
    if step and isinstance(after, int) and after != before and after % step:
        raise Invalid(
            "step_too_fine",
            f"{change.parameter} = {after} is too fine a step for a what-if, because two answers side by side would"
            f" tell about one person: take a multiple of {step}, such as {after - after % step}.",
            path,
        )


def _refuse_few(own: Rules, changed: Rules) -> None:
    """Whoever the run's own rules call good or better must count in the scenario too, whatever it calls them."""
    if "classification" not in changed.models:
        return
    weights = _weights(_numbers(changed, changed.models[changed.kind.stages[-1].name]))
    starts = _numbers(changed, changed.models["classification"])
    usual = _numbers(own, own.models["classification"]).get("good_from_hundredths")
    if not weights or usual is None:
        return
    ends = {"not_completed": "completed_from_hundredths", "completed": "good_from_hundredths"}
    counted = [name for name in CLASSES if name not in ends or starts[ends[name]] > usual]
    light = [name for name in counted if weights[name] * LEAST_PART < max(weights.values())]
    if light:
        raise Invalid(
            "weight_on_few_classes",
            f"The scenario leaves {' and '.join(light)} without weight, or nearly: what a unit gets would tell who is"
            f" in the other classes. Give {', '.join(counted)} at least a tenth of the largest coefficient each.",
            "changes",
        )


def _weights(numbers: Mapping[str, Any]) -> dict[str, int]:
    """What each class weighs, in hundredths or in basis points of the excellent; empty when nobody is paid by class."""
    if SHARE_OF_GOOD in numbers:
        return dict.fromkeys((*CLASSES, "unrated"), 0) | {
            "excellent": BASIS_POINTS,
            "good": numbers[SHARE_OF_GOOD],
        }
    names = {name: f"{name}_coefficient_hundredths" for name in (*CLASSES, "unrated")}
    return {name: numbers[key] for name, key in names.items() if key in numbers}


def _numbers(rules: Rules, chosen: PayModel[Any]) -> Mapping[str, Any]:
    in_force = chosen.in_force(rules.day, rules.of(chosen))
    return {name: in_force.value(name) for name in chosen.parameters.parameters}
