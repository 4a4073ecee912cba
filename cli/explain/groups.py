"""The rows that share something with one row: how many they are, and what their money comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pay_models.kernel import Run
from pay_models.kernel.declare.rows import steps_of
from pay_models.kernel.declare.units import unit_of
from pay_models.kernel.run.graph import shared


@dataclass(frozen=True, slots=True)
class Group:
    """The group of a row: money that is the same in all its rows (a fund), and money added up over them."""

    key: Mapping[str, Any]
    rows: int
    same: Mapping[str, int]
    together: Mapping[str, int]


def group_of(run: Run, stage: str, row: Mapping[str, Any]) -> Group | None:
    """The group whose rows the stage's formulas look at together; None where each row stands by itself."""
    found = next(each for each in run.model.stages if each.name == stage)
    if not found.meet:
        return None
    key = {name: row[name] for name in found.meet}
    rows = run[stage].filter(pl.col(name).eq_missing(value) for name, value in key.items())
    whole, own = shared(found, run.parameters.values), money_of(run, stage)
    return Group(
        key=key,
        rows=rows.height,
        same={name: row[name] for name in own if name in whole},
        together={name: int(rows[name].sum()) for name in own if name not in whole},
    )


def money_of(run: Run, stage: str) -> list[str]:
    """The steps of a stage that are amounts of money, by the endings of their names."""
    outputs = next(each.outputs for each in run.model.stages if each.name == stage)
    return [name for name in steps_of(outputs) if unit_of(name).money]
