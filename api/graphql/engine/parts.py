"""Deep and private parts of strawberry and graphql-core that fields, limits and caches need, named once.

Everything else of the application takes them from here, so that a new release of either has one place to be read
against. The upper bounds stand in pyproject.toml.
"""

from typing import Any

from graphql import GraphQLArgument
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor import Executor
from graphql.execution.values import VariableValues, get_argument_values
from graphql.validation.rules.overlapping_fields_can_be_merged import OverlappingFieldsCanBeMergedRule
from graphql.validation.validate import ValidationAbortedError
from strawberry.annotation import StrawberryAnnotation
from strawberry.http.streaming import SSETransport, merge_stream_with_heartbeat
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.scalar import ScalarDefinition
from strawberry.utils.str_converters import to_camel_case

__all__ = [
    "Executor",
    "FieldDetailsList",
    "GraphQLCoreConverter",
    "InvalidOperationTypeError",
    "MaybeNullValidationRule",
    "OneOfInputValidationRule",
    "OverlappingFieldsCanBeMergedRule",
    "SSETransport",
    "ScalarDefinition",
    "StrawberryAnnotation",
    "StrawberryArgument",
    "StrawberryEnumDefinition",
    "ValidationAbortedError",
    "VariableValues",
    "arguments_of",
    "get_argument_values",
    "merge_stream_with_heartbeat",
    "to_camel_case",
]


def arguments_of(info: Any) -> dict[str, GraphQLArgument]:
    """What the field of a strawberry `Info` takes, by name."""
    taken: dict[str, GraphQLArgument] = info._raw_info.parent_type.fields[info.field_name].args  # noqa: SLF001 - no other way to them
    return taken
