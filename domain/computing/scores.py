"""Scores of months and of periods, computed by the scoring model from results and general points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from domain.computing.rules import told
from domain.errors import Invalid
from domain.facts import stand_ins
from domain.facts.stand_ins import MONTH, PERSON
from pay_models.kernel import BadRows, PayModel, Run, run
from pay_models.kernel.declare.rows import columns_of, keys_of

# Pinned before results had a kind: work completed without having been assigned was taken over.
_KIND_ONCE = pl.when((pl.col("assigned") == 0) & (pl.col("completed") > 0)).then(pl.lit("taken_over"))
CRITERIA = ("quantity_bp", "quality_bp", "progress_bp")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model computed, and what it computed it with.

    months: employee_id, month, general_points_hundredths, the three criteria in basis points,
    task_points_hundredths, score_hundredths, counted, months (1 where it counts, else 0). periods: employee_id, the
    means of the months that count, score_hundredths (how it is rounded the model says), months (how many count).
    Where none counts there is no score: months is 0, and so is every number, for want of another.
    """

    months: pl.DataFrame
    periods: pl.DataFrame
    model_id: str
    model_version: str
    parameters_hash: str


def worked(items: pl.DataFrame) -> pl.DataFrame:
    """Work items with all that the scoring model takes."""
    if "kind" not in items.columns and "assigned" in items.columns:
        items = items.with_columns(_KIND_ONCE.otherwise(pl.lit("assigned")).alias("kind"))
    return stand_ins.filled(items, stand_ins.ITEM)


def score(
    model: PayModel[Any],
    items: pl.DataFrame,
    months: pl.DataFrame,
    on: date,
    changes: Mapping[str, int | str] | None = None,
    *,
    validate: bool = True,
) -> Scores:
    """Score months and the period that they make up together.

    items: employee_id, month, item_key, kind, coefficient_hundredths, assigned, completed, quality_failures,
    delays. months: employee_id, month, general_points_hundredths, leads, field_result, organising, uniting; one
    row for each month in post, with work or without. Raises Invalid with every fault of the rows.
    """
    items = worked(items)
    given = {
        name: (months if keys_of(rows) == MONTH else items).select(list(columns_of(rows)))
        for name, rows in model.given.items()
    }
    try:
        computed = run(model, given, on=on, changes=changes, validate=validate)
    except BadRows as bad:
        raise Invalid("bad_rows", told(bad), law="Decree 335/2025 arts. 14, 17") from bad
    monthly = _of_grain(computed, MONTH).with_columns(months=pl.col("counted").cast(pl.Int64))
    return Scores(
        monthly,
        _periods(monthly, _of_grain(computed, PERSON)),
        model.id,
        model.version,
        computed.parameters.hash,
    )


def _of_grain(computed: Run, keys: tuple[str, ...]) -> pl.DataFrame:
    stages = [stage.name for stage in computed.model.stages if keys_of(stage.inputs) == keys]
    if not stages:
        raise Invalid(
            "not_a_scoring_model",
            "{model} gives no score for each of {keys}.",
            model=computed.model.id,
            keys=keys,
        )
    return computed[stages[-1]]


def _periods(months: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The model's score of each person beside the means of its parts, which add up to it."""
    counted = months.filter(pl.col("counted"))
    means = counted.group_by("employee_id").agg(
        *(_mean(name) for name in ("general_points_hundredths", *CRITERIA)),
        pl.len().cast(pl.Int64).alias("months"),
    )
    filled = people.select("employee_id", "score_hundredths").join(
        means, on="employee_id", how="left", maintain_order="left"
    )
    # A mean that the model rounds up may lie above the means of its parts: the points for the tasks take the rest,
    # and the general points what is over 70.
    rest = pl.col("score_hundredths") - pl.col("general_points_hundredths")
    return (
        filled.fill_null(0)
        .with_columns(task_points_hundredths=rest.clip(0, 7_000))
        .with_columns(general_points_hundredths=pl.col("score_hundredths") - pl.col("task_points_hundredths"))
    )


def _mean(column: str) -> pl.Expr:
    """The mean in whole units, cut off: how the score itself is rounded is the model's."""
    return pl.col(column).sum() // pl.len()
