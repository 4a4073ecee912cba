"""Regulations parted into the fewest passes: those that differ in numbers alone are computed together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, cast

from pay_models.kernel.declare.parameters import Changes, InForce
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.run.columns import NumberColumns
from pay_models.kernel.run.forms import columnable, form_of

Who = TypeVar("Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pass(Generic[Who]):
    """Regulations that one call of `run` computes: `run(model, rows, on=on, changes=changes, columns=columns)`.

    `columns` holds for each number in which they differ its value under each of them, for the column `p:<name>` of
    their rows; `changes` are those of the first of them, which the columns stand before. `tables` names the columns
    that each table must hold.
    """

    whose: tuple[Who, ...]
    changes: Changes
    columns: Mapping[str, Mapping[Who, int]]
    tables: Mapping[str, tuple[str, ...]]


def passes(model: PayModel[Any], on: date, regulations: Mapping[Who, Changes]) -> list[Pass[Who]]:
    """The passes over a model under some regulations, each with the values that it changes, in their order.

    Each regulation is judged by itself. Raises what `PayModel.in_force` raises: UnknownParameter, OutsideLegalRange,
    Contradictory, NotInForce.
    """
    parted: dict[Hashable, list[tuple[Who, InForce[Any]]]] = {}
    for who, changes in regulations.items():
        in_force = model.in_force(on, changes)
        names = columnable(model, in_force).names
        parted.setdefault(form_of(in_force, names), []).append((who, in_force))
    return [_pass(model, together) for together in parted.values()]


def _pass(model: PayModel[Any], together: Sequence[tuple[Who, InForce[Any]]]) -> Pass[Who]:
    (_, first), *_ = together
    values = {
        name: {who: cast(int, in_force.value(name)) for who, in_force in together}
        for name in columnable(model, first).names
    }
    columns = {
        name: values[name]
        for name in model.parameters.parameters
        if len({*values.get(name, {}).values()}) > 1
    }
    tables = NumberColumns(model, first, tuple(columns)).tables()
    return Pass(tuple(who for who, _ in together), first.changes, columns, tables)
