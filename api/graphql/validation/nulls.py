"""A variable that its own type lets be null, in a place with a default, where no null is taken: refused unexecuted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    Undefined,
    VariableDefinitionNode,
)
from graphql.validation import ValidationContext

from api.graphql.validation import variables
from domain.errors import Invalid

NOT_NULL = Invalid(
    "invalid_variable",
    "The variable `${place}` must not be null: it stands where the type is {type}. Send a value, or leave it"
    " out for the"
    " default.",
)


@dataclass(frozen=True, slots=True)
class NeverNull:
    """A variable of a valid document that must not be null, and the type of the place where it stands."""

    definition: VariableDefinitionNode
    kind: GraphQLInputType


def never_null(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> tuple[NeverNull, ...]:
    """Each variable that its type lets be null though a place where it stands does not, fragments and directives too.

    The document is valid: either the variable or the place has a default, which a null would overrule.
    """
    nullable = {
        definition.variable.name.value: definition
        for definition in operation.variable_definitions or ()
        if definition.type.kind != "non_null_type"
    }
    if not nullable:
        return ()
    context = ValidationContext(schema, document, TypeInfo(schema), lambda _: None)
    found: dict[str, NeverNull] = {}
    for usage in context.get_recursive_variable_usages(operation):
        name = usage.node.name.value
        if name in nullable and isinstance(usage.type, GraphQLNonNull):
            found.setdefault(name, NeverNull(nullable[name], usage.type))
    return tuple(found.values())


def faults(places: tuple[NeverNull, ...], given: Mapping[str, Any]) -> list[GraphQLError]:
    """An error for each of those that is null in `given`, the values by name with the defaults of those left out."""
    return [
        variables.error(
            place.definition, (place.definition.variable.name.value,), NOT_NULL.of(type=str(place.kind))
        )
        for place in places
        if given.get(place.definition.variable.name.value, Undefined) is None
    ]
