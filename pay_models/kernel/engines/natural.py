"""Natural sort order: numbers within identifiers are numbers, so that 9 stands before 10 and NV9 before NV10.

Whatever is ordered by an identifier that is text (ties, remainders, the rows of a stage) is ordered so on every engine;
identifiers that are equal in it, such as 7 and 007, follow their text.
"""

from __future__ import annotations

import re

import polars as pl

WIDTH = 20
"""Digits to which each number is filled up: one more than a whole number of 64 bits has."""

NUMBER, LAST_DIGITS = "([0-9]+)", f"[0-9]*([0-9]{{{WIDTH}}})"
ZEROS = "0" * WIDTH
MOST_DIGITS = 18
"""Identifiers of no more digits fit into a whole number."""


def natural(column: pl.Expr) -> pl.Expr:
    """A text whose order, byte by byte, is the natural one."""
    return column.str.replace_all(NUMBER, f"{ZEROS}${{1}}").str.replace_all(LAST_DIGITS, "${1}")


def natural_sql(column: str, group: str, *flags: str) -> str:
    """The same as SQL: `group` is how the engine calls what a pattern found, `flags` replace all of it."""
    more = "".join(f", '{flag}'" for flag in flags)
    filled = f"regexp_replace({column}, '{NUMBER}', '{ZEROS}{group}'{more})"
    return f"regexp_replace({filled}, '{LAST_DIGITS}', '{group}'{more})"


def places(texts: pl.Series) -> pl.Series:
    """Whole numbers that rise as the texts do in natural order, equal where they are."""
    # most identifiers are numbers behind letters that all have: nothing has to be looked up for them
    numbers = _without_letters(texts)
    if _are_numbers(numbers):
        return numbers.cast(pl.Int64)
    known = texts.unique().to_frame()
    ordered = known.sort(natural(pl.col(texts.name)), texts.name).with_row_index("place")
    found = texts.to_frame().join(ordered, on=texts.name, how="left", maintain_order="left")
    return found["place"].cast(pl.Int64).alias(texts.name)


def _without_letters(texts: pl.Series) -> pl.Series:
    """The texts without what stands before the first digit, where that is the same in all of them."""
    letters = re.split("[0-9]", str(texts[0]), maxsplit=1)[0] if len(texts) else ""
    return texts.str.slice(len(letters)) if letters and texts.str.starts_with(letters).all() else texts


def _are_numbers(texts: pl.Series) -> bool:
    """Whether all are digits and two of them never the same number: nothing has to be looked up then."""
    if texts.is_empty() or texts.null_count() or texts.str.contains("[^0-9]").any():
        return False
    lengths = pl.col(texts.name).str.len_bytes()
    shortest, longest = texts.to_frame().select(lengths.min(), longest=lengths.max()).row(0)
    if not 0 < shortest <= longest <= MOST_DIGITS:
        return False
    return shortest == longest or not texts.str.contains("^0.").any()
