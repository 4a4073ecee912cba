"""What an operation asks for at most: how deep, under how many other names, and how many fields come back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    get_operation_ast,
    is_list_type,
)

# A list without pages: nobody knows how long it is, but the schema keeps such lists short.
UNPAGED = 10
LARGEST_PAGE = 100
PAGE_SIZES = ("first", "last")
# The lists of a connection are its page: `first` was counted on the connection.
OF_A_PAGE = frozenset({"nodes", "edges"})

Variables = Mapping[str, Any]
Size = int | str  # how many times something comes back, or the variable that says it


@dataclass(slots=True)
class _Level:
    """One selection set: its own fields, and the levels below by number, each as often as its size says."""

    depth: int = 0
    aliases: int = 0
    own_fields: int = 0
    below: list[tuple[Size, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Weight:
    """An operation, weighed once; how many fields it asks for depends on the variables of each request."""

    depth: int
    aliases: int
    levels: tuple[_Level, ...]
    defaults: Mapping[str, int]

    def fields(self, variables: Variables) -> int:
        """The most fields that can come back, each page full. A level stands after all that it contains."""
        counts: list[int] = []
        for level in self.levels:
            inside = sum(self._times(size, variables) * counts[number] for size, number in level.below)
            counts.append(level.own_fields + inside)
        return counts[-1]

    def _times(self, size: Size, variables: Variables) -> int:
        if isinstance(size, str):
            given = variables.get(size, self.defaults.get(size, LARGEST_PAGE))
            size = given if isinstance(given, int) else LARGEST_PAGE
        return max(0, min(size, LARGEST_PAGE))


def weigh(schema: GraphQLSchema, document: DocumentNode, operation_name: str | None) -> Weight:
    """Weigh one operation of a document; a fragment is weighed once, however often it is spread.

    The document need not be valid: what the schema does not know has no weight, nor has a fragment in itself.
    """
    operation = get_operation_ast(document, operation_name)
    if operation is None:
        return Weight(0, 0, (_Level(),), {})
    scale = _Scale(schema, _fragments(document))
    root = schema.get_root_type(operation.operation)
    top = scale.levels[scale.weigh(operation.selection_set.selections, root)]
    return Weight(top.depth, top.aliases, tuple(scale.levels), _defaults(operation))


@dataclass(slots=True)
class _Scale:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    levels: list[_Level] = field(default_factory=list)
    weighed: dict[str, int] = field(default_factory=dict)

    def weigh(self, selections: Iterable[SelectionNode], parent: GraphQLNamedType | None) -> int:
        """Put the selections on the scale; returns the number of their level."""
        level = _Level()
        for each in selections:
            if isinstance(each, FieldNode):
                self._weigh_field(level, each, parent)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                type_ = self.schema.get_type(condition.name.value) if condition else parent
                self._add(level, 1, self.weigh(each.selection_set.selections, type_), deeper=0)
            elif isinstance(each, FragmentSpreadNode):
                self._add(level, 1, self._fragment(each.name.value), deeper=0)
        self.levels.append(level)
        return len(self.levels) - 1

    def _fragment(self, name: str) -> int:
        if name not in self.weighed:
            self.weighed[name] = self.weigh((), None)
            if fragment := self.fragments.get(name):
                type_ = self.schema.get_type(fragment.type_condition.name.value)
                self.weighed[name] = self.weigh(fragment.selection_set.selections, type_)
        return self.weighed[name]

    def _weigh_field(self, level: _Level, node: FieldNode, parent: GraphQLNamedType | None) -> None:
        name = node.name.value
        if name.startswith("__"):
            return  # introspection: graphql-core limits it itself, and the answer is the same for everybody
        level.own_fields += 1
        level.aliases += node.alias is not None
        level.depth = max(level.depth, 1)
        found: GraphQLField | None = getattr(parent, "fields", {}).get(name)
        if node.selection_set is not None and found is not None:
            number = self.weigh(node.selection_set.selections, get_named_type(found.type))
            self._add(level, _size(node, found), number, deeper=1)

    def _add(self, level: _Level, size: Size, number: int, deeper: int) -> None:
        inner = self.levels[number]
        level.depth = max(level.depth, inner.depth + deeper)
        level.aliases += inner.aliases
        level.below.append((size, number))


def _size(node: FieldNode, found: GraphQLField) -> Size:
    """How often the selection of a field comes back: the page asked for, or the one it has by itself."""
    given = {argument.name.value: argument.value for argument in node.arguments or ()}
    for name in PAGE_SIZES:
        value = given.get(name)
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, VariableNode):
            return value.name.value
    usual = found.args["first"].default_value if "first" in found.args else None
    if isinstance(usual, int):
        return usual
    listed = is_list_type(get_nullable_type(found.type)) and node.name.value not in OF_A_PAGE
    return UNPAGED if listed else 1


def _defaults(operation: OperationDefinitionNode) -> dict[str, int]:
    return {
        each.variable.name.value: int(each.default_value.value)
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, IntValueNode)
    }


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
