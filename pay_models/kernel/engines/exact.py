"""What narwhals 2.29 does not do exactly, or not fast, on SQL engines: division of whole numbers, and look-ups.

On Spark its `//` goes through a double and is wrong beyond 2**53; on DuckDB it names each operand eight times over, so
that a long division is text without end. Its look-ups name the operand twice, with the same end, and search the whole
table for each row. The frames of `duckdb` and `spark` put this class before narwhals' own expressions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Key: TypeAlias = int | str

SPARSE = 4
"""Whole numbers are looked up by their place in a list unless it were so many times longer than the table."""


class Exact(ABC):
    """`//` and `%` of numbers from 0 up, null where the divisor is 0; `replace_strict` by one look-up."""

    _with_binary: Any
    _with_elementwise: Any

    @abstractmethod
    def quotient(self, dividend: Any, other: Any) -> Any:
        """The engine's own division of whole numbers."""

    @abstractmethod
    def rest(self, dividend: Any, other: Any) -> Any:
        """What it leaves."""

    @abstractmethod
    def listed(self, place: Any, values: Sequence[int | None]) -> Any:
        """The value at a place from 0 of a list; null outside of it."""

    @abstractmethod
    def mapped(self, key: Any, values: Mapping[Key, Key]) -> Any:
        """The value of a key of a map; null for any other."""

    def __floordiv__(self, other: Any) -> Any:
        return self._with_binary(self.quotient, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return self._with_binary(lambda expr, other: self.quotient(other, expr), other).alias("literal")

    def __mod__(self, other: Any) -> Any:
        return self._with_binary(self.rest, other)

    def __rmod__(self, other: Any) -> Any:
        return self._with_binary(lambda expr, other: self.rest(other, expr), other).alias("literal")

    def replace_strict(
        self, default: Any, old: Sequence[Key], new: Sequence[Key], *, return_dtype: Any
    ) -> Any:
        """The new value of each old one, the default for any other."""
        values = dict(zip(old, new, strict=True))
        found = self._with_elementwise(lambda expr: self._found(expr, values))
        return found.fill_null(default, None, None).cast(return_dtype)

    def _found(self, expr: Any, values: Mapping[Key, Key]) -> Any:
        cells = {
            key: value for key, value in values.items() if isinstance(key, int) and isinstance(value, int)
        }
        first, last = min(cells, default=0), max(cells, default=0)
        if len(cells) < len(values) or last - first >= SPARSE * len(values):
            return self.mapped(expr, values)
        return self.listed(expr - first, [cells.get(key) for key in range(first, last + 1)])
