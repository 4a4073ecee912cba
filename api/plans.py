"""Statements already compiled, one for each shape of a field of a document."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from graphql import OperationDefinitionNode
from graphql.execution.values import VariableValues

from api.documents import LONGEST_REMEMBERED
from api.selecting import Slot
from domain.errors import Refusal
from domain.reading.binds import Statement
from domain.reading.paging import MOST

REMEMBERED = 1_000
ABSENT, PRESENT = object(), object()


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
        values = [*given, *(slot.value(variables) for slot in self.slots)]
        found = []
        for number, read in self.statement.takes:
            try:
                found.append(read(values[number]))
            except Refusal as refusal:
                if number < len(given):
                    raise
                raise self.slots[number - len(given)].fault(refusal) from refusal
        return found


@dataclass(slots=True)
class Plans:
    """The plans used lately; the one not used for longest goes first."""

    most: int = REMEMBERED
    kept: OrderedDict[Hashable, Plan] = field(default_factory=OrderedDict)

    def get(self, key: Hashable) -> Plan | None:
        """The plan for a shape, if it was met lately."""
        plan = self.kept.get(key)
        if plan is not None:
            self.kept.move_to_end(key)
        return plan

    def put(self, key: Hashable, plan: Plan) -> Plan:
        """Remember a plan, unless its document is too long to be remembered itself."""
        place = plan.operation.loc
        if place is None or len(place.source.body) > LONGEST_REMEMBERED:
            return plan
        self.kept[key] = plan
        if len(self.kept) > self.most:
            self.kept.popitem(last=False)
        return plan


def shape(operation: OperationDefinitionNode, variables: VariableValues) -> tuple[Hashable, ...]:
    """What of the variables can change a statement.

    Each truth, each number that may be a page's size, and of all others whether they are there and not null.
    """
    found: list[Hashable] = []
    for definition in operation.variable_definitions or ():
        value = variables.coerced.get(definition.variable.name.value, ABSENT)
        size = isinstance(value, int) and 0 <= value <= MOST
        found.append(value if size or value is None or value is ABSENT else PRESENT)
    return tuple(found)
