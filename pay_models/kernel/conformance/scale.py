"""Scale of steps: a number that is made of scaled ones says what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pay_models.kernel.conformance.subject import Subject
from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.declare.rows import columns_of, steps_of
from pay_models.kernel.declare.units import COUNT, COUNTED, UNITS, Stated, Unit, UnitBy, unit_of, unit_under
from pay_models.kernel.run.forms import reads_of
from pay_models.kernel.run.graph import Reads, gathered_reads


def numbers_say_their_unit(subject: Subject) -> Iterator[str]:
    """A whole number made of scaled ones, such as hundredths, ends in its unit or states it, be it "count"."""
    model = subject.model
    for stage in model.stages:
        for name, told in steps_of(stage.outputs).items():
            yield from (f"{stage.name}.{name}: {wrong}" for wrong in _misstated(told.unit, subject))
    unsaid: dict[str, str] = {}
    for in_force in _choices(subject):
        before: Mapping[str, Unit] = {}
        for stage in model.stages:
            units = _units(stage, in_force)
            for name, made_of in _unsaid(subject, stage, in_force, {**before, **units}):
                unsaid.setdefault(f"{stage.name}.{name}", made_of)
            before = units
    yield from (
        f"{name} is made of {made_of} and does not say what it counts" for name, made_of in unsaid.items()
    )


def _misstated(stated: Stated, subject: Subject) -> Iterator[str]:
    """What a stated unit names that there is not."""
    units = stated.units if isinstance(stated, UnitBy) else {"": stated}
    yield from (f"{unit} is no unit" for unit in units.values() if unit not in {*UNITS, COUNT, ""})
    if isinstance(stated, UnitBy):
        parameter = subject.model.parameters.parameters.get(stated.choice)
        options = (parameter.options or {}) if parameter else {}
        yield from (f"{stated.choice} has no option {option}" for option in units if option not in options)


def _choices(subject: Subject) -> Iterator[InForce[Any]]:
    """The numbers of the model on its first day, with each option of each choice."""
    day, parameters = subject.model.effective_from, subject.model.parameters.parameters
    yield subject.model.in_force(day)
    for name, parameter in parameters.items():
        for option in parameter.options or ():
            yield subject.model.in_force(day, {name: option})


def _units(stage: Stage[Any], in_force: InForce[Any]) -> dict[str, Unit]:
    steps = steps_of(stage.outputs)
    return {
        name: unit_under(steps[name].unit if name in steps else "", name, in_force.value)
        for name in columns_of(stage.outputs)
    }


def _unsaid(
    subject: Subject, stage: Stage[Any], in_force: InForce[Any], units: Mapping[str, Unit]
) -> Iterator[tuple[str, str]]:
    """Numbers that are only counted by their name, with a scaled column or parameter that they are made of."""
    columns = columns_of(stage.outputs)
    read = reads_of(subject.model, stage, in_force)
    gathered = {name: Reads(of, ()) for name, of in gathered_reads(stage).items()}
    for name, told in steps_of(stage.outputs).items():
        if told.unit or unit_of(name) != COUNTED or str(columns[name].dtype) != "Int64":
            continue
        if name in stage.formulas and isinstance(stage.formulas[name](in_force.values), Ranked):
            continue
        found = {**gathered, **read}[name]
        scaled = [one for one in found.columns if units.get(one, COUNTED).decimals]
        scaled += [
            one for one in found.parameters if subject.model.parameters.parameters[one].measure.decimals
        ]
        if scaled:
            yield name, ", ".join(scaled)
