"""Whether an answer is what its document asked for: keys, order, nulls and scalars, by the schema alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from graphql import GraphQLSchema, is_enum_type, is_leaf_type, is_list_type, is_non_null_type

from tests.api.graphql.generated.documents.generator import Asked, Part

SCALARS: Mapping[str, Callable[[Any], bool]] = {
    "ID": lambda value: isinstance(value, str),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "Int": lambda value: type(value) is int and -(2**31) <= value < 2**31,
    "Amount": lambda value: isinstance(value, str) and re.fullmatch(r"-?\d+", value) is not None,
    "Date": lambda value: isinstance(value, str) and date.fromisoformat(value).isoformat() == value,
    "DateTime": lambda value: isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None,
    "JSON": lambda _: True,
}


def misfits(schema: GraphQLSchema, parts: list[Part], data: Any) -> list[str]:
    """What of `data` is not as the document asks and the schema promises; each with its path."""
    return list(_object(schema, "Query", parts, data, "data"))


def _object(schema: GraphQLSchema, name: str, parts: list[Part], value: Any, path: str) -> Iterator[str]:
    kind: Any = schema.get_type(name)
    asked = _fields(name, parts)
    if not isinstance(value, dict) or list(value) != [each.key for each in asked]:
        yield f"{path} is not an object of {[each.key for each in asked]}: {str(value)[:200]}"
        return
    for each in asked:
        inner, place = value[each.key], f"{path}.{each.key}"
        if each.name != "__typename":
            yield from _value(schema, kind.fields[each.name].type, each, inner, place)
        elif inner != name:
            yield f"{place} is {inner}, not {name}"


def _fields(name: str, parts: list[Part]) -> list[Asked]:
    """The fields asked of an object of this type, those of its branches among them."""
    found: list[Asked] = []
    for part in parts:
        if isinstance(part, Asked):
            found.append(part)
        elif part.on == name:
            found += _fields(name, part.children)
    return found


def _value(schema: GraphQLSchema, kind: Any, asked: Asked, value: Any, path: str) -> Iterator[str]:
    if is_non_null_type(kind):
        if value is None:
            yield f"{path} is null and must not be"
            return
        kind = kind.of_type
    if value is None:
        return
    if is_list_type(kind):
        if not isinstance(value, list):
            yield f"{path} is no list: {value}"
            return
        for number, item in enumerate(value):
            yield from _value(schema, kind.of_type, asked, item, f"{path}.{number}")
    elif is_leaf_type(kind):
        if not (value in kind.values if is_enum_type(kind) else SCALARS[kind.name](value)):
            yield f"{path} is no {kind.name}: {value}"
    else:
        # Whatever is asked of an interface, its `__typename` is asked first.
        name = value.get(asked.children[0].key) if kind.name == "Node" else kind.name
        yield from _object(schema, name, asked.children, value, path)
