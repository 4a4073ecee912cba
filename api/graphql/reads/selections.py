"""Selections: what a GraphQL field asks for, with fragments, aliases, directives and arguments settled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.language import Visitor, visit

from api.graphql.engine.parts import Executor, FieldDetailsList, VariableValues, get_argument_values
from domain.errors import Refusal
from domain.reading.filters import refuse_too_many
from domain.reading.selection import Selection
from domain.reading.sql.pagination import SIZES, direction_and_size

Getter: TypeAlias = Callable[[VariableValues], Any]
Place: TypeAlias = tuple[str, ...]  # an argument, and the members that lead to a value in it
FILTER, ORDER, DESCENDING = "filter", "orderBy", "desc"
RANGE = frozenset({"from", "to"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that a statement waits for: where it comes from, and the argument in the document that says it."""

    value: Getter
    name: str
    node: FieldNode
    path: str

    def fault(self, refusal: Refusal) -> GraphQLError:
        """The refusal of the value, at the argument's field; it names the argument, and the place in a list of it."""
        place = f"{self.name}.{refusal.path}" if refusal.path.isdigit() else refusal.path or self.name
        return fault_at(self.node, self.path, refusal.at(place))


@dataclass(slots=True)
class Selecting:
    """One document in the reading. `slots`: how each gets its value in a later request of the same shape.

    A null argument is as good as none: it takes no slot. Nor do a page's size, an order and values of an enum. The
    members of a filter are arguments by themselves. `nodes`: the field at each path that was read.
    """

    executor: Executor[Any]
    first_slot: int = 0
    slots: list[Slot] = field(default_factory=list)
    nodes: dict[str, FieldNode] = field(default_factory=dict)

    def children(self, of: GraphQLObjectType, details: FieldDetailsList, path: str) -> tuple[Selection, ...]:
        """What is asked of the value of the field at `path` when it is an `of`."""
        collected = self.executor.collect_subfields(of, details).grouped_field_set
        return tuple(self._child(of, key, inner, path) for key, inner in collected.items())

    def field(
        self, path: str, of: GraphQLField, details: FieldDetailsList, kind: GraphQLNamedType
    ) -> Selection:
        """A field with a slot for each argument that has a value, and what is asked of a value that is a `kind`."""
        node = self.nodes[path] = details[0].node
        values = get_argument_values(of, node, self.executor.variable_values)
        order = values.pop(ORDER, None)
        given = dict(_members(values))
        sizes = {place[0]: value for place, value in given.items() if place[0] in SIZES}
        words = {
            _named(place): self._words(path, place, value)
            for place, value in given.items()
            if _is_word(value)
        }
        slots = {
            _named(place): self._slot(of, path, place, value)
            for place, value in given.items()
            if _named(place) not in {*sizes, *words}
        }
        alone = frozenset(
            _named(place) for place, value in given.items() if isinstance(value, list) and len(value) == 1
        )
        asked = Selection(key_of(path), node.name.value, slots, sizes, (), words, alone, _ordered(order))
        try:
            direction_and_size(asked)
        except Refusal as refusal:
            raise fault_at(node, path, refusal) from None
        inner = self.children(kind, details, path) if isinstance(kind, GraphQLObjectType) else ()
        return replace(asked, children=inner)

    def _words(self, path: str, place: Place, value: Any) -> str | tuple[str, ...]:
        """Values of an enum as they stand in the statement: each once, in one order however they were sent."""
        if not isinstance(value, list):
            return str(value.value)
        try:
            refuse_too_many(value)
        except Refusal as refusal:
            raise fault_at(self.nodes[path], path, refusal.at(".".join(place))) from None
        return tuple(sorted({str(one.value) for one in value}))

    def _child(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList, above: str) -> Selection:
        name = details[0].node.name.value
        if name == "__typename":
            return Selection(key, name)
        declared = parent.fields[name]
        return self.field(f"{above}.{key}", declared, details, get_named_type(declared.type))

    def _slot(self, of: GraphQLField, path: str, place: Place, value: Any) -> int:
        node, (name, *inside) = self.nodes[path], place
        written = next((given.value for given in node.arguments or () if given.name.value == name), None)
        known = self.executor.variable_values.coerced
        if isinstance(written, VariableNode) and written.name.value in known:
            getter = _within(_variable(written.name.value), inside)
        elif written is not None and _mentions_a_variable(written):
            getter = _within(_argument(of, node, name), inside)
        else:
            getter = _constant(value)
        self.slots.append(Slot(getter, ".".join(place), node, path))
        return self.first_slot + len(self.slots) - 1


def fault_at(node: FieldNode, path: str, refusal: Refusal) -> GraphQLError:
    """A refusal as the error of the field at `path`, before there are rows: no place in a list is told."""
    return GraphQLError(refusal.message, node, path=path.split("."), original_error=refusal)


def key_of(path: str) -> str:
    """The name in the answer of the field at `path`."""
    return path.rpartition(".")[2]


def _members(values: Mapping[str, Any], above: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Each argument that has a value, by its place; a filter and a range in it give their members' values."""
    for name, value in values.items():
        if isinstance(value, dict) and (name == FILTER or value.keys() <= RANGE):
            yield from _members(value, (*above, name))
        elif value is not None:
            yield (*above, name), value


def _named(place: Place) -> str:
    """How a view names what narrows it: a member of the filter by itself."""
    return ".".join(place[1:] if place[0] == FILTER else place)


def _is_word(value: Any) -> bool:
    # A list of nothing is one of values: the statement could not say what `in ()` is.
    several = value if isinstance(value, list) else [value]
    return bool(several) and all(isinstance(one, Enum) for one in several)


def _ordered(asked: Mapping[str, Any] | None) -> tuple[str, bool] | None:
    return None if asked is None else (asked["field"].value, asked["direction"].value == DESCENDING)


def _within(getter: Getter, inside: Sequence[str]) -> Getter:
    def get(variables: VariableValues) -> Any:
        value = getter(variables)
        for name in inside:
            value = value[name]
        return value

    return get if inside else getter


def _constant(value: Any) -> Getter:
    return lambda _: value


def _argument(of: GraphQLField, node: FieldNode, name: str) -> Getter:
    return lambda variables: get_argument_values(of, node, variables)[name]


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
