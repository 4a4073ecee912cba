"""Polars expressions of narwhals' own: to ask an expression which columns it reads, and to translate it once."""

from typing import Any

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.engines.protocol import PLACE

# narwhals tells the columns of an expression only through an engine: Polars builds it without any rows
_NAMESPACE: Any = nw.from_native(pl.LazyFrame())._compliant_frame.__narwhals_namespace__()  # noqa: SLF001 - bounded above

KEPT = 4_096
"""So many formulas are kept translated; most are some kilobytes."""


class Formula:
    """A formula that is equal to itself alone: narwhals makes an expression of a comparison."""

    __slots__ = ("expression",)

    def __init__(self, expression: nw.Expr | Ranked) -> None:
        self.expression = expression

    def __hash__(self) -> int:
        return id(self.expression)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and self.expression is other.expression


def in_polars(formula: nw.Expr) -> pl.Expr:
    """The same expression as Polars holds it."""
    built: Any = formula._to_compliant_expr(_NAMESPACE)  # noqa: SLF001 - bounded above
    native: pl.Expr = built.native
    return native


def columns_read(formula: nw.Expr | Ranked) -> tuple[str, ...]:
    """The columns that a formula reads; the place in the stage's order is not one of them."""
    if isinstance(formula, Ranked):
        where = () if formula.where is None else columns_read(formula.where)
        named = (*formula.among, formula.by.removeprefix("-"), *where)
        return tuple(dict.fromkeys(name for name in named if name))
    names = in_polars(formula).meta.root_names()
    return tuple(dict.fromkeys(name for name in names if name != PLACE))
