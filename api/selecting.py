"""From a GraphQL field to a Selection: fragments, aliases, directives and arguments are settled here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import FieldNode, GraphQLField, GraphQLObjectType, ValueNode, VariableNode, get_named_type
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor import Executor
from graphql.execution.values import VariableValues, get_argument_values
from graphql.language import Visitor, visit

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

    def arguments(self, of: GraphQLField, node: FieldNode) -> dict[str, int]:
        """A slot for each argument that has a value."""
        values = get_argument_values(of, node, self.executor.variable_values)
        written = {argument.name.value: argument.value for argument in node.arguments or ()}
        return {
            name: self._slot(_getter(of, node, name, value, written.get(name), self.executor.variable_values))
            for name, value in values.items()
            if value is not None
        }

    def _child(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> Selection:
        name = details[0].node.name.value
        if name == "__typename":
            return Selection(key, name)
        declared = parent.fields[name]
        kind = get_named_type(declared.type)
        inner = self.children(kind, details) if isinstance(kind, GraphQLObjectType) else ()
        return Selection(key, name, self.arguments(declared, details[0].node), inner)

    def _slot(self, getter: Getter) -> int:
        self.getters.append(getter)
        return self.first_slot + len(self.getters) - 1


def _getter(
    of: GraphQLField, node: FieldNode, name: str, value: Any, written: ValueNode | None, now: VariableValues
) -> Getter:
    if isinstance(written, VariableNode) and written.name.value in now.coerced:
        variable = written.name.value
        return lambda variables: variables.coerced[variable]
    if written is not None and _mentions_a_variable(written):
        return lambda variables: get_argument_values(of, node, variables)[name]
    return lambda _: value


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
