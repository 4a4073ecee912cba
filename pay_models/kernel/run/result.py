"""What a run answers: the filled tables, and what they were computed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import polars as pl

from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.pay_model import PayModel


@dataclass(frozen=True)
class Run:
    """What a model computed: one filled table for each stage, and what it was computed with.

    `given` are the rows as the caller brought them, `starts` those of each stage in its order before its formulas:
    `again` begins there. `columns` are the numbers that the rows of `given` brought.
    """

    model: PayModel[Any]
    parameters: InForce[Any]
    frames: Mapping[str, pl.DataFrame]
    validation_seconds: float
    compute_seconds: float
    given: Mapping[str, pl.DataFrame]
    starts: Mapping[str, pl.DataFrame]
    engine: str
    columns: tuple[str, ...] = ()

    @property
    def result(self) -> pl.DataFrame:
        """The table of the last stage."""
        return self.frames[self.model.stages[-1].name]

    def __getitem__(self, stage: str) -> pl.DataFrame:
        return self.frames[stage]


class Stopwatch:
    """Adds up the seconds spent inside its blocks."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._start = perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += perf_counter() - self._start
