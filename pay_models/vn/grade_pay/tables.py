"""The tables of the law as they stand in the files, with a source for each row: for those who list them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

_FOLDER = Path(__file__).parent


@cache
def salary_grid() -> pl.DataFrame:
    """One row for each step of each grade.

    edition, table (1 experts, 2 civil servants, 3 public employees), grade_code, group, step,
    coefficient_hundredths, effective_from, source, href, certainty.
    """
    return _read("salary_grid.csv")


@cache
def leadership_allowances() -> pl.DataFrame:
    """One row for each leading position.

    code (stable: "commune.chair.other"), level, unit_type, position, variant, coefficient_hundredths,
    effective_from, source, href, certainty.
    """
    return _read("leadership_allowance.csv")


def _read(name: str) -> pl.DataFrame:
    whole = ("table", "step", "coefficient_hundredths")
    read = pl.read_csv(_FOLDER / name, infer_schema=False).fill_null("")
    numbers = [pl.col(column).cast(pl.Int64) for column in whole if column in read.columns]
    return read.with_columns(*numbers, pl.col("effective_from").str.to_date())
