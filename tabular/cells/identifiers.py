"""Text out of cells passes the gate for text: one spelling, no mark that nobody sees; a blank cell is an empty one."""

import polars as pl

from tabular import text

# A cell may be blank here: whether its column may be is the model's to say.
CELL = text.Kind(text.KEY.longest, blank=True)


def spelled(column: pl.Expr) -> pl.Expr:
    """The column in its one spelling; null where nothing but spaces stands or where the gate refuses."""
    plain = text.spelled(column)
    return pl.when(~text.broken(plain, CELL) & (plain != "")).then(plain)


def blank_as_null(column: pl.Expr) -> pl.Expr:
    """Null where nothing but spaces stands."""
    return pl.when(column.str.contains(r"\S")).then(column)


def unquoted(column: pl.Expr) -> pl.Expr:
    """`="007"` and `'007`, by which exporters keep a spreadsheet from dropping zeros, are 007."""
    return column.str.replace(r"^=\"(.*)\"$", "$1").str.replace(r"^'(\d+)$", "$1")


def rule_and_way_out(value: str) -> tuple[str, str] | None:
    """Why the gate refuses the text of a cell, and what to do; None when it does not."""
    judged = text.judge(value, CELL)
    if isinstance(judged, str):
        return None
    rule, _, way_out = judged.says.rpartition(": " if judged.rule == "text_too_long" else ". ")
    return f"{rule}.", f"{way_out[:1].upper()}{way_out[1:]}"
