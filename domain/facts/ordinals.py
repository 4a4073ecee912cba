"""Ordinals: rows that are numbered from 0 are looked up by place, in a fifth of the time of a join."""

import polars as pl

from domain.facts.fact import SLOTS


def beside(asked: pl.Series, numbers: pl.Series, values: pl.Series) -> pl.Series:
    """The value of each number that is asked for, null where it has none. `numbers`: of the values, each once."""
    size = 1 + max(_highest(asked), _highest(numbers))
    told = pl.repeat(None, size, dtype=values.dtype, eager=True).scatter(numbers, values)
    return told.gather(asked)


def among(frame: pl.DataFrame, column: str, numbers: pl.Series) -> pl.DataFrame:
    """The rows, in their order, whose number is one of some."""
    every = pl.repeat(True, numbers.len(), dtype=pl.Boolean, eager=True)
    return frame.filter(beside(frame[column], numbers, every))


def in_month(rows: pl.DataFrame, known: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows, in their order, with what is known of the same `key` in the same month (`place`), if anything.

    `key`: an ordinal; there is one row of what is known for each key and month at most.
    """
    return looked_up(rows, known.drop(key, "place"), *(_slots(each, key) for each in (rows, known)))


def looked_up(rows: pl.DataFrame, known: pl.DataFrame, asked: pl.Series, numbers: pl.Series) -> pl.DataFrame:
    """The rows beside those of `known`: `asked` is the number that each asks for, `numbers` those that are known."""
    places = pl.int_range(known.height, dtype=pl.UInt32, eager=True)
    at = beside(asked, numbers, places)
    return rows.hstack([column.gather(at) for column in known.iter_columns()])


def _slots(rows: pl.DataFrame, key: str) -> pl.Series:
    return rows.select(pl.col(key).cast(pl.Int64) * SLOTS + pl.col("place")).to_series()


def _highest(numbers: pl.Series) -> int:
    return int(numbers.to_frame().select(pl.all().max()).item() or 0)
