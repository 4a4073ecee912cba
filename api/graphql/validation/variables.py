"""What is wrong with the variables of a request, in plain words: nobody should have to know what this runs on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import orjson
from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
    is_enum_type,
    is_required_input_field,
    type_from_ast,
)
from graphql.utilities import validate_input_value

from domain import gate
from domain.errors import Invalid, Refusal
from domain.language.text import Text
from tabular import days

Fault: TypeAlias = "tuple[tuple[str | int, ...], Invalid]"  # where and what

CODE = "invalid_variable"
_UNEXPLAINED = Invalid(
    "invalid_variable", "The variables do not fit the document: they may be nested too deeply."
)
UNEXPLAINED = GraphQLError(
    _UNEXPLAINED.message, original_error=_UNEXPLAINED, extensions={"code": _UNEXPLAINED.code}
)
MUST_BE_THERE = Invalid(
    "invalid_variable", "The variable `${place}` must be there and not null: it is of the type {type}."
)
NO_OBJECT = Invalid(
    "invalid_variable", "The variable `${place}` must be an object of the type {type}; it is {value}."
)
UNKNOWN = Invalid(
    "invalid_variable", "The variable `${place}` is unknown: the type {type} has no field of that name."
)
NOT_ONE = Invalid(
    "invalid_variable", "The variable `${place}` must have exactly one of {names}; it is {value}."
)
ONLY_ONE = Invalid(
    "invalid_variable",
    "The variable `${place}` must not be null: it is the only one of {names} that is sent.",
)
NO_VALUE = Invalid(
    "invalid_variable", "The variable `${place}` must be a value of the enum {type}; it is {value}."
)
NO_LEAF = Invalid("invalid_variable", "The variable `${place}` must be {kind}; it is {value}.")
# What a scalar of ours adds ends as a sentence does.
NO_SCALAR = Text("The variable `${place}` must be of the type {type}; it is {value}. {why}")
MOST = 20
LONGEST_SHOWN = 60
WORDS = {
    "Int": Text("a whole number of at most 32 bits"),
    "Float": Text("a number"),
    "String": Text("a text"),
    "Boolean": Text("true or false"),
    "ID": Text("an id"),
}


def explained(
    schema: GraphQLSchema, definitions: Iterable[VariableDefinitionNode], given: Mapping[str, Any]
) -> list[GraphQLError]:
    """An error for each fault of the variables `given`, at most 20; none when the fault is of another kind."""
    found: list[GraphQLError] = []
    for definition in definitions:
        name, kind = definition.variable.name.value, type_from_ast(schema, definition.type)
        value = given.get(name, Undefined)
        if value is Undefined and (definition.default_value or not isinstance(kind, GraphQLNonNull)):
            continue
        for path, fault in _faults(value, kind, ()):
            found.append(error(definition, (name, *path), fault))
            if len(found) == MOST:
                return found
    return found


def error(definition: VariableDefinitionNode, path: tuple[str | int, ...], fault: Invalid) -> GraphQLError:
    """What is wrong with the value at a path: the name of the variable, then fields and numbers in lists."""
    place = ".".join(map(str, path))
    refused = Invalid(fault.code, Text(fault.text.template, **fault.text.values, place=place), place)
    return GraphQLError(
        refused.message, definition, original_error=refused, extensions={"code": refused.code, "path": place}
    )


def _faults(value: Any, kind: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if isinstance(kind, GraphQLNonNull):
        if value is None or value is Undefined:
            yield path, MUST_BE_THERE.of(type=str(kind))
            return
        kind = kind.of_type
    if value is None:
        return
    if isinstance(kind, GraphQLList):
        for number, item in enumerate(value) if isinstance(value, list) else ((None, value),):
            yield from _faults(item, kind.of_type, path if number is None else (*path, number))
    elif isinstance(kind, GraphQLInputObjectType):
        yield from _of_an_object(value, kind, path)
    else:
        yield from _of_a_leaf(value, kind, path)


def _of_an_object(value: Any, kind: GraphQLInputObjectType, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield path, NO_OBJECT.of(type=str(kind), value=_shown(value))
        return
    for name, field in kind.fields.items():
        if name in value or is_required_input_field(field):
            yield from _faults(value.get(name, Undefined), field.type, (*path, name))
    if getattr(kind.extensions.get("strawberry-definition"), "is_one_of", False):
        yield from _of_one(value, kind, path)
    for name in sorted(value.keys() - kind.fields.keys()):
        yield (*path, name), UNKNOWN.of(type=str(kind))


def _of_one(
    value: dict[str, Any], kind: GraphQLInputObjectType, path: tuple[str | int, ...]
) -> Iterator[Fault]:
    names = list(kind.fields)
    if len(value) != 1:
        yield path, NOT_ONE.of(names=names, value=_shown(value))
    elif None in value.values():
        yield (*path, *value), ONLY_ONE.of(names=names)


def _of_a_leaf(value: Any, kind: GraphQLInputType, path: tuple[str | int, ...]) -> Iterator[Fault]:
    said: list[GraphQLError] = []
    validate_input_value(value, kind, lambda fault, _: said.append(fault), hide_suggestions=True)
    for fault in said[:1]:
        if is_enum_type(kind):
            yield path, NO_VALUE.of(type=str(kind), value=_shown(value))
        elif str(kind) in WORDS:
            yield path, NO_LEAF.of(kind=WORDS[str(kind)], value=_shown(value))
        else:
            yield path, _of_a_scalar(value, kind, fault, str(path[-1]) if path else "")


def _of_a_scalar(value: Any, kind: GraphQLInputType, fault: GraphQLError, name: str) -> Invalid:
    """A scalar of ours knows which rule was broken; of another's, its own words are told."""
    said = fault.original_error
    why = getattr(said, "text", None) or Text("{found}.", found=str(said or fault.message).rstrip("."))
    code = said.code if isinstance(said, Refusal) else CODE
    why.code = code
    if code == "out_of_reach" and gate.is_end(name):
        why = Text("{fault} {way_out}", fault=why, way_out=Text(days.NO_END))
    return Invalid(code, Text(NO_SCALAR.template, type=str(kind), value=_shown(value), why=why))


def _shown(value: Any) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
