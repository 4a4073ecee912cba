"""Why a result is what it is: read from the very columns and parameters that computed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pay_models.kernel.model import PayModel
from pay_models.kernel.parameter_file import CERTAINTIES
from pay_models.kernel.parameters import Changes, InForce, recorded
from pay_models.kernel.rows import steps_of


@dataclass(frozen=True, slots=True)
class Used:
    """A parameter that a step read, with the value it read. A history is a list of [day, value]."""

    name: str
    value: Any
    says: str
    unit: str
    source: str
    href: str | None
    certainty: str
    choice: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step: its sentence, the texts or choices behind it, the parameters it read, and its value.

    `certainty` is that of the least certain thing the step rests on. `value` is None in a sheet, which
    describes the steps of a model without a person.
    """

    ordinal: int
    stage: str
    column: str
    says: str
    law: str
    agreement: str
    choice: str
    certainty: str
    parameters: tuple[Used, ...]
    value: Any = None


def sheet(model: PayModel[Any], *, on: date, changes: Changes | None = None) -> list[Explanation]:
    """The steps of a model in order, as a pay run pins them. Errors as in `run`."""
    parameters = model.in_force(on, changes)
    steps: list[Explanation] = []
    for stage in model.stages:
        for column, told in steps_of(stage.outputs).items():
            formula = stage.formulas.get(column)
            names = recorded(formula, parameters.values)[1] if formula else ()
            used = tuple(_used(parameters, name) for name in names)
            steps.append(
                Explanation(
                    ordinal=len(steps) + 1,
                    stage=stage.name,
                    column=column,
                    says=told.says,
                    law=told.law,
                    agreement=told.agreement,
                    choice=told.choice,
                    certainty=_weakest([told.certainty, *(one.certainty for one in used if not one.choice)]),
                    parameters=used,
                )
            )
    return steps


def explain(
    model: PayModel[Any], row: Mapping[str, Any], *, on: date, changes: Changes | None = None, stage: str = ""
) -> list[Explanation]:
    """Tell one person how a row of a run came about, step by step. `stage` is the last one unless named."""
    wanted = stage or model.stages[-1].name
    return [
        replace(step, value=row[step.column])
        for step in sheet(model, on=on, changes=changes)
        if step.stage == wanted
    ]


def _used(parameters: InForce[Any], name: str) -> Used:
    parameter = parameters.dated.parameters[name]
    entry = parameters.entry(name)
    source = entry.source or parameter.source
    return Used(
        name=name,
        value=parameters.plain(name),
        says=parameter.says,
        unit=parameter.unit,
        source=source.title,
        href=source.href,
        certainty=entry.certainty or parameter.certainty,
        choice=parameter.choice,
        changed=name in parameters.changes,
    )


def _weakest(certainties: list[str]) -> str:
    return max(certainties, key=CERTAINTIES.index)
