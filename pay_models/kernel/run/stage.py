"""One stage of a run: its rows in order, its formulas filled in, its steps judged."""

from __future__ import annotations

from typing import Any

import polars as pl

from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.engines import PLACE, Engine
from pay_models.kernel.run.forms import Form, built
from pay_models.kernel.tables.checks import check_answers, check_steps


def check_stage(stage: Stage[Any], taken: pl.DataFrame, filled: pl.DataFrame, *, bounds: bool) -> None:
    """Raise BadRows when a computed stage has steps without an answer or, with `bounds`, outside of theirs."""
    if bounds:
        # what was gathered comes first: beyond its bounds the formulas overflow
        check_steps(stage.inputs, filled, stage.name)
    check_answers(stage.outputs, filled, taken, stage.name)
    if bounds:
        check_steps(stage.outputs, filled, stage.name, judged=stage.inputs)


def in_order(stage: Stage[Any], rows: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """The rows of a stage as its formulas take them: in its order and numbered, if it has one."""
    return engine.in_order(rows, stage.order) if stage.order else rows


def filled(stage: Stage[Any], rows: pl.DataFrame, form: Form, engine: Engine) -> pl.DataFrame:
    """The rows with the steps of the stage, in their own order."""
    return engine.filled(rows, built(stage, form), stage.meet).drop(PLACE, strict=False)
