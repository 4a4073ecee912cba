"""Division of whole numbers that stays exact: what narwhals 2.29 lacks on SQL engines.

On Spark its `//` goes through a double and is wrong beyond 2**53; on DuckDB it names each operand eight times over,
so that a long division is text without end. The frames of `duckdb` and `spark` put this before narwhals' own.
"""

from __future__ import annotations

from typing import Any


class WholeDivision:
    """`//` and `%` of numbers from 0 up, null where the divisor is 0."""

    _with_binary: Any

    def quotient(self, dividend: Any, other: Any) -> Any:
        """The engine's own division of whole numbers."""
        raise NotImplementedError

    def rest(self, dividend: Any, other: Any) -> Any:
        """What it leaves."""
        raise NotImplementedError

    def __floordiv__(self, other: Any) -> Any:
        return self._with_binary(self.quotient, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return self._with_binary(lambda expr, other: self.quotient(other, expr), other).alias("literal")

    def __mod__(self, other: Any) -> Any:
        return self._with_binary(self.rest, other)

    def __rmod__(self, other: Any) -> Any:
        return self._with_binary(lambda expr, other: self.rest(other, expr), other).alias("literal")
