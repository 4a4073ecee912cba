"""What each formula reads: the columns and parameters that a step depends on, read off the formula itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

import polars as pl

from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.engines.expressions import columns_read, in_polars

Values = TypeVar("Values")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Reads:
    """The columns and the parameters that one formula reads, in the order in which it names them.

    `group` are the columns of the group that it looks at beyond its own row; empty for a row by itself.
    """

    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    group: tuple[str, ...] = ()


def reads(stage: Stage[Any], values: object) -> Mapping[str, Reads]:
    """What each formula of a stage reads under these values of the parameters."""
    found: dict[str, Reads] = {}
    for name, formula in stage.formulas.items():
        built, parameters = recorded(formula, values)
        columns = columns_read(built)
        among = built.among if isinstance(built, Ranked) else _meeting(stage, columns)
        found[name] = Reads(columns, parameters, among)
    return found


@cache
def gathered_reads(stage: Stage[Any]) -> Mapping[str, tuple[str, ...]]:
    """The columns of the stage before that each gathered column reads."""
    return {name: columns_read(take) for name, take in stage.gather.take.items()} if stage.gather else {}


def shared(stage: Stage[Any], values: object) -> frozenset[str]:
    """The steps that are the same in all rows of a group, such as its fund: they count once for the group."""
    same: set[str] = set(stage.meet or ())
    for name, formula in stage.formulas.items():
        built = formula(values)
        if same and not isinstance(built, Ranked) and _is_shared(in_polars(built), same):
            same.add(name)
    return frozenset(same & stage.formulas.keys())


def _is_shared(formula: pl.Expr, same: set[str]) -> bool:
    """A window over the group, or anything made of nothing but what is the same in the group."""
    if formula.meta.is_column():
        return formula.meta.output_name() in same
    if window := _WINDOW.search(str(formula)):
        return set(_COLUMN.findall(window[1])) <= same
    return formula.meta.is_literal() or all(_is_shared(part, same) for part in formula.meta.pop())


def _meeting(stage: Stage[Any], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in stage.meet or () if name in columns)


_WINDOW = re.compile(r"\.over\(\[([^\[\]]*)\]\)$")
_COLUMN = re.compile(r'col\("([^"]+)"\)')


class Recording:
    """Stands before the values and notes which of them a formula reads, so that no list of them can drift."""

    def __init__(self, values: object) -> None:
        self._values = values
        self.read: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name not in self.read:
            self.read.append(name)
        return getattr(self._values, name)


def recorded(formula: Callable[[Values], Answer], values: Values) -> tuple[Answer, tuple[str, ...]]:
    """The answer of a formula and the names of the parameters it read."""
    recording = Recording(values)
    answer = formula(cast(Values, recording))
    return answer, tuple(recording.read)
