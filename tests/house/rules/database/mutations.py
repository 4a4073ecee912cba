"""What every mutation of the schema (strawberry) says about itself."""

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import strawberry
from graphql import GraphQLField, GraphQLInputObjectType, GraphQLNonNull, GraphQLObjectType, get_named_type
from strawberry.types.field import StrawberryField

from api.graphql.permissions import is_about_oneself, verb_of
from tests.house.rules.tree import files, parsed, place

KEY = "idempotencyKey"
PROBLEMS = "[Problem!]!"
# Decorator, signature, description and body together: whatever a mutation says more belongs into its service.
MUTATION_LINES = 8
# Mutations about whoever asks, and why nobody has to give them the right to it. They take no id, so name nobody else,
# but for ids of rows that the database shows to them alone.
ABOUT_ONESELF: Mapping[str, str] = {
    "cancelJob": "Whoever asked for a job may end it, and nobody else sees it.",
    "setLanguage": "In which language somebody reads is theirs to say, and nobody else's.",
}
OWN_ROWS: Mapping[str, str] = {"cancelJob": "id"}
# Mutations that may be sent twice without harm, and why.
REPEATABLE: Mapping[str, str] = {}


def rightless(
    schema: strawberry.Schema, verbs: Collection[str], about_oneself: Mapping[str, str] = ABOUT_ONESELF
) -> list[str]:
    """Mutations that name no right, or one that the database does not know; excuses of mutations that are gone."""
    names = {name for name, _ in _mutations(schema)}
    found = [f"{name} is excused and not there" for name in about_oneself if name not in names]
    for name, field in _mutations(schema):
        if name in about_oneself:
            found += _about_others(name, field)
            continue
        written: StrawberryField = field.extensions["strawberry-definition"]
        verb = verb_of(written)
        if verb is None:
            found.append(f"{name} names no right: extensions=[needs(...)]")
        elif verb not in verbs:
            found.append(f"{name} needs {verb}, which no policy grants")
    return found


def _about_others(name: str, field: GraphQLField) -> Iterator[str]:
    """What a mutation about oneself lacks or has too much."""
    if not is_about_oneself(field.extensions["strawberry-definition"]):
        yield f"{name} is excused as one about oneself: @decision(ONESELF, ...)"
    taken = get_named_type(field.args["input"].type) if "input" in field.args else None
    members = taken.fields if isinstance(taken, GraphQLInputObjectType) else {}
    yield from (
        f"{name} takes {member}, an id: what names somebody else needs a right"
        for member, inside in members.items()
        if str(get_named_type(inside.type)) == "ID" and OWN_ROWS.get(name) != member
    )


def keyless(schema: strawberry.Schema, repeatable: Mapping[str, str] = REPEATABLE) -> list[str]:
    """Mutations that a lost answer could make happen twice; excuses of mutations that are gone."""
    names = {name for name, _ in _mutations(schema)}
    found = [
        f"{name} takes no {KEY}"
        for name, field in _mutations(schema)
        if name not in repeatable and _key_of(field) != "String!"
    ]
    return found + [f"{name} is excused and not there" for name in repeatable if name not in names]


def loose_inputs(schema: strawberry.Schema) -> list[str]:
    """Mutations that take anything but one `input`, never null and of their own type."""
    wanted = {name: f"{_pascal(name)}Input!" for name, _ in _mutations(schema)}
    return [
        f"{name} takes {_shown(field) or 'nothing'}; it takes input: {wanted[name]}"
        for name, field in _mutations(schema)
        if _shown(field) != f"input: {wanted[name]}"
        or not isinstance(get_named_type(field.args["input"].type), GraphQLInputObjectType)
    ]


def bare(schema: strawberry.Schema) -> list[str]:
    """Mutations that answer anything but a payload of their own: null at the root, with room for every refusal."""
    return [f"{name} {fault}" for name, field in _mutations(schema) for fault in _faults(name, field)]


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


def _faults(name: str, field: GraphQLField) -> Iterator[str]:
    wanted, payload = f"{_pascal(name)}Payload", get_named_type(field.type)
    if str(field.type) != wanted or not isinstance(payload, GraphQLObjectType):
        yield f"answers {field.type}; it answers {wanted}"
        return
    problems = payload.fields.get("problems")
    if problems is None or str(problems.type) != PROBLEMS:
        yield f"answers no problems: {PROBLEMS}"
    for inner, inside in payload.fields.items():
        if inner != "problems" and isinstance(inside.type, GraphQLNonNull):
            yield f"promises {inner}, which nobody gets who is refused"


def _shown(field: GraphQLField) -> str:
    return ", ".join(f"{name}: {argument.type}" for name, argument in field.args.items())


def _key_of(field: GraphQLField) -> str:
    taken = get_named_type(field.args["input"].type) if "input" in field.args else None
    members = taken.fields if isinstance(taken, GraphQLInputObjectType) else {}
    return str(members[KEY].type) if KEY in members else ""


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]
