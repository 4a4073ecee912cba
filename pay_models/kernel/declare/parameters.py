"""Dated numbers and choices of a model, and those in force on a day."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar, cast, get_type_hints

from pay_models.kernel.declare.dating import History
from pay_models.kernel.declare.grids import Grid, read_editions
from pay_models.kernel.declare.parameter_file import From, Order, Parameter, read_parameters
from pay_models.kernel.errors import (
    BadParameterFile,
    Contradictory,
    NotInForce,
    OutsideLegalRange,
    UnknownParameter,
    did_you_mean,
)

Values = TypeVar("Values")
Changes: TypeAlias = Mapping[str, int | str]

# As a text: digits that everybody reads, and no more of them than any number here may have.
WHOLE = re.compile(r"-?[0-9]{1,18}")


def types_of(shape: type[Any]) -> Mapping[str, Any]:
    """The type of each parameter by name; kept, because Python evaluates the annotations each time."""
    if shape not in _TYPES:
        _TYPES[shape] = get_type_hints(shape)
    return _TYPES[shape]


_TYPES: dict[type[Any], Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Dated(Generic[Values]):
    """The history of every number that one model uses; `on(day)` gives those in force."""

    shape: type[Values]
    parameters: Mapping[str, Parameter]
    folder: Path
    grids: Mapping[str, Mapping[str, Grid]] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()

    @classmethod
    def beside(cls, module_file: str, shape: type[Values]) -> Dated[Values]:
        """Read the `parameters.yaml` beside a model. Raises BadParameterFile unless they fit."""
        path = Path(module_file).parent / "parameters.yaml"
        (parameters, orders), hints = read_parameters(path), types_of(shape)
        if apart := parameters.keys() ^ hints.keys():
            raise BadParameterFile(f"{path} and {shape.__name__} disagree on {', '.join(sorted(apart))}.")
        for name, parameter in parameters.items():
            if (hints[name] is str) != (parameter.options is not None):
                raise BadParameterFile(f"{path}: {name} has options if and only if its type is str.")
            if (hints[name] is Grid) != (parameter.table is not None):
                raise BadParameterFile(f"{path}: {name} has a table if and only if its type is Grid.")
        _refuse_disorder(path, parameters, orders)
        return cls(shape, parameters, path.parent, _grids(path.parent, parameters), orders)

    @property
    def last_day(self) -> date | None:
        """The last day on which every number is known; None while none is known to end."""
        hints = types_of(self.shape)
        ends = [
            parameter.values[-1].until
            for name, parameter in self.parameters.items()
            if hints[name] is not History
        ]
        return min((day for day in ends if day), default=None)

    def parameter(self, name: str) -> Parameter:
        """The parameter of a name. Raises UnknownParameter with the near matches."""
        if name not in self.parameters:
            hint = did_you_mean(name, self.parameters)
            raise UnknownParameter("There is no parameter {name!r}. {hint}", name, name=name, hint=hint)
        return self.parameters[name]

    def on(self, day: date) -> InForce[Values]:
        """The values in force on a day. Raises NotInForce when the history of one starts later or has ended."""
        for name, parameter in self.parameters.items():
            if day < (first := parameter.values[0].start):
                told: dict[str, Any] = {"name": name, "day": day, "first": first}
                raise NotInForce("{name} has no value on {day}; its history starts on {first}.", **told)
        found = InForce(self, day)
        _refuse_ended(found)
        return found


@dataclass(frozen=True, slots=True)
class InForce(Generic[Values]):
    """The values of a model's parameters on a day, some of them perhaps changed by a scenario."""

    dated: Dated[Values]
    day: date
    changes: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def values(self) -> Values:
        """What the formulas read: one attribute for each parameter."""
        return self.dated.shape(**{name: self.value(name) for name in self.dated.parameters})

    def value(self, name: str) -> int | str | History | Grid:
        """The value of one parameter on the day, or its whole history when each row takes its own."""
        if name in self.dated.grids:
            return self.dated.grids[name][str(self._in_force(name))]
        return History(tuple(self._dated_values(name))) if self.by_row(name) else self._in_force(name)

    def by_row(self, name: str) -> bool:
        """Whether each row takes the value of its own day, and not all rows that of the day of the run."""
        return types_of(self.dated.shape)[name] is History

    def plain(self, name: str) -> Any:
        """The value of one parameter as JSON holds it, and nothing that was dated later than the day.

        A history is the list of its days and values up to the day, a table the name of its edition and a digest of its
        cells. What is added for later days, to the law or to a table, never changes it.
        """
        value = self.value(name)
        if isinstance(value, Grid):
            return f"{value.edition} ({value.up_to(self.day).digest})"
        if isinstance(value, History):
            return [[str(day), number] for day, number in value.entries if day <= self.day]
        return value

    @property
    def plain_values(self) -> dict[str, Any]:
        """Every parameter by name, as `plain` gives it: what a line proves of the rules beside the model's id."""
        return {name: self.plain(name) for name in sorted(self.dated.parameters)}

    def with_changes(self, changes: Changes) -> InForce[Values]:
        """The same day with other values: a whole number as such or as text, an option by its name.

        A changed history keeps its past: only the value in force on the day is replaced. Raises
        UnknownParameter, OutsideLegalRange when the law leaves no room for the value, or Contradictory when the
        values break an order.
        """
        read = {name: self._read(name, value) for name, value in changes.items()}
        merged = {**self.changes, **read}
        changed = {name: value for name, value in merged.items() if value != self.entry(name).value}
        found = replace(self, changes=changed)
        for order in self.dated.orders:
            found.refuse_contradiction(order, {})
        return found

    @property
    def hash(self) -> str:
        """sha256 of the canonical JSON of `plain_values`: equal if and only if what was in force up to the day is."""
        plain = json.dumps(self.plain_values, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()

    def refuse_value(self, name: str, value: int | str) -> None:
        """Raise OutsideLegalRange unless the law leaves room for a value."""
        self._read(name, value)

    def refuse_contradiction(self, order: Order, changed: Mapping[str, int]) -> None:
        """Raise Contradictory when the values, with some of them changed, break an order between them."""
        numbers = {name: changed.get(name, cast(int, self._in_force(name))) for name in order.names}
        if wrong := order.broken(numbers):
            lower, higher = wrong
            raise Contradictory(
                "{higher} = {more} does not go with {lower} = {less}: {rule} ({source}). Change the one or the other.",
                higher if higher in {*changed, *self.changes} else lower,
                higher=higher,
                more=numbers[higher],
                lower=lower,
                less=numbers[lower],
                rule=order.says.rstrip("."),
                source=order.source.title,
            )

    def _read(self, name: str, value: int | str) -> int | str:
        parameter = self.dated.parameter(name)
        if parameter.range is not None and isinstance(value, str):
            value = int(value) if WHOLE.fullmatch(value.strip()) else value
        editions = self.dated.grids.get(name)
        known = editions is None or (isinstance(value, str) and value in editions)
        if isinstance(value, bool) or not known or not parameter.allows(value):
            told = {"name": name, "value": _shown(value), "source": parameter.source.title}
            if parameter.range is None:
                raise OutsideLegalRange(
                    "{name} = {value} is not allowed: {source}. Choose from {allowed}.",
                    name,
                    allowed=parameter.allowed if editions is None else " | ".join(editions),
                    **told,
                )
            told |= {"lowest": str(parameter.range.at_least), "highest": str(parameter.range.at_most)}
            if type(value) is int:
                raise OutsideLegalRange(
                    "{name} = {value} is not allowed: {source}. Choose from {lowest} to {highest}.",
                    name,
                    **told,
                )
            raise OutsideLegalRange(
                "{name} = {value} is not allowed: {source}. Choose from {lowest} to {highest}. It is a whole number.",
                name,
                **told,
            )
        return value

    def _in_force(self, name: str) -> int | str:
        if name in self.changes:
            return self.changes[name]
        return self.entry(name).value

    def entry(self, name: str) -> From:
        """The dated entry in force, with the source of its own if it has one; a change does not alter it."""
        return self.dated.parameters[name].values[self._index(name)]

    def _index(self, name: str) -> int:
        return bisect_right([entry.start for entry in self.dated.parameters[name].values], self.day) - 1

    def _dated_values(self, name: str) -> Iterator[tuple[date, int | None]]:
        entries, changed = self.dated.parameters[name].values, self._index(name)
        for place, entry in enumerate(entries):
            yield entry.start, cast(int, self._in_force(name) if place == changed else entry.value)
            after = entry.until and entry.until + timedelta(days=1)
            if after and (place + 1 == len(entries) or after < entries[place + 1].start):
                yield after, None


def _shown(value: Any) -> str:
    """A value as JSON writes it: null and true, not Python's words; a text as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _refuse_ended(found: InForce[Any]) -> None:
    hints = types_of(found.dated.shape)
    for name in found.dated.parameters:
        last = found.entry(name).until
        # a history is asked on the day of each row, and has no answer for those after its end
        if last and found.day > last and hints[name] is not History:
            raise NotInForce(
                "{name} ended on {last}; {day} is after it, and what follows is not known here. "
                "Choose an earlier day, or add the next value with its source.",
                name=name,
                last=last,
                day=found.day,
            )


def _refuse_disorder(path: Path, parameters: Mapping[str, Parameter], orders: tuple[Order, ...]) -> None:
    """Raise BadParameterFile for an order that names no number, or that the law's own numbers break on some day."""
    for order in orders:
        if strange := [name for name in order.names if name not in parameters or not parameters[name].range]:
            raise BadParameterFile(
                f"{path}: the order {order.says!r} names {', '.join(strange)}: no number here."
            )
        values = {name: parameters[name].values for name in order.names}
        first = max(entries[0].start for entries in values.values())
        for day in sorted({first, *(entry.start for entries in values.values() for entry in entries)}):
            on_day = {
                name: cast(int, [entry.value for entry in entries if entry.start <= max(day, first)][-1])
                for name, entries in values.items()
            }
            if wrong := order.broken(on_day):
                raise BadParameterFile(
                    f"{path}: on {day} {' and '.join(wrong)} break the order {order.says!r}."
                )


def _grids(folder: Path, parameters: Mapping[str, Parameter]) -> dict[str, Mapping[str, Grid]]:
    """The tables of the parameters that are tables. Raises BadParameterFile for an edition that none has."""
    grids: dict[str, Mapping[str, Grid]] = {}
    for name, parameter in parameters.items():
        if parameter.table is None:
            continue
        path = folder / parameter.table.file
        grids[name] = read_editions(path, parameter.table.keys, parameter.table.value)
        if unknown := {str(entry.value) for entry in parameter.values} - grids[name].keys():
            raise BadParameterFile(
                f"{path}: there is no edition {', '.join(sorted(unknown))}, which {name} names."
            )
    return grids
