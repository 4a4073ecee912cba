"""The answer of a formula for a few rows, as a list: what the tests of the blocks compare."""

from typing import Any

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.engines import Polars


def computed(formula: nw.Expr, **columns: list[Any]) -> list[Any]:
    """One answer for each row of the columns."""
    return list(Polars().filled(pl.DataFrame(columns), {"answer": formula})["answer"])


def filled(columns: dict[str, list[Any]], **formulas: nw.Expr | Ranked) -> pl.DataFrame:
    """The rows, in the order given, with a column for each formula, which may read the ones before it."""
    ordered = Polars().in_order(pl.DataFrame(columns).with_row_index("row"), ("row",))
    return Polars().filled(ordered, formulas)
