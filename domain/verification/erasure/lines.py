"""Lines that nobody can open any more, against the columns and the inputs that their run pins."""

import io
from typing import Any

import polars as pl

from domain.reading.ids import global_id
from domain.verification.report import Difference

_COLUMNS = "select content from pay_run_columns where (pay_run_id, name) = ($1, 'lines')"
_PEOPLE = "select content from snapshot_frame where (snapshot_hash, name) = ($1, 'people')"
_STEPS = """
    select rules_number, stage, name from pay_run_step where pay_run_id = $1 and place is not null
    order by rules_number, place
"""
_KEY = ["employee_id", "unit_id"]
_WHO = ("position_id", "peer_group_id", "assessment_id")
_WHAT = ("rules_number", "rated", "amount_vnd", "steps")


async def check_erased_lines(connection: Any, run: Any, lines: pl.DataFrame) -> None:
    """Check lines of a run, as they are hashed, against its pinned files. Raises the first Difference.

    The files have the hashes that the run pins, and its root is told: whoever writes such a line anew needs that too.
    """
    name = global_id("PayRun", run["id"])
    files = (
        await connection.fetchval(_COLUMNS, run["id"]),
        await connection.fetchval(_PEOPLE, run["snapshot_hash"]),
    )
    if None in files:
        raise Difference(name, "the columns and people that it pins", "there", "missing")
    columns, people = (pl.read_parquet(io.BytesIO(file)) for file in files)
    ordinal = "line" if "line" in people.columns else "employee"
    stated = columns.with_columns(
        _steps(columns, await connection.fetch(_STEPS, run["id"])).alias("steps")
    ).join(people.select(pl.col(ordinal).alias("line"), *_KEY, *_WHO), on="line", how="left")
    pinned = lines.select("id", *_KEY).join(stated, on=_KEY, how="left", maintain_order="left")
    for column in (*_WHO, *_WHAT):
        was, now = pinned[column].cast(pl.String), lines[column].cast(pl.String)
        for at in was.ne_missing(now).arg_true():
            raise Difference(
                global_id("PayLine", lines["id"][at]), f"its {column}", str(was[at]), str(now[at])
            )


def _steps(columns: pl.DataFrame, steps: Any) -> pl.Expr:
    """The values of each row as its line has them: a JSON array in the order of the steps of its rules."""
    said = pl.lit(None, dtype=pl.String)
    for number in {number for number, _, _ in steps}:
        names = [_column(columns, stage, name) for its, stage, name in steps if its == number]
        cells = [_cell(columns, name) for name in names]
        value = pl.concat_str(pl.lit("["), pl.concat_str(cells, separator=","), pl.lit("]"))
        said = pl.when(pl.col("rules_number") == number).then(value).otherwise(said)
    return said


def _column(columns: pl.DataFrame, stage: str, name: str) -> str:
    return named if (named := f"{stage}.{name}") in columns.columns else name


def _cell(columns: pl.DataFrame, name: str) -> pl.Expr:
    if name not in columns.columns:
        return pl.lit("null")
    text = pl.col(name).cast(pl.String)
    return (pl.format('"{}"', text) if columns.schema[name] == pl.String else text).fill_null("null")
