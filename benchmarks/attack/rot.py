"""Documents that a schema does not know: one that rots would measure how fast a refusal is."""

from graphql import build_schema, parse, specified_rules, validate
from graphql.validation import MaxIntrospectionDepthRule, OverlappingFieldsCanBeMergedRule

from benchmarks.attack.servers import Server
from benchmarks.attack.shapes import SHAPES, Document

# What shapes are there to overdo.
OVERDONE = {OverlappingFieldsCanBeMergedRule, MaxIntrospectionDepthRule}
RULES = [rule for rule in specified_rules if rule not in OVERDONE]


def faults(schema: str, text: str) -> list[str]:
    """What a schema does not know of a document."""
    known = build_schema(schema, assume_valid=True)
    return [error.message for error in validate(known, parse(text), RULES)]


def sent(server: Server) -> dict[str, str]:
    """By name, every document that a schema should take, in the words of a server."""
    shaped = {one.name: one.send for one in SHAPES if isinstance(one.send, Document) and one.send.valid}
    prepared = {name: getattr(server.documents, name) for name in ("roots", "run", "draft")}
    return {name: each.text(server, 0) for name, each in shaped.items()} | prepared


def rotten(server: Server) -> dict[str, list[str]]:
    """By document, what the schema of a server does not know of it."""
    return {name: wrong for name, text in sent(server).items() if (wrong := faults(server.schema, text))}
