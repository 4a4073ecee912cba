"""The models and numbers that a regulation picks, ready to compute with."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson

from domain.errors import Invalid
from pay_models.kernel import PayModel, Refused, model
from pay_models.kernel.errors import NotInForce

# What a regulation picks a model for, in the order in which they feed one another.
STAGES = ("scoring", "pay", "classification", "bonus")
# A model of each stage, for whoever named none.
EXAMPLES = {
    "scoring": "vn.kpi_score_2026",
    "pay": "vn.grade_pay",
    "classification": "vn.classes_2026",
    "bonus": "vn.bonus_fund_2026",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One number changed for a what-if: `vn.classes_2026`, `quota_bp`, 2500."""

    model: str
    parameter: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Rules:
    """A model for each stage with the values it changes, on a day."""

    day: date
    models: Mapping[str, PayModel[Any]]
    values: Mapping[str, Mapping[str, int | str]]

    def of(self, chosen: PayModel[Any]) -> Mapping[str, int | str]:
        """The values that the regulation sets for a model."""
        return self.values.get(chosen.id, {})

    @property
    def ids(self) -> dict[str, str]:
        """The id of each stage's model."""
        return {stage: chosen.id for stage, chosen in self.models.items()}

    @property
    def versions(self) -> dict[str, str]:
        """The version of each model: a hash of its code and numbers."""
        return {chosen.id: chosen.version for chosen in self.models.values()}

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """Every parameter of every model with the value in force."""
        plain = {}
        for chosen in self.models.values():
            in_force = chosen.in_force(self.day, self.of(chosen))
            plain[chosen.id] = {name: in_force.plain(name) for name in sorted(chosen.parameters.parameters)}
        return plain

    @property
    def hash(self) -> str:
        """sha256 over the models' versions and every value: equal if and only if the rules are."""
        content = orjson.dumps([self.ids, self.versions, self.parameters], option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(content).hexdigest()

    def changed(self, changes: Iterable[Change]) -> "Rules":
        """The same rules with some numbers changed. Raises Invalid as `rules_of` does."""
        values = {name: dict(numbers) for name, numbers in self.values.items()}
        given: dict[str, int] = {}
        for number, change in enumerate(changes):
            if f"parameters.{change.model}.{change.parameter}" in given:
                raise Invalid(
                    "parameter_twice",
                    f"{change.model} {change.parameter} is given twice: keep one of the two.",
                    f"changes.{number}.parameter",
                )
            given[f"parameters.{change.model}.{change.parameter}"] = number
            if change.model not in self.ids.values():
                known = ", ".join(self.ids.values())
                raise Invalid(
                    "unknown_model",
                    f"The run does not use the model {change.model!r}; it uses {known}.",
                    f"changes.{number}.model",
                )
            values.setdefault(change.model, {})[change.parameter] = change.value
        try:
            return rules_of(self.ids, values, self.day)
        except Invalid as wrong:
            field = "parameter" if wrong.code == "unknown_parameter" else "value"
            place = f".{given[wrong.path]}.{field}" if wrong.path in given else ""
            raise replace(wrong, path=f"changes{place}") from wrong


def rules_of(models: Mapping[str, str], parameters: Mapping[str, Mapping[str, Any]], day: date) -> Rules:
    """The rules that a regulation states.

    Raises Invalid naming the stage, the model or the parameter that is missing, unknown or out of its range, with its
    path: `models.<stage>`, `parameters.<model>.<name>`, or `effectiveFrom` where a model has no numbers on the day.
    """
    _refuse_stages(models)
    if stray := sorted({*parameters} - {*models.values()}):
        raise Invalid(
            "stray_parameters",
            f"Parameters for {stray[0]!r}, which is not picked: pick it or leave them out.",
            f"parameters.{stray[0]}",
        )
    chosen = {stage: _model(stage, models[stage]) for stage in STAGES}
    for one in chosen.values():
        _refuse_numbers(one, day, parameters.get(one.id, {}))
    return Rules(day, chosen, {name: dict(values) for name, values in parameters.items()})


def _refuse_stages(models: Mapping[str, str]) -> None:
    if unknown := sorted({*models} - {*STAGES}):
        raise Invalid(
            "unknown_stage",
            f"There is no stage {unknown[0]!r}; stages: {', '.join(STAGES)}.",
            f"models.{unknown[0]}",
        )
    if odd := [stage for stage, name in models.items() if not isinstance(name, str)]:
        raise Invalid(
            "unknown_model",
            f"{odd[0]} names no model: write its id, such as {EXAMPLES[odd[0]]}.",
            f"models.{odd[0]}",
        )
    if missing := [stage for stage in STAGES if stage not in models]:
        raise Invalid(
            "stage_missing",
            f"The regulation picks no model for: {', '.join(missing)}.",
            f"models.{missing[0]}",
        )


def _model(stage: str, name: str) -> PayModel[Any]:
    try:
        return model(name)
    except Refused as refusal:
        raise Invalid(refusal.code, str(refusal), f"models.{stage}") from refusal


def _refuse_numbers(chosen: PayModel[Any], day: date, given: Mapping[str, Any]) -> None:
    try:
        chosen.in_force(day, given)
    except NotInForce as refusal:
        raise Invalid(refusal.code, str(refusal), "effectiveFrom") from refusal
    except Refused as refusal:
        path = f"parameters.{chosen.id}.{refusal.parameter}".rstrip(".")
        raise Invalid(refusal.code, str(refusal), path) from refusal
