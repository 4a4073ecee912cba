"""Values of models: a number or an option, with the unit that its name says."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import strawberry

from api.graphql.enums.words import Certainty, functional
from api.graphql.reads.fields import shown
from api.graphql.reads.quantities import FORMATTED, Money
from api.graphql.scalars import Amount
from pay_models.kernel.declare.units import UNITS

OTHER = {"count": "Only counted: months, people, points.", "option": "No number: one of the words of a list."}
if TYPE_CHECKING:
    ValueUnit: TypeAlias = Enum
else:
    _told = {name: f"Counts {unit.name}." for name, unit in UNITS.items()} | OTHER
    _words: Any = {
        name.upper(): strawberry.enum_value(name, description=says) for name, says in _told.items()
    }
    ValueUnit = strawberry.enum(
        functional("ValueUnit", _words), description="What the number of a value counts."
    )


@strawberry.type
class _Value:
    unit: ValueUnit = shown("What its number counts.")
    number: Amount | None = shown("A whole number of that unit, as a string of digits; null of an option.")
    money: Money | None = shown("The same as money; null of what is none.")
    option: str | None = shown("The word, the same in every language; null of a number.")
    formatted: str = shown(FORMATTED)


@strawberry.type(description="The value of a step.")
class StepValue(_Value):
    pass


@strawberry.type(description="The value of a parameter.")
class ParameterValue(_Value):
    pass


@strawberry.type(description="A value from a day on.")
class DatedValue:
    effective_from: date = shown("The first day.")
    value: ParameterValue | None = shown("The value.")


@strawberry.type(
    description="A column that a step was computed from: an earlier step, or a fact of the run's inputs."
)
class StepInput:
    name: str = shown("Its name in the model.")
    says: str = shown("What it is, in words.")
    is_group: bool = shown(
        "Whether it says among which rows the step looks, such as all of one unit: not at this person's alone."
    )
    steps: list[int] = shown(
        "The steps that give it, by `ordinal`; empty of a fact. A line does not tell those of each month or work item."
    )


@strawberry.type(description="A parameter that a step used.")
class StepParameter:
    name: str = shown("Its name in the model.")
    value: ParameterValue | None = shown("Its value; null where it has one from each of several days.")
    history: list[DatedValue] = shown("Its value from each day on; empty where it has one.")
    meaning: str = shown("What an option means; empty for a number.")
    says: str = shown("What it is, in words.")
    unit: str = shown("What its number counts, as its model says it.")
    source: str = shown("The text that sets it.")
    href: str | None = shown("Where to read that.")
    certainty: Certainty | None = shown("How sure we are of it.")
