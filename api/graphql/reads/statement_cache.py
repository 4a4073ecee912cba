"""The statement cache: SQL already compiled, one for each shape of a field of a document."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graphql import OperationDefinitionNode

from api.graphql.cache import Cache
from api.graphql.engine.parts import VariableValues
from api.graphql.reads.selections import Slot
from domain.errors import Invalid, Refusal
from domain.reading.filters import MOST_VALUES
from domain.reading.sql.binds import Statement
from domain.reading.sql.pagination import MOST

REMEMBERED, ROOM_BYTES = 1_000, 200_000_000
# What a parsed document takes beside its text, at most; it has no more tokens than fit into so many characters.
CHARACTER_BYTES, MOST_CHARACTERS = 300, 4_000
ABSENT, PRESENT = object(), object()
REVERSED = Invalid(
    "reversed_range",
    "Nothing lies between {low} and {high}: send the lesser as `from` and the greater as `to`.",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement and where its slots get their values. It keeps its operation, whose identity is in its key."""

    operation: OperationDefinitionNode
    statement: Statement
    slots: tuple[Slot, ...]

    def binds(self, given: tuple[Any, ...], variables: VariableValues) -> list[Any]:
        """The statement's parameters for one request.

        Raises Invalid for what was `given`, and for an argument a GraphQLError at the place where it stands.
        """

        def fault(number: int, refusal: Refusal) -> Exception:
            return refusal if number < len(given) else self.slots[number - len(given)].fault(refusal)

        values = [slot.value(variables) for slot in self.slots]
        bound = self.statement.binds([*given, *values], fault)
        refuse_reversed(self.slots, values)
        return bound


def refuse_reversed(slots: Sequence[Slot], values: Sequence[Any]) -> None:
    """Raise a GraphQLError (`reversed_range`) that names the range of an argument which ends before it begins."""
    lows = {
        (id(slot.node), slot.path, slot.name): value
        for slot, value in zip(slots, values, strict=True)
        if slot.name.endswith(".from")
    }
    for slot, high in zip(slots, values, strict=True):
        if not slot.name.endswith(".to"):
            continue
        argument = slot.name.removesuffix(".to")
        low = lows.get((id(slot.node), slot.path, f"{argument}.from"))
        if low is not None and low > high:
            raise slot.fault(REVERSED.of(low=low, high=high).at(argument))


@dataclass(slots=True)
class Plans:
    """The plans used lately; the one not used for longest goes first."""

    kept: Cache[Plan] = field(default_factory=lambda: Cache(REMEMBERED, ROOM_BYTES))

    def get(self, key: Hashable) -> Plan | None:
        """The plan for a shape, if it was met lately."""
        return self.kept.get(key)

    def put(self, key: Hashable, plan: Plan) -> Plan:
        """Remember a plan, with its document, which may be remembered nowhere else any more."""
        place = plan.operation.loc
        text = len(place.source.body) if place else 0
        document = text + CHARACTER_BYTES * min(text, MOST_CHARACTERS)
        return self.kept.put(key, plan, len(plan.statement.sql) + document)


def shape(operation: OperationDefinitionNode, variables: VariableValues) -> tuple[Hashable, ...]:
    """What of the variables can change a statement.

    Each truth, each value of an enum (of a list of them in whichever order and however often), each number that may be
    a page's size, whether a list holds just one value, which members an object has, and of all others whether they are
    there and not null.
    """
    names = (definition.variable.name.value for definition in operation.variable_definitions or ())
    return tuple(_shape(variables.coerced.get(name, ABSENT)) for name in names)


def _shape(value: Any) -> Hashable:
    if value is None or value is ABSENT or isinstance(value, Enum):
        return value
    if isinstance(value, dict):
        return tuple((name, _shape(inner)) for name, inner in sorted(value.items()) if inner is not None)
    if isinstance(value, list):
        words = all(isinstance(one, Enum) for one in value)
        return (frozenset(value), len(value) > MOST_VALUES) if words else len(value) == 1
    return value if isinstance(value, int) and 0 <= value <= MOST else PRESENT
