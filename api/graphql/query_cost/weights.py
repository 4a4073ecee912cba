"""Weights: as how many fields one counts that takes long to work out."""

from collections.abc import Mapping

from graphql import GraphQLField

from api.graphql.engine.parts import GraphQLCoreConverter

# The path of a line goes through the leaves of all lines: 80 ms in a run of 100,000, so that one answer takes 2 s.
PROOF = 10_000
# The values of a line lie among those of 500 lines, which are opened for one step of it.
STEP_OF_GROUP = 100


def counts_as(fields: int) -> Mapping[str, int]:
    """`@strawberry.field(metadata=counts_as(10_000))`."""
    return {"weight": fields}


def weight_of(field: GraphQLField) -> int:
    """As how many fields it counts, without those below it."""
    declared = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return int((getattr(declared, "metadata", None) or {}).get("weight", 1))
