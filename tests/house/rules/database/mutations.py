"""What every mutation of the schema (strawberry) says about itself."""

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import strawberry
from graphql import GraphQLArgument, GraphQLField, GraphQLInputObjectType, GraphQLUnionType, get_named_type
from strawberry.types.field import StrawberryField

from api.graphql.permissions import verb_of
from tests.house.rules.tree import files, parsed, place

KEY = "idempotencyKey"
# Decorator, signature, description and body together: whatever a mutation says more belongs into its service.
MUTATION_LINES = 8
# Mutations that may be sent twice without harm, and why.
REPEATABLE: Mapping[str, str] = {}


def rightless(schema: strawberry.Schema, verbs: Collection[str]) -> list[str]:
    """Mutations that name no right, or one that the database does not know."""
    found = []
    for name, field in _mutations(schema):
        written: StrawberryField = field.extensions["strawberry-definition"]
        verb = verb_of(written)
        if verb is None:
            found.append(f"{name} names no right: extensions=[needs(...)]")
        elif verb not in verbs:
            found.append(f"{name} needs {verb}, which no policy grants")
    return found


def keyless(schema: strawberry.Schema, repeatable: Mapping[str, str] = REPEATABLE) -> list[str]:
    """Mutations that a lost answer could make happen twice; excuses of mutations that are gone."""
    names = {name for name, _ in _mutations(schema)}
    found = [
        f"{name} takes no {KEY}"
        for name, field in _mutations(schema)
        if name not in repeatable and not any(_is_key(*argument) for argument in _arguments(field))
    ]
    return found + [f"{name} is excused and not there" for name in repeatable if name not in names]


def bare(schema: strawberry.Schema) -> list[str]:
    """Mutations whose result has no room for a refusal."""
    return [
        f"{name} answers {field.type}; make it a union with Problem"
        for name, field in _mutations(schema)
        if not isinstance(named := get_named_type(field.type), GraphQLUnionType)
        or "Problem" not in {member.name for member in named.types}
    ]


def lengths(root: Path) -> dict[str, int]:
    """The lines of each mutation, from its decorator to its end."""
    return {
        f"{place(path, root)} {node.name}": (node.end_lineno or 0) - node.decorator_list[0].lineno + 1
        for path, tree in parsed(files(root, ".py", under=["api"]))
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef) and any(map(_decides, node.decorator_list))
    }


def long(root: Path) -> list[str]:
    """Mutations that do more than call their service."""
    return [
        f"{name} has {lines} lines; {MUTATION_LINES} is the most"
        for name, lines in lengths(root).items()
        if lines > MUTATION_LINES
    ]


def _decides(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called) in ("decision", "strawberry.mutation")


def _mutations(schema: strawberry.Schema) -> Iterator[tuple[str, GraphQLField]]:
    mutation = schema._schema.mutation_type
    return iter(mutation.fields.items() if mutation else ())


def _arguments(field: GraphQLField) -> Iterator[tuple[str, str]]:
    for name, argument in field.args.items():
        yield name, _typed(argument)
        if isinstance(taken := get_named_type(argument.type), GraphQLInputObjectType):
            yield from ((inner, str(inside.type)) for inner, inside in taken.fields.items())


def _typed(argument: GraphQLArgument) -> str:
    return str(argument.type)


def _is_key(name: str, kind: str) -> bool:
    return name == KEY and kind.endswith("!")
