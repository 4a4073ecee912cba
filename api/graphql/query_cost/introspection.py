"""Introspection: how much of the schema's own description a document asks for, counted before it is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLSchema,
    SelectionNode,
    StringValueNode,
    get_introspection_query,
    is_abstract_type,
    is_input_object_type,
    parse,
)
from graphql.type import SchemaMetaFieldDef, TypeMetaFieldDef

ROOTS: Mapping[str, GraphQLField] = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
MOST_TIMES = 2
Fragments = Mapping[str, FragmentDefinitionNode]


class TooManyFieldsError(Exception):
    """More fields would come back than are allowed."""


def count(schema: GraphQLSchema, root: FieldNode, fragments: Fragments, allowed: int) -> int:
    """How many fields come back for `root`, one of ROOTS; `allowed` + 1 when there are more."""
    counting = _FieldCount(schema, fragments, allowed)
    try:
        if root.selection_set is not None:
            counting.within(root.selection_set.selections, _found(schema, root))
    except TooManyFieldsError:
        return allowed + 1
    return counting.fields


@lru_cache(maxsize=16)
def most(schema: GraphQLSchema) -> int:
    """How many fields may come back: twice as many as to a tool that asks for the whole schema."""
    operation, *rest = parse(get_introspection_query()).definitions
    fragments = {each.name.value: each for each in rest if isinstance(each, FragmentDefinitionNode)}
    root: Any = operation
    return MOST_TIMES * count(schema, root.selection_set.selections[0], fragments, 10**9)


@dataclass(slots=True)
class _FieldCount:
    schema: GraphQLSchema
    fragments: Fragments
    allowed: int
    fields: int = 0
    spread: list[str] = field(default_factory=list)

    def within(self, selections: Iterable[SelectionNode], things: list[Any]) -> None:
        """Count what is selected of each of `things`. Raises TooManyFieldsError."""
        for node in self._nodes(selections):
            self.fields += len(things)
            if self.fields > self.allowed:
                raise TooManyFieldsError
            below = PARTS.get(node.name.value)
            if node.selection_set is not None and below is not None:
                parts = [part for thing in things for part in below(self.schema, thing) if part is not None]
                self.within(node.selection_set.selections, parts)

    def _nodes(self, selections: Iterable[SelectionNode]) -> Iterator[FieldNode]:
        for each in selections:
            if isinstance(each, FieldNode):
                yield each
            elif not isinstance(each, FragmentSpreadNode):
                inner: Any = each
                yield from self._nodes(inner.selection_set.selections)
            elif each.name.value in self.fragments and each.name.value not in self.spread:
                # A fragment in itself has no end; validation refuses it.
                self.spread.append(each.name.value)
                yield from self._nodes(self.fragments[each.name.value].selection_set.selections)
                self.spread.pop()


def _named(name: str) -> Callable[[GraphQLSchema, Any], Iterable[Any]]:
    """What stands in the dictionary `name` of a thing, if it has one."""
    return lambda _, thing: getattr(thing, name, {}).values()


def _fields(_: GraphQLSchema, of: Any) -> Iterable[Any]:
    return () if is_input_object_type(of) else getattr(of, "fields", {}).values()


def _inputs(_: GraphQLSchema, of: Any) -> Iterable[Any]:
    return of.fields.values() if is_input_object_type(of) else ()


def _possible(schema: GraphQLSchema, of: Any) -> Iterable[Any]:
    return schema.get_possible_types(of) if is_abstract_type(of) else ()


PARTS: Mapping[str, Callable[[GraphQLSchema, Any], Iterable[Any]]] = {
    "types": lambda schema, _: schema.type_map.values(),
    "directives": lambda schema, _: schema.directives,
    "queryType": lambda schema, _: (schema.query_type,),
    "mutationType": lambda schema, _: (schema.mutation_type,),
    "subscriptionType": lambda schema, _: (schema.subscription_type,),
    "fields": _fields,
    "inputFields": _inputs,
    "args": _named("args"),
    "enumValues": _named("values"),
    "interfaces": lambda _, of: getattr(of, "interfaces", ()),
    "possibleTypes": _possible,
    "type": lambda _, of: (getattr(of, "type", None),),
    "ofType": lambda _, of: (getattr(of, "of_type", None),),
}


def _found(schema: GraphQLSchema, root: FieldNode) -> list[Any]:
    """What a root field gives: of a type that only the variables name, the largest of each kind."""
    if root.name.value == "__schema":
        return [schema]
    types = list(schema.type_map.values())
    names = [each.value for each in root.arguments or () if isinstance(each.value, StringValueNode)]
    if names:
        return [each for each in types if each.name == names[0].value]
    kinds: list[Callable[[Any], Iterable[Any]]] = [
        lambda of: _fields(schema, of),
        lambda of: _inputs(schema, of),
        lambda of: _possible(schema, of),
        lambda of: getattr(of, "values", ()),
    ]
    return [max(types, key=lambda of, parts=parts: len(list(parts(of)))) for parts in kinds]  # type: ignore[misc]
