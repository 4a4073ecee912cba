"""A number of the parameters as a column of the rows, with the bounds that the law gives it.

Formulas take it where they took the number itself. Of such numbers alone Python computes with as many digits as it
needs, a column with 63 bits: each sum and product of them is refused unless its bounds fit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import product
from typing import Any, TypeAlias

import narwhals as nw

from pay_models.kernel.errors import Overflow

PREFIX = "p:"
WIDEST = (1 << 63) - 1

Bounds: TypeAlias = tuple[int, int]


def column_of(name: str) -> str:
    """The column that holds a parameter: no column of a model has a colon in its name."""
    return f"{PREFIX}{name}"


class Number(nw.Expr):
    """A parameter, or what is computed of parameters alone, with the least and the most that it may be.

    Whatever else is done with it is an expression like any other. Raises Overflow naming the parameters as soon as it
    may need more than 63 bits.
    """

    bounds: Bounds
    names: tuple[str, ...]

    @classmethod
    def of(cls, name: str, least: int, most: int) -> Number:
        """The column of a parameter within its legal range."""
        return cls._bounded(nw.col(column_of(name)), (least, most), (name,))

    @classmethod
    def _bounded(cls, plain: nw.Expr, bounds: Bounds, names: tuple[str, ...]) -> Number:
        if max(map(abs, bounds)) > WIDEST:
            told = " and ".join(names)
            raise Overflow(
                "What is computed of {names} may need more than 63 bits: as a column it could overflow. "
                "Compute regulations that differ in it one by one.",
                names[0],
                names=told,
            )
        made = cls(*plain._nodes)  # noqa: SLF001 - bounded above
        made.bounds, made.names = bounds, names
        return made

    def _append_node(self, node: Any) -> Any:
        return nw.Expr(*self._nodes, node)

    def _with_int(self, other: Any, plain: nw.Expr, within: Callable[[Bounds, Bounds], Bounds | None]) -> Any:
        if isinstance(other, Number):
            theirs, names = other.bounds, tuple(dict.fromkeys((*self.names, *other.names)))
        elif isinstance(other, int):
            theirs, names = (other, other), self.names
        else:
            return plain
        bounds = within(self.bounds, theirs)
        return plain if bounds is None else self._bounded(plain, bounds, names)

    def __add__(self, other: Any) -> Any:
        return self._with_int(other, super().__add__(other), _corners(operator.add))

    def __radd__(self, other: Any) -> Any:
        return nw.Expr.__add__(other, self) if isinstance(other, nw.Expr) else self + other

    def __sub__(self, other: Any) -> Any:
        return self._with_int(other, super().__sub__(other), _corners(operator.sub))

    def __rsub__(self, other: Any) -> Any:
        if isinstance(other, nw.Expr):
            return nw.Expr.__sub__(other, self)
        return self._with_int(other, super().__rsub__(other), _corners(lambda mine, theirs: theirs - mine))

    def __mul__(self, other: Any) -> Any:
        return self._with_int(other, super().__mul__(other), _corners(operator.mul))

    def __rmul__(self, other: Any) -> Any:
        return nw.Expr.__mul__(other, self) if isinstance(other, nw.Expr) else self * other

    def __floordiv__(self, other: Any) -> Any:
        return self._with_int(other, super().__floordiv__(other), _quotient)

    def __rfloordiv__(self, other: Any) -> Any:
        if isinstance(other, nw.Expr):
            return nw.Expr.__floordiv__(other, self)
        return self._with_int(
            other, super().__rfloordiv__(other), lambda mine, theirs: _quotient(theirs, mine)
        )

    def __mod__(self, other: Any) -> Any:
        return self._with_int(other, super().__mod__(other), _rest)

    def __rmod__(self, other: Any) -> Any:
        if isinstance(other, nw.Expr):
            return nw.Expr.__mod__(other, self)
        return self._with_int(other, super().__rmod__(other), lambda mine, theirs: _rest(theirs, mine))


def _corners(of: Callable[[int, int], int]) -> Callable[[Bounds, Bounds], Bounds]:
    """The bounds of an operation that rises or falls evenly: its least and most at the ends of both numbers."""

    def within(mine: Bounds, theirs: Bounds) -> Bounds:
        ends = [of(one, other) for one, other in product(mine, theirs)]
        return min(ends), max(ends)

    return within


def _quotient(dividend: Bounds, divisor: Bounds) -> Bounds | None:
    return None if divisor[0] <= 0 <= divisor[1] else _corners(operator.floordiv)(dividend, divisor)


def _rest(_: Bounds, divisor: Bounds) -> Bounds | None:
    return (0, divisor[1] - 1) if divisor[0] > 0 else None
