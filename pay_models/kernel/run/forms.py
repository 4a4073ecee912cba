"""What formulas take: the values in force, some numbers of them as columns; and the formulas built of it, kept."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

import narwhals as nw

from pay_models.kernel.declare.grids import Grid
from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.pay_model import PayModel, Stage
from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.engines.expressions import columns_read
from pay_models.kernel.engines.numbers import Number, column_of
from pay_models.kernel.errors import Refused
from pay_models.kernel.run.graph import Reads, reads, recorded

KEPT = 1_024
"""So many stages under so many forms are kept built; each is some kilobytes."""

BRANCHES_KEPT = 32
"""Numbers that a formula branches on: so many values of them are remembered for each set of choices."""

ONE_BY_ONE = "Compute regulations that differ in it one by one."


@dataclass(frozen=True, slots=True)
class Form:
    """The values of a model's parameters, some numbers as columns: equal when formulas built of them are."""

    key: Hashable
    columns: tuple[str, ...]
    in_force: InForce[Any] = field(compare=False, repr=False)

    @property
    def values(self) -> Any:
        """What the formulas read: one attribute for each parameter."""
        return self.in_force.dated.shape(
            **{
                name: _number(self.in_force, name) if name in self.columns else self.in_force.value(name)
                for name in self.in_force.dated.parameters
            }
        )


class Columnable(NamedTuple):
    """The numbers of a model that may be columns under its choices, and why each other number may not."""

    names: frozenset[str]
    refused: Mapping[str, str]


def form_of(in_force: InForce[Any], columns: Collection[str] = ()) -> Form:
    """The form of values in force with some numbers as columns."""
    named = tuple(name for name in in_force.dated.parameters if name in columns)
    key = tuple(
        (name, _hashable(in_force, name)) for name in in_force.dated.parameters if name not in columns
    )
    return Form(key, named, in_force)


@lru_cache(maxsize=KEPT)
def built(stage: Stage[Any], form: Form) -> Mapping[str, nw.Expr | Ranked]:
    """The formulas of a stage, by step."""
    values = form.values
    return {name: formula(values) for name, formula in stage.formulas.items()}


def reads_of(model: PayModel[Any], stage: Stage[Any], in_force: InForce[Any]) -> Mapping[str, Reads]:
    """What each formula of a stage reads; numbers that may be columns never change it."""
    return _read(stage, form_of(in_force, columnable(model, in_force).names))


def columnable(model: PayModel[Any], in_force: InForce[Any]) -> Columnable:
    """Which numbers may be columns: those whose formulas can be built with an expression in place of the number.

    A formula that branches on a number in Python cannot: it parts the regulations as a choice does. Under the same
    choices, and the same values of such numbers, Python takes the same branches.
    """
    known = _known(model, form_of(in_force, _numbers(in_force)))
    for fixed, found in known:
        if all(in_force.value(name) == value for name, value in fixed.items()):
            return found
    found = _tried(model, in_force)
    known.append(({name: in_force.value(name) for name in found.refused}, found))
    del known[:-BRANCHES_KEPT]
    return found


def refuse_columns(model: PayModel[Any], in_force: InForce[Any], columns: Collection[str]) -> None:
    """Raise UnknownParameter, or Refused naming a parameter that cannot be a column."""
    for name in columns:
        in_force.dated.parameter(name)
    found = columnable(model, in_force)
    for name in columns:
        if name not in found.names:
            reason = found.refused.get(name, "It is no number.")
            raise Refused(f"{name} of {model.id} cannot be a column. {reason}", name)


@lru_cache(maxsize=KEPT)
def _known(_model: PayModel[Any], _choices: Form) -> list[tuple[Mapping[str, Any], Columnable]]:
    return []


@lru_cache(maxsize=KEPT)
def _read(stage: Stage[Any], form: Form) -> Mapping[str, Reads]:
    numbers = {column_of(name) for name in form.columns}
    return {
        name: replace(found, columns=tuple(column for column in found.columns if column not in numbers))
        for name, found in reads(stage, form.values).items()
    }


def _tried(model: PayModel[Any], in_force: InForce[Any]) -> Columnable:
    refused: dict[str, str] = {}
    for name in _numbers(in_force):
        form = form_of(in_force, [name])
        for stage in model.stages:
            if reason := _refusal(stage, form, name):
                refused[name] = reason
                break
    return Columnable(frozenset(_numbers(in_force)) - refused.keys(), refused)


def _refusal(stage: Stage[Any], form: Form, name: str) -> str:
    """Why a number may not be a column of a stage; empty when it may."""
    values = form.values
    for formula in stage.formulas.values():
        try:
            made, read = recorded(formula, values)
            if name in read and column_of(name) not in columns_read(made):
                return f"A formula does not take it as a column. {ONE_BY_ONE}"
        except Refused as refused:
            return str(refused)
        except Exception:  # noqa: BLE001 - whatever the formula's own code does with a number that it needs as one
            return f"A formula needs its value to be built. {ONE_BY_ONE}"
    return ""


def _numbers(in_force: InForce[Any]) -> tuple[str, ...]:
    return tuple(
        name
        for name, parameter in in_force.dated.parameters.items()
        if parameter.range is not None and not in_force.by_row(name)
    )


def _number(in_force: InForce[Any], name: str) -> Number:
    legal = in_force.dated.parameters[name].range
    if legal is None:
        raise Refused(f"{name} is no number.", name)
    return Number.of(name, legal.at_least, legal.at_most)


def _hashable(in_force: InForce[Any], name: str) -> Hashable:
    value = in_force.value(name)
    return (value.edition, value.digest) if isinstance(value, Grid) else value
