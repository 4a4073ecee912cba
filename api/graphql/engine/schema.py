"""Strawberry's schema, executed without what each request would pay for and nobody here uses."""

from collections.abc import Iterable
from functools import cached_property
from inspect import isawaitable
from typing import Any, cast

import strawberry
from graphql import ExecutionResult as Executed
from graphql import GraphQLError, get_operation_ast
from strawberry.exceptions import MissingQueryError
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.execution import ExecutionContext, ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType

from api.graphql.cache import Cache
from api.graphql.document_cache import Documents, Prepared
from api.graphql.engine.executor import ReadingExecutor
from api.graphql.query_cost.cost import Cost
from api.graphql.query_cost.limits import closed, refused
from api.graphql.validation import nulls, variables

# The usual tools ask three or four questions. A field that comes back takes about so much memory.
REMEMBERED, ROOM_BYTES, FIELD_BYTES = 20, 50_000_000, 200
ALL = frozenset({OperationType.QUERY, OperationType.MUTATION})


class Schema(strawberry.Schema):
    """A schema without extensions of its own: documents are prepared once, and errors are logged where they are masked.

    Entering and leaving the hooks of extensions, of which there are none, took a quarter of the time that Python
    spends on a read.
    """

    @cached_property
    def documents(self) -> Documents:
        """The documents met lately."""
        return Documents(self._schema)

    @cached_property
    def introspected(self) -> Cache[dict[str, Any]]:
        """What documents got that ask for the schema alone: the same for everybody."""
        return Cache(REMEMBERED, ROOM_BYTES)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Answer one request; a PreExecutionError, each of its errors with a code, when nothing was executed.

        Raises InvalidOperationTypeError for a kind that is not allowed here.
        """
        if query is None:
            raise MissingQueryError
        shown = getattr(context_value, "shows_schema", True)
        prepared = self.documents.prepared(query, operation_name, shown)
        if faults := _faults(prepared, operation_name):
            return PreExecutionError(data=None, errors=faults)
        kind, cost = cast(OperationType, prepared.kind), cast(Cost, prepared.cost)
        if kind not in (allowed_operation_types or ALL):
            raise InvalidOperationTypeError(kind)
        heavy = refused(cost, variable_values or {}) or (None if shown else closed(cost))
        if heavy is not None:
            return PreExecutionError(data=None, errors=[heavy])
        if cost.constant and (ready := self.introspected.get((query, operation_name))):
            return ExecutionResult(data=ready, errors=None)
        executor = self._executor(
            prepared, variable_values or {}, operation_name, root_value, context_value, operation_extensions
        )
        faults = executor if isinstance(executor, list) else executor.faults_of_payloads()
        if isinstance(executor, list) or faults:
            return PreExecutionError(data=None, errors=faults)
        executed = executor.execute_operation()
        result = cast(Executed, await executed if isawaitable(executed) else executed)
        if cost.constant and result.data and not result.errors:
            self.introspected.put((query, operation_name), result.data, FIELD_BYTES * cost.introspected)
        return ExecutionResult(data=result.data, errors=result.errors)

    def _executor(
        self,
        prepared: Prepared,
        sent: dict[str, Any],
        operation_name: str | None,
        root_value: Any,
        context_value: Any,
        operation_extensions: dict[str, Any] | None,
    ) -> ReadingExecutor | list[GraphQLError]:
        """What carries the operation out, or what is wrong with the variables that were sent."""
        executor = ReadingExecutor.build(
            self._schema,
            prepared.document,
            root_value,
            context_value,
            sent,
            operation_name,
            is_awaitable=cast(Any, optimized_is_awaitable),
            operation_extensions=operation_extensions,
            hide_suggestions=True,  # said in words of ours
        )
        if not isinstance(executor, list):
            null = nulls.faults(prepared.never_null, executor.variable_values.coerced)
            return null or cast(ReadingExecutor, executor)
        operation = get_operation_ast(prepared.document, operation_name)
        definitions = operation.variable_definitions if operation else None
        return variables.explained(self._schema, definitions or (), sent) or [variables.UNEXPLAINED]

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: `api.graphql.problems` logs what is a bug, and the rest concerns only the one who asked."""


def _faults(prepared: Prepared, operation_name: str | None) -> list[GraphQLError]:
    """What keeps the document from being carried out, whatever the variables."""
    if prepared.errors:
        return list(prepared.errors)
    if prepared.kind is not None:
        return []
    if operation_name is None:
        sentence = "The document has several operations: say which one is meant with `operationName`."
        return [GraphQLError(sentence, extensions={"code": "operation_name_required"})]
    sentence = f"The document has no operation named “{operation_name}”; see `operationName`."
    return [GraphQLError(sentence, extensions={"code": "no_such_operation"})]
