"""Polars expressions of narwhals' own: the only way to ask an expression which columns it reads."""

from typing import Any

import narwhals as nw
import polars as pl

# narwhals tells the columns of an expression only through an engine: Polars builds it without any rows
_NAMESPACE: Any = nw.from_native(pl.LazyFrame())._compliant_frame.__narwhals_namespace__()  # noqa: SLF001 - bounded above


def in_polars(formula: nw.Expr) -> pl.Expr:
    """The same expression as Polars holds it."""
    built: Any = formula._to_compliant_expr(_NAMESPACE)  # noqa: SLF001 - bounded above
    native: pl.Expr = built.native
    return native
