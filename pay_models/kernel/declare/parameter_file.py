"""What a `parameters.yaml` may hold. A key, number or source out of place stops the model from loading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError, model_validator

from pay_models.kernel.declare.units import Unit, stated
from pay_models.kernel.errors import BadParameterFile
from pay_models.kernel.yaml_file import read_yaml

Certainty = Literal["text_read", "ocr", "press", "third_party", "derived", "our_choice", "memory"]
"""How sure we are of a fact, surest first: the act itself, an OCR copy, press, others' code, our reading."""

CERTAINTIES: tuple[str, ...] = get_args(Certainty)

Sentence = Annotated[str, Field(min_length=3)]
Value = StrictInt | StrictStr
Kind = TypeVar("Kind", bound=BaseModel)

RULES = "rules"
"""The one key of a file that is no parameter: the rules between them."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a number comes from: the act and its article, and where to read it."""

    title: Sentence
    href: Annotated[str, Field(pattern=r"^https?://")] | None = None


class Range(_Strict):
    """The whole numbers that the text allows; a what-if may not leave them."""

    at_least: StrictInt
    at_most: StrictInt


class Table(_Strict):
    """A table beside the parameters: a CSV whose `edition`s the dated values name."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9_]+\.csv$")]
    keys: Annotated[tuple[str, ...], Field(min_length=1)]
    value: str


class From(_Strict):
    """A value and the first day it is in force. A value with a source of its own names it.

    `until` is the last day of a value that is known to end; no other one takes its place before that day is over.
    """

    start: date = Field(alias="from")
    until: date | None = None
    value: Value
    source: Source | None = None
    certainty: Certainty | None = None


class Parameter(_Strict):
    """One number or one choice of a model, with everything a reader needs to trust it."""

    says: Sentence
    unit: Sentence
    source: Source
    certainty: Certainty
    choice: bool = False
    range: Range | None = None
    options: dict[str, Sentence] | None = None
    table: Table | None = None
    values: Annotated[tuple[From, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _hangs_together(self) -> Parameter:
        if [self.range, self.options, self.table].count(None) != 2:  # noqa: PLR2004 - exactly one is there
            raise ValueError("needs a range (a number), options (a choice among names) or a table (a grid)")
        starts = [entry.start for entry in self.values]
        if starts != sorted(set(starts)):
            raise ValueError("values must be dated in rising order, each day once")
        nexts = (*starts[1:], date.max)
        if any(
            one.until and not one.start <= one.until < later
            for one, later in zip(self.values, nexts, strict=True)
        ):
            raise ValueError(
                "until is the last day of a value: not before its first, and before the next value"
            )
        if outside := [entry.value for entry in self.values if not self.allows(entry.value)]:
            raise ValueError(f"values {outside} are outside {self.allowed}")
        if self.choice != (self.certainty == "our_choice"):
            raise ValueError("a choice has the certainty our_choice, and only a choice has it")
        return self

    @property
    def measure(self) -> Unit:
        """The unit and coin that `unit` states."""
        return stated(self.unit)

    def allows(self, value: object) -> bool:
        """Whether the text, or the list of options, lets the parameter be this value: anything that JSON holds."""
        if self.table is not None:
            return isinstance(value, str)  # the editions are known once the table is read
        if self.range is None:
            return isinstance(value, str) and value in (self.options or {})
        return isinstance(value, int) and self.range.at_least <= value <= self.range.at_most

    @property
    def allowed(self) -> str:
        """The values allowed, for a reader."""
        if self.range is not None:
            return f"{self.range.at_least} to {self.range.at_most}"
        return " | ".join(self.options or ())


class Order(_Strict):
    """A rule between numbers: each must be above the one before it (`rising`), or at least as high (`not_falling`)."""

    says: Sentence
    source: Source
    rising: tuple[str, ...] = ()
    not_falling: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_some(self) -> Order:
        if bool(self.rising) == bool(self.not_falling) or len(self.names) < 2:  # noqa: PLR2004 - an order has two
            raise ValueError("needs two or more names that are rising, or two or more that are not_falling")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The numbers from the lowest to the highest."""
        return self.rising or self.not_falling

    def broken(self, numbers: Mapping[str, int]) -> tuple[str, str] | None:
        """The first two neighbours that stand the wrong way round, if any do."""
        for lower, higher in pairwise(self.names):
            if numbers[higher] < numbers[lower] + bool(self.rising):
                return lower, higher
        return None


class ParameterFile(NamedTuple):
    """The parameters of a file by name, and the rules between them."""

    parameters: Mapping[str, Parameter]
    orders: tuple[Order, ...]


def read_parameters(path: Path) -> ParameterFile:
    """The parameters of a file and, under RULES, the rules between them. Raises BadParameterFile with every fault."""
    try:
        raw = read_yaml(path)
    except yaml.YAMLError as error:
        raise BadParameterFile(f"{path}: {error}") from error
    if not isinstance(raw, dict):
        raise BadParameterFile(f"{path}: no parameters in it.")
    faults: list[str] = []
    orders = _read(Order, enumerate(raw.pop(RULES, ())), faults, RULES)
    parameters = _read(Parameter, raw.items(), faults)
    if faults:
        raise BadParameterFile("\n".join([f"{path}: not a list of sourced, dated numbers.", *faults]))
    return ParameterFile(parameters, tuple(orders.values()))


def _read(
    kind: type[Kind], bodies: Iterable[tuple[object, Any]], faults: list[str], under: str = ""
) -> dict[str, Kind]:
    read: dict[str, Kind] = {}
    for name, body in bodies:
        try:
            read[str(name)] = kind.model_validate(body)
        except ValidationError as error:
            faults += [
                f"{under}{'.' if under else ''}{name}{_place(fault['loc'])}: {fault['msg']}"
                for fault in error.errors()
            ]
    return read


def _place(location: tuple[int | str, ...]) -> str:
    return "".join(f".{part}" for part in location)
