"""Executes an operation; what the database writes is not completed field by field but passed on as it is."""

from collections.abc import Awaitable
from typing import Any

from graphql import GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.schema.schema_converter import GraphQLCoreConverter

from api.fields import Read
from api.reading import Field, Payload


class ReadingExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core's executor, with two short cuts: fields of the root that are read, and payloads of mutations."""

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        details: FieldDetailsList,
        path: Path,
        position: Any,
    ) -> Any:
        """Read the field when it is declared so; else resolve it as ever."""
        declared = parent_type.fields.get(details[0].node.name.value)
        if declared is None or not isinstance(
            declared.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF), Read
        ):
            return super().execute_field(parent_type, source, details, path, position)
        read = Field(self, declared, details, path).root()
        return self._located(read, declared.type, details, path)

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        details: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position: Any,
    ) -> Any:
        """Read what a mutation returned by its id; complete anything else as ever."""
        if isinstance(result, Payload):
            declared = info.parent_type.fields[info.field_name]
            return Field(self, declared, details, path).payload(result)
        return super().complete_value(return_type, details, info, path, result, position)

    async def _located(
        self, read: Awaitable[Any], kind: GraphQLOutputType, details: FieldDetailsList, path: Path
    ) -> Any:
        try:
            return await read
        except Exception as error:  # noqa: BLE001 - as graphql-core does: any error becomes an error of this field
            self.handle_field_error(error, kind, details, path)
            return None
