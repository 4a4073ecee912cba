"""The same schema executed by strawberry itself, over objects made of an answer: what selections mean without us."""

from typing import Any

import strawberry
from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLOutputType, is_leaf_type

from api.schema import schema

GRAPHQL = schema._schema


def rooted(answer: dict[str, Any]) -> Any:
    """What stands for the root: an attribute for each field of the answer, as a resolver would return it."""
    assert GRAPHQL.query_type is not None
    return _object(GRAPHQL.query_type, answer)


async def by_strawberry(document: str, variables: dict[str, Any], context: Any, root: Any) -> Any:
    """The result of strawberry's own `execute`: its executor, and every field completed one by one."""
    return await strawberry.Schema.execute(schema, document, variables, context, root)


def _value(kind: GraphQLOutputType, sent: Any) -> Any:
    match kind:
        case GraphQLNonNull():
            return _value(kind.of_type, sent)
        case _ if sent is None:
            return None
        case GraphQLList():
            return [_value(kind.of_type, item) for item in sent]
        case _ if is_leaf_type(kind):
            return kind.parse_value(sent)
        case _:
            return _object(GRAPHQL.get_type(sent.get("__typename", getattr(kind, "name", ""))), sent)


def _object(kind: Any, sent: dict[str, Any]) -> Any:
    """An instance of the class behind the type, so that strawberry knows which of an interface it is."""
    assert isinstance(kind, GraphQLObjectType)
    definition = kind.extensions["strawberry-definition"]
    made = object.__new__(definition.origin)
    for field in definition.fields:
        name = schema.config.name_converter.get_graphql_name(field)
        if name in sent:
            setattr(made, field.python_name, _value(kind.fields[name].type, sent[name]))
    return made
