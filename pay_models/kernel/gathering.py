"""The rows that a stage starts from: those given, or groups of the stage before beside those given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from pay_models.kernel.engines import Engine
from pay_models.kernel.errors import BadRows, Fault
from pay_models.kernel.model import Gather, Stage


def rows_for(
    stage: Stage[Any], given: Mapping[str, pl.DataFrame], before: pl.DataFrame | None, engine: Engine
) -> pl.DataFrame:
    """The frame of a stage before its formulas. Raises BadRows for groups without a row of their own."""
    if stage.gather is None or before is None:
        return given[stage.name]
    groups = engine.gathered(before, stage.gather.by, stage.gather.take)
    return groups if stage.brings is None else _beside(stage, stage.gather, given[stage.name], groups)


def _beside(stage: Stage[Any], gather: Gather, brought: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    by = list(gather.by)
    _refuse_other_kinds(stage, by, brought, groups)
    if brought.select(by).equals(groups.select(by)):
        # a pinned snapshot brings a row for each group in the groups' own order: nothing has to be looked up
        return brought.hstack(groups.drop(by))
    if len(left_over := groups.join(brought, on=by, how="anti")):
        rule = f"There are rows for it, but none in the table '{stage.name}'."
        named = [", ".join(f"{name} {row[name]}" for name in by) for row in left_over.iter_rows(named=True)]
        raise BadRows(
            [Fault(stage.name, None, key, ", ".join(by), "missing", rule, "Add its row.") for key in named]
        )
    beside = brought.join(groups, on=by, how="left", maintain_order="left")
    return beside.with_columns(pl.col(list(gather.take)).fill_null(0))


def _refuse_other_kinds(
    stage: Stage[Any], by: list[str], brought: pl.DataFrame, groups: pl.DataFrame
) -> None:
    """One person cannot be text in one table and a number in another."""
    kinds = [(name, brought.schema[name], groups.schema[name]) for name in by]
    rule = "The tables before hold this identifier as {}."
    faults = [
        Fault(stage.name, None, "", name, str(here), rule.format(there), "Give all tables the same type.")
        for name, here, there in kinds
        if here != there
    ]
    if faults:
        raise BadRows(faults)
