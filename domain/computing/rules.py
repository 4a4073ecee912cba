"""The models and numbers that a regulation picks for a kind of run, ready to compute with."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import orjson

from domain.computing.chain.kind import Kind, StageContract
from domain.errors import Invalid, Refusal, fault_of, refuse_all
from domain.facts.period import NAMES
from domain.language.text import ENGLISH, Text
from pay_models.kernel import PayModel, Refused, model
from pay_models.kernel.errors import NotInForce
from pay_models.kernel.tell.language import translated

# What a regulation that names stages, and no kinds, picks its models for.
FLAT = "bonus"
# What a model says of its rules and sources inside of a refusal.
CITED = ("rule", "source")
# What is wrong with a number whatever the others are.
ALONE = frozenset({"outside_legal_range", "unknown_parameter"})


@dataclass(frozen=True, slots=True)
class Change:
    """One number changed for a what-if: `vn.classes_2026`, `quota_bp`, 2500."""

    model: str
    parameter: str
    value: int | str


class Picked(NamedTuple):
    """What a regulation states for one kind, as it stands there, and the `path` below which it stands."""

    models: Mapping[str, Any]
    parameters: Mapping[str, Mapping[str, Any]]
    path: str = ""


def picked(models: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Picked]:
    """What a regulation states, by kind: {kind: {stage: model id}} and {kind: {model id: {name: value}}}.

    Stages without a kind, {stage: model id} and {model id: {name: value}}, are those of the bonus. Raises Invalid
    (`stray_parameters`).
    """
    if not any(isinstance(stages, Mapping) for stages in models.values()):
        return {FLAT: Picked(models, parameters)}
    if stray := sorted({*parameters} - {*models}):
        raise Invalid(
            "stray_parameters",
            "Parameters for {stray!r}, which is no kind that models are picked for: write"
            " {{kind: {{model: {{name: value}}}}}}.",
            f"parameters.{stray[0]}",
            stray=stray[0],
        )
    return {kind: Picked(stages, parameters.get(kind, {}), f"{kind}.") for kind, stages in models.items()}


@dataclass(frozen=True, slots=True)
class Rules:
    """A model for each stage of a kind with the values it changes, on a day."""

    kind: Kind
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
        """The version of each model: a hash of its code, without comments."""
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
        """sha256 over the models' ids and every value in force: what every line proves of them, whatever the code."""
        content = orjson.dumps([self.ids, self.parameters], option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(content).hexdigest()

    def changed(self, changes: Iterable[Change]) -> "Rules":
        """The same rules with some numbers changed. Raises Invalid as `rules_of` does."""
        values = {name: dict(numbers) for name, numbers in self.values.items()}
        given: dict[str, int] = {}
        for number, change in enumerate(changes):
            if f"parameters.{change.model}.{change.parameter}" in given:
                raise Invalid(
                    "parameter_twice",
                    "{model} {parameter} is given twice: keep one of the two.",
                    f"changes.{number}.parameter",
                    model=change.model,
                    parameter=change.parameter,
                )
            given[f"parameters.{change.model}.{change.parameter}"] = number
            if change.model not in self.ids.values():
                known = ", ".join(self.ids.values())
                raise Invalid(
                    "unknown_model",
                    "The run does not use the model {model!r}; it uses {known}.",
                    f"changes.{number}.model",
                    model=change.model,
                    known=known,
                )
            values.setdefault(change.model, {})[change.parameter] = change.value
        stated = Picked(self.ids, values)
        try:
            # the numbers of the other models were judged when these rules were read
            for stage in self.kind.stages:
                chosen = self.models[stage.name]
                if any(path.startswith(f"parameters.{chosen.id}.") for path in given):
                    _refuse_numbers(self.kind, stage, chosen, self.day, stated)
        except Invalid as wrong:
            field = "parameter" if wrong.code == "unknown_parameter" else "value"
            place = f".{given[wrong.path]}.{field}" if wrong.path in given else ""
            raise wrong.at(f"changes{place}") from wrong
        return replace(self, values=values)


def rules_of(kind: Kind, models: Mapping[str, Any], parameters: Mapping[str, Any], day: date) -> Rules:
    """The rules that a regulation states for a kind, as it stands in the tables or in a snapshot.

    Raises Invalid naming the stage, the model or the parameter that is missing, unknown, out of its range or out of
    reach within a period, with its path: `models.<stage>`, `parameters.<model>.<name>` (below the kind, where the
    regulation names kinds), or `effectiveFrom` where a model has no numbers on the day. A regulation that picks no
    models for the kind is passed over before: its units follow the one above.
    """
    return rules_for(kind, picked(models, parameters)[kind.name], day)


def rules_for(kind: Kind, stated: Picked, day: date) -> Rules:
    """What `rules_of` gives, of what a regulation states for the kind. Raises Invalid as there."""
    _refuse_stages(kind, stated)
    if stray := sorted({*stated.parameters} - {*stated.models.values()}):
        raise Invalid(
            "stray_parameters",
            "Parameters for {stray!r}, which is not picked: pick it or leave them out.",
            f"parameters.{stated.path}{stray[0]}",
            stray=stray[0],
        )
    refuse_all(fault_of(_model, stated, stage) for stage in kind.stage_names)
    chosen = {stage: _model(stated, stage) for stage in kind.stage_names}
    refuse_all(
        fault
        for contract in kind.stages
        for fault in _wrong_numbers(kind, contract, chosen[contract.name], day, stated)
    )
    return Rules(kind, day, chosen, {name: dict(values) for name, values in stated.parameters.items()})


def _wrong_numbers(
    kind: Kind, stage: StageContract, chosen: PayModel[Any], day: date, stated: Picked
) -> list[Refusal | None]:
    """Each number that is wrong by itself; where none is, what is wrong with all together."""
    each = [
        stated._replace(parameters={chosen.id: {name: value}})
        for name, value in stated.parameters.get(chosen.id, {}).items()
    ]
    alone = [fault_of(_refuse_numbers, kind, stage, chosen, day, one) for one in each]
    wrong: list[Refusal | None] = [fault for fault in alone if fault and fault.code in ALONE]
    return wrong or [fault_of(_refuse_numbers, kind, stage, chosen, day, stated)]


def _refuse_stages(kind: Kind, stated: Picked) -> None:
    models, path = stated.models, f"models.{stated.path}"
    if unknown := sorted({*models} - {*kind.stage_names}):
        raise Invalid(
            "unknown_stage",
            "There is no stage {unknown!r}; stages: {stage_names}.",
            f"{path}{unknown[0]}",
            unknown=unknown[0],
            stage_names=kind.stage_names,
        )
    if odd := [stage for stage, name in models.items() if not isinstance(name, str)]:
        raise Invalid(
            "unknown_model",
            "{odd} names no model: write its id, such as {example}.",
            f"{path}{odd[0]}",
            odd=odd[0],
            example=kind.stage(odd[0]).example,
        )
    if missing := [stage for stage in kind.stage_names if stage not in models]:
        raise Invalid(
            "stage_missing",
            "The regulation picks no model for: {missing}.",
            f"{path}{missing[0]}",
            missing=missing,
        )


class OfModel(Text):
    """A text of a pay model, said as the model's own catalogue says it."""

    __slots__ = ("model",)

    def __init__(self, model: PayModel[Any], english: str) -> None:
        super().__init__(english)
        self.model = model

    def said(self, language: str = ENGLISH, code: str | None = None) -> str:
        """The text in a language; in English where the catalogue lacks it."""
        for ending in ("", "."):
            english = f"{self.template}{ending}"
            if (found := translated(self.model, english, language)) != english:
                return found.removesuffix(ending)
        return super().said(language, code)


def told(refusal: Refused, of: PayModel[Any] | None = None) -> Text:
    """What a pay model refuses, to be said in any language. `of`: the model whose rules and sources it cites."""
    cites = {name: OfModel(of, refusal.values[name]) for name in CITED if of and name in refusal.values}
    return Text(refusal.template, **{**refusal.values, **cites})


def law_of(refusal: Refused, of: PayModel[Any]) -> Text:
    """The legal text that a model cites for its refusal; empty when it cites none."""
    return OfModel(of, refusal.values.get("source", ""))


def _model(stated: Picked, stage: str) -> PayModel[Any]:
    try:
        return model(stated.models[stage])
    except Refused as refusal:
        raise Invalid(refusal.code, told(refusal), f"models.{stated.path}{stage}") from refusal


def _refuse_numbers(
    kind: Kind, stage: StageContract, chosen: PayModel[Any], day: date, stated: Picked
) -> None:
    try:
        in_force = chosen.in_force(day, stated.parameters.get(chosen.id, {}))
    except NotInForce as refusal:
        raise Invalid(refusal.code, told(refusal), "effectiveFrom") from refusal
    except Refused as refusal:
        path = f"parameters.{stated.path}{chosen.id}.{refusal.parameter}".rstrip(".")
        raise Invalid(refusal.code, told(refusal, chosen), path, law_of(refusal, chosen)) from refusal
    for name, most in stage.at_most.items():
        if name in chosen.parameters.parameters and (value := int(in_force.plain(name))) > most:
            path = f"parameters.{stated.path}{chosen.id}.{name}"
            raise Invalid(
                "out_of_reach",
                "{stage}: {chosen} takes {name} = {value}, which nobody reaches in a {period}, so that"
                " nobody would get anything: set {place} to {most} or less.",
                path,
                stage=stage.name,
                chosen=chosen.id,
                name=name,
                value=value,
                period=NAMES[kind.period],
                place=path,
                most=most,
            )
