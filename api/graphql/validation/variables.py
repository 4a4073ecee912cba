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
from tabular import days

Fault: TypeAlias = "tuple[tuple[str | int, ...], str, str]"  # where, what, the code

CODE = "invalid_variable"
UNEXPLAINED = GraphQLError(
    "The variables do not fit the document: they may be nested too deeply.", extensions={"code": CODE}
)
MOST = 20
LONGEST_SHOWN = 60
WORDS = {
    "Int": "must be a whole number of at most 32 bits",
    "Float": "must be a number",
    "String": "must be a text",
    "Boolean": "must be true or false",
    "ID": "must be an id",
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
        for path, sentence, code in _faults(value, kind, ()):
            found.append(error(definition, (name, *path), sentence, code))
            if len(found) == MOST:
                return found
    return found


def error(
    definition: VariableDefinitionNode, path: tuple[str | int, ...], sentence: str, code: str
) -> GraphQLError:
    """What is wrong with the value at a path: the name of the variable, then fields and numbers in lists."""
    place = ".".join(map(str, path))
    return GraphQLError(
        f"The variable `${place}` {sentence}.", definition, extensions={"code": code, "path": place}
    )


def _faults(value: Any, kind: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if isinstance(kind, GraphQLNonNull):
        if value is None or value is Undefined:
            yield path, f"must be there and not null: it is of the type {kind}", CODE
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
        yield path, f"must be an object of the type {kind}; it is {_shown(value)}", CODE
        return
    for name, field in kind.fields.items():
        if name in value or is_required_input_field(field):
            yield from _faults(value.get(name, Undefined), field.type, (*path, name))
    if getattr(kind.extensions.get("strawberry-definition"), "is_one_of", False):
        yield from _of_one(value, kind, path)
    for name in sorted(value.keys() - kind.fields.keys()):
        yield (*path, name), f"is unknown: the type {kind} has no field of that name", CODE


def _of_one(
    value: dict[str, Any], kind: GraphQLInputObjectType, path: tuple[str | int, ...]
) -> Iterator[Fault]:
    names = ", ".join(kind.fields)
    if len(value) != 1:
        yield path, f"must have exactly one of {names}; it is {_shown(value)}", CODE
    elif None in value.values():
        yield (*path, *value), f"must not be null: it is the only one of {names} that is sent", CODE


def _of_a_leaf(value: Any, kind: GraphQLInputType, path: tuple[str | int, ...]) -> Iterator[Fault]:
    said: list[GraphQLError] = []
    validate_input_value(value, kind, lambda fault, _: said.append(fault), hide_suggestions=True)
    for fault in said[:1]:
        if is_enum_type(kind):
            yield path, f"must be a value of the enum {kind}; it is {_shown(value)}", CODE
        elif str(kind) in WORDS:
            yield path, f"{WORDS[str(kind)]}; it is {_shown(value)}", CODE
        else:
            why = str(fault.original_error or fault.message).rstrip(".")
            # A scalar of ours knows which rule was broken.
            code = str((fault.extensions or {}).get("code", CODE))
            if code == "out_of_reach" and gate.is_end(str(path[-1]) if path else ""):
                why = f"{why}. {days.NO_END}".rstrip(".")
            yield path, f"must be a {kind}; it is {_shown(value)}. {why}", code


def _shown(value: Any) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
