"""What changed when, and from which text: the dated values of a model's parameters in the order of their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pay_models.kernel.model import PayModel
from pay_models.kernel.units import Unit


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
