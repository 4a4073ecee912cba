"""A pay model: tables in, tables out, dated parameters, and one expression for each new column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

import narwhals as nw

from pay_models.kernel.declare.parameters import Changes, Dated, InForce
from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.declare.rows import Rows, columns_of, keys_of, steps_of
from pay_models.kernel.errors import NotInForce
from pay_models.kernel.version import version_of

Values = TypeVar("Values")
Formula: TypeAlias = Callable[[Values], nw.Expr | Ranked]
Formulas: TypeAlias = Mapping[str, Callable[[Values], nw.Expr | Ranked]]


@dataclass(frozen=True, slots=True)
class Gather:
    """How the rows of one stage become those of the next: a row for each group, a column for each sum.

    `one_year` is the year of a row, which rises with the one column that it reads, where a group may hold no more than
    one: months that are counted as a year.
    """

    by: tuple[str, ...]
    take: Mapping[str, nw.Expr]
    one_year: nw.Expr | None = None


@dataclass(frozen=True, eq=False)
class Stage(Generic[Values]):
    """A table and its new columns, one formula each, in the order in which people read them.

    `order` sorts the rows first ("-column": falling), so that ranks and ties are the same wherever the rows
    came from. A later stage gathers the rows of the one before it; `brings` are the columns that its caller
    adds, one row for each group, and a group without earlier rows counts 0 of everything. A gathered column
    that is paid or shown is a step too.

    `meet` says which rows a formula may look at together: () each row by itself, ("unit_id",) the rows of a unit
    (then `order` starts with it), None any rows. Rows that never meet are computed on several cores.
    """

    name: str
    inputs: type[Rows]
    outputs: type[Rows]
    formulas: Formulas[Values]
    order: tuple[str, ...] = ()
    meet: tuple[str, ...] | None = None
    gather: Gather | None = None
    brings: type[Rows] | None = None

    def __post_init__(self) -> None:
        gathered = self.gather.take if self.gather else {}
        if tuple(name for name in steps_of(self.outputs) if name not in gathered) != tuple(self.formulas):
            raise TypeError(f"{self.name}: {self.outputs.__name__} and the formulas name different steps.")
        if self.meet and self.meet[0] not in self.order[:1]:
            raise TypeError(f"{self.name}: rows that meet by {self.meet[0]} must be in its order first.")
        if not keys_of(self.inputs):
            raise TypeError(f"{self.name}: {self.inputs.__name__}.Config.unique must name one row.")
        fed = {*(columns_of(self.brings) if self.brings else ())}
        fed |= {*self.gather.by, *self.gather.take} if self.gather else fed
        if self.gather and fed != set(columns_of(self.inputs)):
            raise TypeError(f"{self.name}: what is gathered and brought is not {self.inputs.__name__}.")

    @property
    def full_order(self) -> tuple[str, ...]:
        """The order with the columns that name a row behind it: no two rows stand at the same place."""
        named = {name.removeprefix("-") for name in self.order}
        return (*self.order, *(name for name in keys_of(self.inputs) if name not in named))

    @property
    def says(self) -> str:
        """The first line of the stage's result table: what it computes."""
        return (self.outputs.__doc__ or "").strip().splitlines()[0]

    @property
    def given(self) -> type[Rows] | None:
        """The table that the caller brings for this stage, if any."""
        return self.brings if self.gather else self.inputs


@dataclass(frozen=True, eq=False)
class PayModel(Generic[Values]):
    """One legal text as code. `id` is its folder below `pay_models`: "vn.grade_pay".

    `effective_until` is the last day of a text that another one replaced.
    """

    id: str
    effective_from: date
    parameters: Dated[Values]
    stages: tuple[Stage[Values], ...]
    effective_until: date | None = None

    def __post_init__(self) -> None:
        if not self.stages or self.stages[0].gather or not all(stage.gather for stage in self.stages[1:]):
            raise TypeError(f"{self.id}: each stage but the first gathers the rows of the one before it.")

    @property
    def says(self) -> str:
        """What the last stage computes: the model as a whole."""
        return self.stages[-1].says

    def stage(self, name: str) -> Stage[Values]:
        """The stage of a name, which the model must have."""
        return next(stage for stage in self.stages if stage.name == name)

    @property
    def given(self) -> dict[str, type[Rows]]:
        """The tables that a caller brings, by stage."""
        return {stage.name: stage.given for stage in self.stages if stage.given}

    @cached_property
    def version(self) -> str:
        """Twelve hex digits of the code that computes: this folder and the blocks and kernel modules it takes."""
        return version_of(self.parameters.folder)

    @property
    def last_day(self) -> date | None:
        """The last day that the model answers for: of its text, or of a number that is known to end; None for ever."""
        return min((day for day in (self.effective_until, self.parameters.last_day) if day), default=None)

    def in_force(self, on: date, changes: Changes | None = None) -> InForce[Values]:
        """The parameters on a day, changed or not. Raises NotInForce, UnknownParameter, OutsideLegalRange."""
        if on < self.effective_from:
            raise NotInForce(
                "{model} starts on {first}; {day} is before it. Choose a later day or an earlier model.",
                model=self.id,
                first=self.effective_from,
                day=on,
            )
        if self.effective_until and on > self.effective_until:
            raise NotInForce(
                "{model} ended on {last}; {day} is after it. Choose an earlier day or the model that replaced it.",
                model=self.id,
                last=self.effective_until,
                day=on,
            )
        return self.parameters.on(on).with_changes(changes or {})


AnyModel: TypeAlias = PayModel[Any]
