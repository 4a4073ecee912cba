"""Made-up people in units of about sixty: the same ones on every machine, drawn by splitmix64."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

COEFFICIENTS = (186, 234, 267, 300, 333, 366, 399, 440, 474, 508, 542, 576, 610, 644, 678, 720, 800)
LEADERSHIP = (0, 0, 0, 0, 20, 30, 40, 60, 80, 100)
SENIORITY = (0, 0, 0, 0, 5, 6, 7, 8)
MONTHS = (12, 12, 12, 12, 6, 9)


def population(count: int, part: range | None = None) -> pl.DataFrame:
    """The columns of `model.People` for so many people, or a part of them, in the order of their numbers."""
    numbers = part or range(count)
    people = pl.DataFrame({"employee_id": pl.int_range(numbers.start, numbers.stop, eager=True)})
    # four draws together are bell-shaped: mean 78.00 points, standard deviation 12.00
    bell = pl.sum_horizontal(_drawn(seed, 10_001) for seed in range(5, 9)) - 20_000
    return people.with_columns(
        unit_id=_drawn(0, max(1, count // 60)).cast(pl.Int32),
        coefficient_hundredths=_one_of(COEFFICIENTS, 1),
        leadership_coefficient_hundredths=_one_of(LEADERSHIP, 2),
        seniority_percent=_one_of(SENIORITY, 3),
        months=_one_of(MONTHS, 4),
        score_hundredths=(7800 + bell * 2079 // 10_000).clip(0, 10_000),
    )


def _one_of(values: Sequence[int], seed: int) -> pl.Expr:
    drawn = _drawn(seed, len(values))
    return drawn.replace_strict(dict(enumerate(values)), return_dtype=pl.Int64)


def _drawn(seed: int, below: int) -> pl.Expr:
    """A whole number from 0 to below `below` for each person."""
    mixed = pl.col("employee_id").cast(pl.UInt64) * _whole(0x9E3779B97F4A7C15) + _whole(
        seed * 0xD1B54A32D192ED
    )
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed // _whole(1 << shift))) * _whole(factor)
    mixed = mixed ^ (mixed // _whole(1 << 31))
    return (mixed % _whole(below)).cast(pl.Int64)


def _whole(number: int) -> pl.Expr:
    return pl.lit(number, dtype=pl.UInt64)
