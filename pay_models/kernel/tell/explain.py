"""Why a result is what it is: read from the very columns and parameters that computed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from pay_models.kernel.declare.parameter_file import CERTAINTIES
from pay_models.kernel.declare.parameters import Changes, InForce
from pay_models.kernel.declare.pay_model import PayModel, Stage
from pay_models.kernel.declare.rows import columns_of, steps_of
from pay_models.kernel.declare.units import Unit, unit_under
from pay_models.kernel.engines.expressions import columns_read
from pay_models.kernel.run.forms import reads_of
from pay_models.kernel.run.graph import Reads
from pay_models.kernel.tell.history import DatedValue, dated_values
from pay_models.kernel.tell.language import SOURCE_LANGUAGE, translated

Period: TypeAlias = tuple[date, date]
"""The first and the last day of some rows."""


@dataclass(frozen=True, slots=True)
class Used:
    """A parameter that a step read, with the value it read. A history is a list of [day, value].

    `meaning` is the sentence of the option chosen; empty for a number. `measure` is what `unit` states.
    `dated` are those values of a history that were in force for the row, or in the period of a sheet, each with
    its own source; `source` then names them all, each with its first day, and `certainty` is that of the least
    certain one. Empty for what holds for a whole run.
    """

    name: str
    value: Any
    meaning: str
    says: str
    unit: str
    measure: Unit
    source: str
    href: str | None
    certainty: str
    choice: bool
    changed: bool
    dated: tuple[DatedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A column that a step read, with its value in the row; the value is None in a sheet."""

    name: str
    says: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step: its sentence, the texts or choices behind it, the parameters it read, and its value.

    `certainty` is that of the least certain thing the step rests on. `inputs` are the columns it read; `group` names
    the group when it looked at more rows than its own (the total of a fund, a place), or whose rows it gathered.
    `value` is None in a sheet, which describes the steps of a model without a person.
    """

    ordinal: int
    stage: str
    column: str
    unit: Unit
    says: str
    law: str
    agreement: str
    choice: str
    certainty: str
    parameters: tuple[Used, ...]
    inputs: tuple[Input, ...] = ()
    group: tuple[Input, ...] = ()
    value: Any = None


def sheet(
    model: PayModel[Any],
    *,
    on: date,
    changes: Changes | None = None,
    language: str = SOURCE_LANGUAGE,
    period: Period | None = None,
) -> list[Explanation]:
    """The steps of a model in order, as a pay run pins them. Errors as in `run`.

    `language` is one of `LANGUAGES`; what a model's catalogue lacks stays English. `period` is the first and the
    last day of the rows: a history is cited with what was in force then; with what is in force on the day unless named.
    """
    told = _told(model, on, changes, language)
    return [_cited(step, period or (on, on)) for step in told]


def _told(model: PayModel[Any], on: date, changes: Changes | None, language: str) -> list[Explanation]:
    """The steps with every value that a history ever had."""
    parameters = model.in_force(on, changes)
    steps: list[Explanation] = []
    for before, stage in zip((None, *model.stages), model.stages, strict=False):
        read = reads_of(model, stage, parameters)
        for column in steps_of(stage.outputs):
            needs = read.get(column) or _gathered(stage, column)
            steps.append(_step(parameters, before, stage, column, needs, len(steps) + 1))
    return [_in(model, step, language) for step in steps]


def explain(
    model: PayModel[Any],
    row: Mapping[str, Any],
    *,
    on: date,
    changes: Changes | None = None,
    stage: str = "",
    language: str = SOURCE_LANGUAGE,
) -> list[Explanation]:
    """Tell one person how a row of a run came about, step by step. `stage` is the last one unless named."""
    wanted = stage or model.stages[-1].name
    return [
        replace(
            _cited(step, *_days(step, row, on), of_a_row=True),
            value=row[step.column],
            inputs=_filled(step.inputs, row),
            group=_filled(step.group, row),
        )
        for step in _told(model, on, changes, language)
        if step.stage == wanted
    ]


def _days(step: Explanation, row: Mapping[str, Any], on: date) -> list[Period]:
    """The days as of which a step reads a history: those of the row that it reads."""
    days = [row[one.name] for one in step.inputs if isinstance(row.get(one.name), date)]
    return [(day, day) for day in days] or [(on, on)]


def _cited(step: Explanation, *periods: Period, of_a_row: bool = False) -> Explanation:
    """The step with the sources and the certainty of what was in force in the periods alone."""
    used = tuple(_used_in(one, periods, of_a_row) if one.dated else one for one in step.parameters)
    certainties = [step.certainty, *(one.certainty for one in used if not one.choice)]
    return replace(step, parameters=used, certainty=_weakest(certainties))


def _used_in(used: Used, periods: tuple[Period, ...], of_a_row: bool) -> Used:
    dated = tuple(one for one in used.dated if any(one.in_force(*period) for period in periods))
    if not dated:
        return replace(used, dated=())
    links = {one.href for one in dated}
    return replace(
        used,
        value=[[str(one.day), one.value] for one in dated] if of_a_row else used.value,
        source=dated[0].source if len(dated) == 1 else "; ".join(f"{one.day}: {one.source}" for one in dated),
        href=links.pop() if len(links) == 1 else None,
        certainty=_weakest([one.certainty for one in dated]),
        changed=any(one.changed for one in dated) if of_a_row else used.changed,
        dated=dated,
    )


def _step(
    parameters: InForce[Any],
    before: Stage[Any] | None,
    stage: Stage[Any],
    column: str,
    needs: Reads,
    ordinal: int,
) -> Explanation:
    told = steps_of(stage.outputs)[column]
    used = tuple(_used(parameters, name) for name in needs.parameters)
    gathered = column not in stage.formulas
    # what a step gathered stands in the rows of the stage before
    table = before if gathered and before else stage
    return Explanation(
        ordinal=ordinal,
        stage=stage.name,
        column=column,
        unit=unit_under(told.unit, column, parameters.value),
        says=told.says,
        law=told.law,
        agreement=told.agreement,
        choice=told.choice,
        # what a history rests on is known with the days of the rows: see _cited
        certainty=_weakest(
            [told.certainty, *(one.certainty for one in used if not one.choice and not one.dated)]
        ),
        parameters=used,
        inputs=_inputs(table, [name for name in needs.columns if name not in needs.group]),
        group=_inputs(stage, needs.group),
    )


def _gathered(stage: Stage[Any], column: str) -> Reads:
    if stage.gather is None:
        raise TypeError(f"{stage.name}: {column} has no formula and is not gathered.")
    return Reads(columns_read(stage.gather.take[column]), (), stage.gather.by)


def _inputs(stage: Stage[Any], names: Iterable[str]) -> tuple[Input, ...]:
    columns = columns_of(stage.outputs)
    return tuple(Input(name, columns[name].description or name) for name in names)


def _filled(inputs: tuple[Input, ...], row: Mapping[str, Any]) -> tuple[Input, ...]:
    return tuple(replace(one, value=row.get(one.name)) for one in inputs)


def _in(model: PayModel[Any], step: Explanation, language: str) -> Explanation:
    """The same step in another language."""
    if language == SOURCE_LANGUAGE:
        return step

    def said(text: str) -> str:
        return translated(model, text, language)

    return replace(
        step,
        says=said(step.says),
        law=said(step.law),
        agreement=said(step.agreement),
        choice=said(step.choice),
        parameters=tuple(
            replace(
                used,
                says=said(used.says),
                unit=said(used.unit),
                source=said(used.source),
                meaning=said(used.meaning),
                dated=tuple(replace(one, source=said(one.source)) for one in used.dated),
            )
            for used in step.parameters
        ),
        inputs=tuple(replace(one, says=said(one.says)) for one in step.inputs),
        group=tuple(replace(one, says=said(one.says)) for one in step.group),
    )


def _used(parameters: InForce[Any], name: str) -> Used:
    parameter = parameters.dated.parameters[name]
    entry = parameters.entry(name)
    source = entry.source or parameter.source
    return Used(
        name=name,
        value=parameters.plain(name),
        meaning=(parameter.options or {}).get(str(parameters.value(name)), ""),
        says=parameter.says,
        unit=parameter.unit,
        measure=parameter.measure,
        source=source.title,
        href=source.href,
        certainty=entry.certainty or parameter.certainty,
        choice=parameter.choice,
        changed=name in parameters.changes,
        dated=dated_values(parameters, name),
    )


def _weakest(certainties: list[str]) -> str:
    return max(certainties, key=CERTAINTIES.index)
