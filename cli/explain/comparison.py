"""All rows of two runs side by side: how many differ, and what each amount comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from cli.explain.groups import money_of
from pay_models.kernel import Run
from pay_models.kernel.declare.rows import keys_of, steps_of
from pay_models.kernel.run.graph import shared

_AFTER = " after"


@dataclass(frozen=True, slots=True)
class Column:
    """One step: how many rows of both runs have another value, and its totals if it is money."""

    name: str
    says: str
    rows: int
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """How many rows there are before and after, only in one of them, and changed in any step."""

    rows_before: int
    rows_after: int
    only_before: int
    only_after: int
    changed: int
    columns: Sequence[Column]


def compared(before: Run, after: Run, stage: str) -> Compared:
    """The same stage of two runs of one model; rows are told apart by their keys."""
    found = next(each for each in before.model.stages if each.name == stage)
    steps, money = steps_of(found.outputs), money_of(before, stage)
    was, now = before[stage], after[stage]
    both = was.join(now, on=list(keys_of(found.inputs)), suffix=_AFTER)
    moved = both.select(pl.col(name).ne_missing(pl.col(name + _AFTER)) for name in steps)
    totals = [_totals(run, stage, money) for run in (before, after)]
    return Compared(
        rows_before=was.height,
        rows_after=now.height,
        only_before=was.height - both.height,
        only_after=now.height - both.height,
        changed=moved.select(pl.any_horizontal(pl.all()).sum()).item() if steps else 0,
        columns=[
            Column(name, step.says, int(moved[name].sum()), totals[0].get(name), totals[1].get(name))
            for name, step in steps.items()
        ],
    )


def _totals(run: Run, stage: str, money: Sequence[str]) -> dict[str, int]:
    """The sum of each amount; one that is the same in all rows of a group counts once for the group."""
    found = next(each for each in run.model.stages if each.name == stage)
    once = shared(found, run.parameters.values)
    groups = run[stage].unique(found.meet) if once else run[stage]
    return {name: int((groups if name in once else run[stage])[name].sum()) for name in money}
