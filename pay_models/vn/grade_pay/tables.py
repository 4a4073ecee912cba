"""The coefficients of Decree 204/2004 and of its amendments, as data with a source for each row."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

_FOLDER = Path(__file__).parent


@cache
def salary_grid() -> pl.DataFrame:
    """One row for each step of each grade.

    table (1 experts, 2 civil servants, 3 public employees), grade_code, group, step, coefficient_hundredths,
    effective_from, source, href, certainty.
    """
    return _read("salary_grid.csv")


@cache
def leadership_allowances() -> pl.DataFrame:
    """One row for each leading position.

    code (stable: "commune.chair.other"), level, unit_type, position, variant, coefficient_hundredths,
    effective_from, source, href, certainty.
    """
    return _read("leadership_allowance.csv")


@cache
def coefficients() -> dict[tuple[int | str, ...], int]:
    """Coefficient in hundredths by (table, grade_code, step)."""
    columns = ("table", "grade_code", "step", "coefficient_hundredths")
    return {
        (table, grade, step): value for table, grade, step, value in salary_grid().select(columns).iter_rows()
    }


@cache
def last_steps() -> dict[tuple[int | str, ...], int]:
    """The last step of each grade, by (table, grade_code)."""
    last = salary_grid().group_by("table", "grade_code").agg(pl.col("step").max())
    return {(table, grade): step for table, grade, step in last.sort("table", "grade_code").iter_rows()}


def _read(name: str) -> pl.DataFrame:
    whole = ("table", "step", "coefficient_hundredths")
    read = pl.read_csv(_FOLDER / name, infer_schema=False).fill_null("")
    numbers = [pl.col(column).cast(pl.Int64) for column in whole if column in read.columns]
    return read.with_columns(*numbers, pl.col("effective_from").str.to_date())
