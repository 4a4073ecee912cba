"""Query cost: how deep an operation goes, under how many aliases, and how many fields come back at most."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    get_operation_ast,
    is_list_type,
)

from api.graphql.computations import computes
from api.graphql.query_cost import introspection
from api.graphql.query_cost.weights import weight_of
from domain.reading.sql.pagination import USUAL

# A list without pages: nobody knows how long it is, but the schema keeps such lists short.
UNPAGED = 10
LARGEST_PAGE = 100
PAGE_SIZES = ("first", "last")
# What a field with fields below it costs to plan: a join, where others are a column.
A_JOIN = 10
# A field that is given ids gives one thing for each.
IDS = "ids"
# The lists of a connection are its page: `first` was counted on the connection.
OF_A_PAGE = frozenset({"nodes", "edges"})
LONGEST_NUMBER = 20  # digits

Variables = Mapping[str, Any]
Size = int | str  # how many times something comes back, or the variable that says it


@dataclass(slots=True)
class _Level:
    """One selection set: its own fields, and the levels below by number, each as often as its size says.

    `heavier`: as how many fields more its own count.
    """

    depth: int = 0
    aliases: int = 0
    own_fields: int = 0
    heavier: int = 0
    joins: int = 0
    below: list[tuple[Size, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of an operation, counted once; how many fields it asks for depends on the variables of each request.

    `selected`: its fields, each fragment written out, whatever comes back; one with fields below it counts as ten.
    `introspected`: how many fields of the
    schema's own description come back. `introspecting` and `computing`: under which names it asks for that
    description, by field, and for what is computed. `constant`: it asks for that description alone, without variables.
    """

    depth: int = 0
    aliases: int = 0
    levels: tuple[_Level, ...] = (_Level(),)
    defaults: Mapping[str, int] = field(default_factory=dict)
    selected: int = 0
    introspected: int = 0
    introspecting: Mapping[str, set[str]] = field(default_factory=dict)
    computing: frozenset[str] = frozenset()
    constant: bool = False

    def fields(self, variables: Variables) -> int:
        """The most fields that can come back, each page full, and each field counted by its weight."""
        own = [level.own_fields + level.heavier for level in self.levels]
        return _counts(self.levels, own, lambda size: self._times(size, variables))[-1]

    def _times(self, size: Size, variables: Variables) -> int:
        if isinstance(size, str):
            given = variables.get(size, self.defaults.get(size, LARGEST_PAGE))
            size = _length(given)
        return max(0, min(size, LARGEST_PAGE))


def cost_of(schema: GraphQLSchema, document: DocumentNode, operation_name: str | None) -> Cost:
    """The cost of one operation of a document; a fragment is counted once, however often it is spread.

    The document need not be valid: what the schema does not know costs nothing, nor has a fragment in itself.
    """
    operation = get_operation_ast(document, operation_name)
    if operation is None:
        return Cost()
    root = schema.get_root_type(operation.operation)
    scale = _Scale(schema, fragments_of(document), root)
    top = scale.levels[scale.add(operation.selection_set.selections, root)]
    planned = [level.own_fields + (A_JOIN - 1) * level.joins for level in scale.levels]
    return Cost(
        top.depth,
        top.aliases,
        tuple(scale.levels),
        _defaults(operation),
        selected=_counts(scale.levels, planned, lambda _: 1)[-1] - scale.introspected,
        introspected=scale.introspected,
        introspecting=scale.introspecting,
        computing=frozenset(scale.computing),
        constant=not (scale.reads or operation.variable_definitions),
    )


def _counts(levels: Sequence[_Level], own: Sequence[int], times: Callable[[Size], int]) -> list[int]:
    """What each level comes to, with its `own`. A level stands after all that it contains."""
    counts: list[int] = []
    for level, itself in zip(levels, own, strict=True):
        inside = sum(times(size) * counts[number] for size, number in level.below)
        counts.append(itself + inside)
    return counts


@dataclass(slots=True)
class _Scale:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    root: GraphQLNamedType | None
    reads: bool = False
    levels: list[_Level] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    introspected: int = 0
    introspecting: dict[str, set[str]] = field(default_factory=dict)
    computing: set[str] = field(default_factory=set)

    def add(self, selections: Iterable[SelectionNode], parent: GraphQLNamedType | None) -> int:
        """Put the selections on the scale; returns the number of their level."""
        level = _Level()
        for each in selections:
            if isinstance(each, FieldNode):
                self._add_field(level, each, parent)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                type_ = self.schema.get_type(condition.name.value) if condition else parent
                self._put(level, 1, self.add(each.selection_set.selections, type_), deeper=0)
            elif isinstance(each, FragmentSpreadNode):
                self._put(level, 1, self._fragment(each.name.value), deeper=0)
        self.levels.append(level)
        return len(self.levels) - 1

    def _fragment(self, name: str) -> int:
        if name not in self.counted:
            self.counted[name] = self.add((), None)
            if fragment := self.fragments.get(name):
                type_ = self.schema.get_type(fragment.type_condition.name.value)
                self.counted[name] = self.add(fragment.selection_set.selections, type_)
        return self.counted[name]

    def _add_field(self, level: _Level, node: FieldNode, parent: GraphQLNamedType | None) -> None:
        name, key = node.name.value, (node.alias or node.name).value
        level.own_fields += 1
        level.aliases += node.alias is not None
        level.depth = max(level.depth, 1)
        self.reads |= parent is self.root and not name.startswith("__")
        found = _declared(parent, name)
        if found is None:
            return
        level.heavier += weight_of(found) - 1
        if computes(found):
            self.computing.add(key)
        if node.selection_set is not None:
            level.joins += name not in introspection.ROOTS
            number = self.add(node.selection_set.selections, get_named_type(found.type))
            size = self._introspect(level, node, key) if name in introspection.ROOTS else _size(node, found)
            self._put(level, size, number, deeper=1)

    def _introspect(self, level: _Level, node: FieldNode, key: str) -> int:
        """Count what comes back of the schema's description, whose lists have no pages; what is below adds nothing."""
        self.introspecting.setdefault(node.name.value, set()).add(key)
        fields = introspection.count(self.schema, node, self.fragments, introspection.most(self.schema))
        level.own_fields += fields
        self.introspected += fields
        return 0

    def _put(self, level: _Level, size: Size, number: int, deeper: int) -> None:
        inner = self.levels[number]
        level.depth = max(level.depth, inner.depth + deeper)
        level.aliases += inner.aliases
        level.below.append((size, number))


def _declared(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    return introspection.ROOTS.get(name) or getattr(parent, "fields", {}).get(name)


def _size(node: FieldNode, found: GraphQLField) -> Size:
    """How often the selection of a field comes back: the page asked for, or the one it has by itself."""
    given = {argument.name.value: argument.value for argument in node.arguments or ()}
    for name in (*PAGE_SIZES, IDS):
        value = given.get(name)
        if isinstance(value, IntValueNode | ListValueNode):
            return _literal(value)
        if isinstance(value, VariableNode):
            return value.name.value
    if "first" in found.args:
        return USUAL
    listed = is_list_type(get_nullable_type(found.type)) and node.name.value not in OF_A_PAGE
    return UNPAGED if listed else 1


def _literal(value: IntValueNode | ListValueNode) -> int:
    if isinstance(value, ListValueNode):
        return len(value.values)
    # A number of thousands of digits is more than Python reads, and more than any page.
    return int(value.value) if len(value.value) < LONGEST_NUMBER else LARGEST_PAGE


def _length(given: Any) -> int:
    if isinstance(given, list | str):  # GraphQL takes one id for a list of one
        return len(given) if isinstance(given, list) else 1
    return given if isinstance(given, int) else LARGEST_PAGE


def _defaults(operation: OperationDefinitionNode) -> dict[str, int]:
    return {
        each.variable.name.value: _literal(each.default_value)
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, IntValueNode | ListValueNode)
    }


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The fragments of a document by name."""
    return {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
