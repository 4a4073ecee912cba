"""Fields that compute: each may take seconds and gigabytes, so a document holds one."""

from collections.abc import Mapping

from graphql import GraphQLField
from strawberry.schema.schema_converter import GraphQLCoreConverter

# `@strawberry.field(metadata=COMPUTES)`
COMPUTES: Mapping[str, bool] = {"computes": True}


def computes(field: GraphQLField) -> bool:
    """Whether a field is declared to compute."""
    declared = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return bool((getattr(declared, "metadata", None) or {}).get("computes"))
