"""From a GraphQL field to a Selection: fragments, aliases, directives and arguments are settled here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor import Executor
from graphql.execution.values import VariableValues, get_argument_values
from graphql.language import Visitor, visit

from domain.reading.paging import SIZES
from domain.reading.selection import Selection

Getter: TypeAlias = Callable[[VariableValues], Any]


@dataclass(slots=True)
class Selecting:
    """One document in the reading. `getters`: how each slot gets its value in a later request of the same shape.

    A null argument is as good as none: it takes no slot.
    """

    executor: Executor[Any]
    first_slot: int = 0
    getters: list[Getter] = field(default_factory=list)

    def children(self, of: GraphQLObjectType, details: FieldDetailsList) -> tuple[Selection, ...]:
        """What is asked of a field's value when it is an `of`."""
        collected = self.executor.collect_subfields(of, details).grouped_field_set
        return tuple(self._child(of, key, inner) for key, inner in collected.items())

    def field(
        self, key: str, of: GraphQLField, details: FieldDetailsList, kind: GraphQLNamedType
    ) -> Selection:
        """A field with a slot for each argument that has a value, and what is asked of a value that is a `kind`."""
        node = details[0].node
        values = get_argument_values(of, node, self.executor.variable_values)
        given = {name: value for name, value in values.items() if value is not None}
        slots = {name: self._slot(of, node, name, given[name]) for name in given if name not in SIZES}
        sizes = {name: given[name] for name in given if name in SIZES}
        inner = self.children(kind, details) if isinstance(kind, GraphQLObjectType) else ()
        return Selection(key, node.name.value, slots, sizes, inner)

    def _child(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> Selection:
        name = details[0].node.name.value
        if name == "__typename":
            return Selection(key, name)
        declared = parent.fields[name]
        return self.field(key, declared, details, get_named_type(declared.type))

    def _slot(self, of: GraphQLField, node: FieldNode, name: str, value: Any) -> int:
        written = next((given.value for given in node.arguments or () if given.name.value == name), None)
        known = self.executor.variable_values.coerced
        if isinstance(written, VariableNode) and written.name.value in known:
            self.getters.append(_variable(written.name.value))
        elif written is not None and _mentions_a_variable(written):
            self.getters.append(lambda variables: get_argument_values(of, node, variables)[name])
        else:
            self.getters.append(lambda _: value)
        return self.first_slot + len(self.getters) - 1


def _variable(name: str) -> Getter:
    return lambda variables: variables.coerced[name]


def _mentions_a_variable(value: ValueNode) -> bool:
    found = Mention()
    visit(value, found)
    return found.met


class Mention(Visitor):
    """Whether a variable stands anywhere inside of a value."""

    met = False

    def enter_variable(self, *_: Any) -> None:
        """Remember it."""
        self.met = True
