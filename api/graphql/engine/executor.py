"""Executes an operation; what the database writes is not completed field by field but passed on as it is."""

from collections.abc import Awaitable, Iterator
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    OperationType,
    get_named_type,
    is_abstract_type,
    located_error,
)
from graphql.execution.collect_fields import FieldDetailsList, collect_fields
from graphql.execution.executor import to_nodes
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.schema.schema_converter import GraphQLCoreConverter

from api.graphql.computed.answers import Lasting, completed
from api.graphql.mutations.payloads import Payload
from api.graphql.mutations.rows import ReadRows, read_rows, unread
from api.graphql.reads.fields import Read
from api.graphql.reads.read_field import Field, UnreadRow
from domain.areas import VIEWS
from domain.errors import Refusal


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

    def faults_of_payloads(self) -> list[GraphQLError]:
        """What reading the answers of this mutation or subscription would refuse: sizes, cursors and ids in selections.

        To be asked before anything is carried out, so that what was done never answers like a refusal.
        """
        kind = self.operation.operation
        nobody = getattr(self.context_value, "actor", None) is None  # who is refused whatever the selection
        root = None if kind is OperationType.QUERY else self.schema.get_root_type(kind)
        if root is None or nobody:
            return []
        collected = collect_fields(self.schema, self.fragments, self.variable_values, root, self.operation)
        fields = collected.grouped_field_set.items()
        return [
            fault
            for key, details in fields
            if (declared := root.fields.get(details[0].node.name.value))
            for fault in self._faults(declared, details, Path(None, key, root.name))
        ]

    def _faults(
        self, declared: GraphQLField, details: FieldDetailsList, path: Path
    ) -> Iterator[GraphQLError]:
        kind = get_named_type(declared.type)
        for one in self.schema.get_possible_types(kind) if is_abstract_type(kind) else (kind,):
            if one.name in VIEWS:
                try:
                    Field(self, declared, details, path).judge_payload(one.name)
                except (Refusal, GraphQLError) as error:
                    yield located_error(error, to_nodes(details), path.as_list())
            elif isinstance(one, GraphQLObjectType):
                for key, inner in self.collect_subfields(one, details).grouped_field_set.items():
                    if below := one.fields.get(inner[0].node.name.value):
                        yield from self._faults(below, inner, path.add_key(key, one.name))

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        details: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position: Any,
    ) -> Any:
        """Read what a mutation or a subscription returned by its id; complete anything else as ever."""
        if isinstance(result, UnreadRow):
            declared = info.parent_type.fields[info.field_name]
            return Field(self, declared, details, path).payload(result)
        if isinstance(result, ReadRows):
            return result.by_name[str(path.key)]
        if isinstance(result, Payload) and isinstance(return_type, GraphQLObjectType) and unread(result):
            return self._read_first(return_type, details, info, path, result, position)
        if isinstance(result, Lasting):
            ordinary = super().complete_value
            return completed(
                result,
                self.operation,
                self.variable_values,
                path,
                lambda value: ordinary(return_type, details, info, path, value, position),
            )
        return super().complete_value(return_type, details, info, path, result, position)

    async def _read_first(
        self,
        kind: GraphQLObjectType,
        details: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        payload: Payload,
        position: Any,
    ) -> Any:
        """Complete a payload after its rows are read: only then all of its problems are known."""
        await read_rows(self, kind, details, path, payload)
        completed = super().complete_value(kind, details, info, path, payload, position)
        return await completed if self.is_awaitable(completed) else completed

    async def _located(
        self, read: Awaitable[Any], kind: GraphQLOutputType, details: FieldDetailsList, path: Path
    ) -> Any:
        try:
            return await read
        except Exception as error:  # noqa: BLE001 - as graphql-core does: any error becomes an error of this field
            self.handle_field_error(error, kind, details, path)
            return None
