"""Why one row came out differently in two runs: which step moved, because of which input, parameter or other rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pay_models.kernel.declare.rows import keys_of
from pay_models.kernel.declare.units import COUNTED, Unit, unit_of
from pay_models.kernel.errors import Refused
from pay_models.kernel.run.result import Run
from pay_models.kernel.tell.explain import Explanation, sheet
from pay_models.kernel.tell.language import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved a step: `kind` is "input", "parameter", "group" (other rows of its group) or "stage" (rows gathered).

    `before` and `after` are the values; None for a group or a stage, whose rows are many.
    """

    kind: str
    name: str
    says: str
    before: Any = None
    after: Any = None
    unit: Unit = COUNTED


@dataclass(frozen=True, slots=True)
class Moved:
    """A step whose value differs, and everything it reads that differs too."""

    stage: str
    column: str
    unit: Unit
    says: str
    before: Any
    after: Any
    because: tuple[Cause, ...]


def difference(
    before: Run, after: Run, key: Mapping[str, Any], *, stage: str = "", language: str = SOURCE_LANGUAGE
) -> list[Moved]:
    """The steps of one row that moved between two runs of a model, in the order in which they are computed.

    `key` holds the key columns of the row in the stage (the last one unless named). Raises Refused when the runs
    are of different models, or one of them has no such row.
    """
    if before.model.id != after.model.id:
        raise Refused(
            f"{before.model.id} and {after.model.id} have different steps: compare runs of one model."
        )
    compared = _Compared(before, after, stage or before.model.stages[-1].name, key)
    told = [compared.steps(run, language) for run in (before, after)]
    return [
        Moved(
            compared.stage,
            name,
            step.unit,
            step.says,
            compared.old[name],
            compared.new[name],
            tuple(compared.causes(told[0][name], step)),
        )
        for name, step in told[1].items()
        if compared.old[name] != compared.new[name]
    ]


class _Compared:
    """One row of a stage in two runs."""

    def __init__(self, before: Run, after: Run, stage: str, key: Mapping[str, Any]) -> None:
        self.runs, self.stage, self.key = (before, after), stage, key
        self.old, self.new = _row(before, stage, key), _row(after, stage, key)

    def steps(self, run: Run, language: str) -> dict[str, Explanation]:
        told = sheet(run.model, on=run.parameters.day, changes=run.parameters.changes, language=language)
        return {step.column: step for step in told if step.stage == self.stage}

    def causes(self, was: Explanation, now: Explanation) -> Iterator[Cause]:
        earlier = {used.name: used.value for used in was.parameters}
        for used in now.parameters:
            if used.value != earlier.get(used.name):
                yield Cause(
                    "parameter", used.name, used.says, earlier.get(used.name), used.value, used.measure
                )
        own = [one for one in now.inputs if one.name in self.new]
        for one in own:
            if self.old[one.name] != self.new[one.name]:
                old, new = self.old[one.name], self.new[one.name]
                yield Cause("input", one.name, one.says, old, new, unit_of(one.name))
        if now.group and self._others_moved(now, gathered=not own):
            told = now.group if own else now.inputs
            yield Cause(
                "group" if own else "stage",
                ", ".join(one.name for one in told),
                "; ".join(one.says for one in told),
            )

    def _others_moved(self, step: Explanation, *, gathered: bool) -> bool:
        """Whether any other row of the group (or any row that was gathered) has other values of what is read."""
        names = [stage.name for stage in self.runs[0].model.stages]
        table = names[names.index(self.stage) - 1] if gathered else self.stage
        keys = list(keys_of(self.runs[0].model.stages[names.index(table)].inputs))
        read = [one.name for one in step.inputs]
        group = [one.name for one in step.group]
        others = []
        for run, row in zip(self.runs, (self.old, self.new), strict=True):
            rows = run[table].filter(pl.col(name) == row[name] for name in group)
            if not gathered:
                rows = rows.filter(~pl.all_horizontal(pl.col(name) == row[name] for name in self.key))
            others.append(rows.select(list(dict.fromkeys([*keys, *read]))).sort(keys))
        return not others[0].equals(others[1])


def _row(run: Run, stage: str, key: Mapping[str, Any]) -> dict[str, Any]:
    frame = run[stage]
    found = frame.filter(pl.col(name) == value for name, value in key.items())
    if found.height != 1:
        named = ", ".join(f"{name} {value}" for name, value in key.items())
        raise Refused(
            f"{found.height} rows of {stage!r} answer to {named}; a difference needs one in each run."
        )
    return found.row(0, named=True)
