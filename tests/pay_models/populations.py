"""Made-up people for any model: cases of its `cases.yaml` drawn whole, mixed into common groups, and varied.

Whole cases keep together what belongs together (a step of a grade, a person's months, a unit's fund); few different
values make ties likely. What the law refuses is tried again with less mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any, NamedTuple

import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pay_models.kernel import BadRows, PayModel, model, run
from pay_models.kernel.conformance.cases import read_cases
from pay_models.kernel.declare.rows import columns_of, is_key, keys_of
from tests.pay_models.case_files import frames

Tables = dict[str, pl.DataFrame]

MOST_CASES = 12
GROUPS = ("north", "south", "west")
VALUES = 3


class Population(NamedTuple):
    """The tables that a model takes, and the day on which its cases are paid."""

    day: date
    tables: Tables


def populations(model_id: str) -> SearchStrategy[Population]:
    """Populations that the model does not refuse."""
    return st.integers(0, 2**32).map(lambda seed: population(model_id, seed))


def population(model_id: str, seed: int) -> Population:
    """The population of a seed: the same one each time. Falls back to a single case, which no model refuses."""
    day, known = _known(model_id)
    chosen = model(model_id)
    drawn = _dice(seed).choices(known, k=_dice(seed).randint(1, MOST_CASES))
    for mixed, varied in ((True, True), (True, False), (False, True), (False, False)):
        dice = _dice(seed)
        copies = [_named_apart(chosen, tables, copy, dice, mixed=mixed) for copy, tables in enumerate(drawn)]
        tables = {stage: _together(chosen, stage, [one[stage] for one in copies]) for stage in chosen.given}
        if varied:
            tables = {stage: _varied(chosen, stage, table, dice) for stage, table in tables.items()}
        if dice.random() < 1 / 2:
            tables = _with_numbers(chosen, tables)
        if _paid(chosen, tables, day):
            return Population(day, tables)
    return Population(day, drawn[0])


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - people are made up, not secret


@cache
def _known(model_id: str) -> tuple[date, list[Tables]]:
    """The cases of a model that are paid on its file's own day by the law's own numbers."""
    file = read_cases(model(model_id).parameters.folder)
    plain = [case for case in file.cases if not case.changes and case.day is None]
    return file.day, [frames(model_id, file, case.given) for case in plain]


def _paid(chosen: PayModel[Any], tables: Tables, day: date) -> bool:
    try:
        run(chosen, tables, on=day)
    except BadRows:
        return False
    return True


def _keys(chosen: PayModel[Any], stage: str) -> list[str]:
    return [name for name, column in columns_of(chosen.given[stage]).items() if is_key(column)]


def _groups(chosen: PayModel[Any]) -> set[str]:
    """Identifiers of what people have in common: of groups that meet, or no part of a row's name."""
    meeting = {name for stage in chosen.stages for name in stage.meet or ()}
    named = {name for stage in chosen.stages for name in keys_of(stage.inputs)}
    common = {name for stage in chosen.given for name in _keys(chosen, stage) if name not in named}
    return meeting | common


def _named_apart(chosen: PayModel[Any], tables: Tables, copy: int, dice: Random, *, mixed: bool) -> Tables:
    """A case under names of its own, but in groups that other cases share."""
    names: dict[tuple[str, str], str] = {}

    def renamed(column: str, value: str) -> str:
        shared = mixed and column in _groups(chosen)
        return names.setdefault((column, value), dice.choice(GROUPS) if shared else f"{value} {copy}")

    return {
        stage: table.with_columns(
            pl.Series(name, [renamed(name, value) for value in table[name]], pl.String)
            for name in _keys(chosen, stage)
        )
        for stage, table in tables.items()
    }


def _together(chosen: PayModel[Any], stage: str, copies: list[pl.DataFrame]) -> pl.DataFrame:
    keys = next(one for one in chosen.stages if one.name == stage)
    return pl.concat(copies).unique(keys_of(keys.given or keys.inputs), keep="first", maintain_order=True)


def _varied(chosen: PayModel[Any], stage: str, table: pl.DataFrame, dice: Random) -> pl.DataFrame:
    """Some of the numbers that stand by themselves, each one of a few values within its bounds."""
    return table.with_columns(
        pl.Series(name, _some_of([*table[name]], low, high, dice), pl.Int64)
        for name, low, high in _free(chosen, stage)
        if dice.random() < 1 / 2
    )


def _free(chosen: PayModel[Any], stage: str) -> Iterator[tuple[str, int, int]]:
    """The columns of whole numbers that name neither a row nor a cell of a table of the law, with their bounds."""
    rows = chosen.given[stage]
    cells = {
        key for grids in chosen.parameters.grids.values() for grid in grids.values() for key in grid.keys
    }
    for name, column in columns_of(rows).items():
        bounds = {check.name: next(iter(check.statistics.values())) for check in column.checks}
        low, high = bounds.get("greater_than_or_equal_to"), bounds.get("less_than_or_equal_to")
        if low is not None and high is not None and name not in cells and name not in keys_of(rows):
            yield name, low, high


def _some_of(values: list[int], low: int, high: int, dice: Random) -> list[int]:
    others = [dice.randint(low, high), min(high, dice.choice(values) + 1), dice.choice((low, high))]
    few = [dice.choice([*values, dice.choice(others)]) for _ in range(VALUES)]
    return [dice.choice([value, *few]) for value in values]


def _with_numbers(chosen: PayModel[Any], tables: Tables) -> Tables:
    """The same people under whole numbers, as a snapshot names them."""
    columns = {name for stage in chosen.given for name in _keys(chosen, stage)}
    texts = {
        name: sorted({text for table in tables.values() if name in table.columns for text in table[name]})
        for name in columns
    }
    numbers = {name: {text: number for number, text in enumerate(known)} for name, known in texts.items()}
    return {
        stage: table.with_columns(
            pl.col(name).replace_strict(numbers[name], return_dtype=pl.Int64) for name in _keys(chosen, stage)
        )
        for stage, table in tables.items()
    }
