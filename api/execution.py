"""Strawberry's schema, executed without what each request would pay for and nobody here uses."""

from collections.abc import Iterable
from functools import cached_property
from inspect import isawaitable
from typing import Any, cast

import strawberry
from graphql import GraphQLError, execute
from strawberry.exceptions import MissingQueryError
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionContext, ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType

from api.documents import Documents
from api.limits import refused

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
        """Answer one request; a PreExecutionError when nothing was executed.

        Raises InvalidOperationTypeError for a kind that is not allowed here, CannotGetOperationTypeError when the
        document does not say which operation is meant.
        """
        if query is None:
            raise MissingQueryError
        prepared = self.documents.prepared(query, operation_name)
        if prepared.errors:
            return PreExecutionError(data=None, errors=list(prepared.errors))
        if prepared.kind is None or prepared.weight is None:
            raise CannotGetOperationTypeError(operation_name)
        if prepared.kind not in (allowed_operation_types or ALL):
            raise InvalidOperationTypeError(prepared.kind)
        heavy = refused(prepared.weight, variable_values or {})
        if heavy is not None:
            return PreExecutionError(data=None, errors=[heavy])
        executed = execute(
            self._schema,
            prepared.document,
            root_value,
            context_value,
            variable_values,
            operation_name,
            executor_class=self.execution_context_class,
            is_awaitable=cast(Any, optimized_is_awaitable),
            operation_extensions=operation_extensions,
        )
        result = await executed if isawaitable(executed) else executed
        return ExecutionResult(data=result.data, errors=result.errors)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: `api.problems` logs what is a bug, and the rest concerns only the one who asked."""
