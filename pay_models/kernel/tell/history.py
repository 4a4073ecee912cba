"""What changed when, and from which text: the dated values of a model's parameters in the order of their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any, cast

from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.declare.units import Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """One value that came into force: `before` is the value it replaced, None for the first one."""

    day: date
    parameter: str
    says: str
    unit: str
    measure: Unit
    before: int | str | None
    after: int | str
    source: str
    href: str | None
    certainty: str
    choice: bool


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value of a history from its first day to its last known one, with the text behind that very value.

    `changed`: a scenario put it in the place of the law's own.
    """

    day: date
    until: date | None
    value: int
    source: str
    href: str | None
    certainty: str
    changed: bool

    def in_force(self, first: date, last: date) -> bool:
        """Whether it is in force on any day from `first` to `last`."""
        return self.day <= last and (self.until is None or first <= self.until)


def dated_values(parameters: InForce[Any], name: str) -> tuple[DatedValue, ...]:
    """Every value of a parameter that each row takes as of its own day; none for one that holds for a whole run."""
    if not parameters.by_row(name):
        return ()
    parameter, in_force = parameters.dated.parameters[name], parameters.entry(name)
    found = []
    for entry, later in zip_longest(parameter.values, parameter.values[1:]):
        changed = entry is in_force and name in parameters.changes
        source = entry.source or parameter.source
        found.append(
            DatedValue(
                day=entry.start,
                until=entry.until or (later.start - timedelta(days=1) if later else None),
                value=cast(int, parameters.changes[name] if changed else entry.value),
                source=source.title,
                href=source.href,
                certainty=entry.certainty or parameter.certainty,
                changed=changed,
            )
        )
    return tuple(found)


def history(model: PayModel[Any]) -> list[Entry]:
    """Every dated value of a model, by day and then in the order of its parameters."""
    found = []
    for name, parameter in model.parameters.parameters.items():
        before: int | str | None = None
        for entry in parameter.values:
            source = entry.source or parameter.source
            found.append(
                Entry(
                    day=entry.start,
                    parameter=name,
                    says=parameter.says,
                    unit=parameter.unit,
                    measure=parameter.measure,
                    before=before,
                    after=entry.value,
                    source=source.title,
                    href=source.href,
                    certainty=entry.certainty or parameter.certainty,
                    choice=parameter.choice,
                )
            )
            before = entry.value
    return sorted(found, key=lambda one: one.day)
