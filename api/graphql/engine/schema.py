"""Strawberry's schema, executed without what each request would pay for and nobody here uses."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import cached_property
from inspect import isawaitable
from typing import Any, cast

import strawberry
from graphql import ExecutionResult as Executed
from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    create_source_event_stream,
    get_operation_ast,
    located_error,
    map_source_to_response_event,
    parse,
)
from strawberry.exceptions import MissingQueryError
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.execution import ExecutionContext, ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType

from api.graphql.cache import Cache
from api.graphql.document_cache import Documents, Prepared
from api.graphql.engine.executor import ReadingExecutor
from api.graphql.query_cost.cost import Cost
from api.graphql.query_cost.limits import MOST_TOKENS, closed, refused, told
from api.graphql.validation import nulls, variables
from domain.errors import Invalid

# The usual tools ask three or four questions. A field that comes back takes about so much memory: 66 bytes, measured
# on the description of the whole schema, 1.8 MB for 27,000 fields.
REMEMBERED, ROOM_BYTES, FIELD_BYTES = 20, 50_000_000, 100
NO_OPERATION = "It has no operation, such as a query; fragments belong into the document that uses them."
ALL = frozenset({OperationType.QUERY, OperationType.MUTATION})


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation of a document, as a request asks for it."""

    query: str
    variables: dict[str, Any]
    context: Any
    root: Any
    operation_name: str | None
    extensions: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Ready:
    """An operation that may be carried out, and the `extensions` of its answers."""

    executor: ReadingExecutor
    kind: OperationType
    cost: Cost
    extensions: dict[str, Any]


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

    @property
    def graphql(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    def faults(self, document: str) -> list[str]:
        """What keeps any operation of a document from being carried out, whatever the variables; in sentences."""
        operations: list[str | None] = [None]
        with suppress(GraphQLError):
            nodes = parse(document, max_tokens=MOST_TOKENS).definitions
            named = [one.name for one in nodes if isinstance(one, OperationDefinitionNode)]
            if not named:
                return [NO_OPERATION]
            operations = [name.value if name else None for name in named]
        prepared = [self.documents.prepared(document, name) for name in operations]
        found = [_faults(each, name) for each, name in zip(prepared, operations, strict=True)]
        return list(dict.fromkeys(error.message for errors in found for error in errors))

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

        `extensions.cost` tells how many fields could come back and how many may.

        Raises InvalidOperationTypeError for a kind that is not allowed here.
        """
        if query is None:
            raise MissingQueryError
        asked = Asked(
            query, variable_values or {}, context_value, root_value, operation_name, operation_extensions
        )
        ready = self._judged(asked, frozenset(allowed_operation_types or ALL))
        return ready if isinstance(ready, ExecutionResult) else await self._carried_out(asked, ready)

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> AsyncGenerator[ExecutionResult, None]:
        """The answers of one request: those of a subscription one after the other, else the one of `execute`.

        What ends a subscription is the error of its last answer. Raises InvalidOperationTypeError as `execute` does.
        """
        if query is None:
            raise MissingQueryError
        asked = Asked(
            query, variable_values or {}, context_value, root_value, operation_name, operation_extensions
        )
        ready = self._judged(asked, frozenset(allowed_operation_types or {*ALL, OperationType.SUBSCRIPTION}))
        return self._streamed(asked, ready)

    async def _streamed(
        self, asked: Asked, ready: Ready | ExecutionResult
    ) -> AsyncGenerator[ExecutionResult, None]:
        if isinstance(ready, ExecutionResult):
            yield ready
        elif ready.kind is not OperationType.SUBSCRIPTION:
            yield await self._carried_out(asked, ready)
        else:
            try:
                async with aclosing(_answers(ready.executor)) as answers:
                    async for one in answers:
                        yield ExecutionResult(one.data, one.errors, ready.extensions)
            except Exception as error:  # noqa: BLE001 - as with any field: an error becomes an error of the answer
                key = _root_key(ready.executor)
                yield ExecutionResult(None, [located_error(error, path=[key])], ready.extensions)

    def _judged(self, asked: Asked, allowed: frozenset[OperationType]) -> Ready | ExecutionResult:
        """What carries the operation out; or the answer, when that is there already or nothing is to be executed."""
        shown = getattr(asked.context, "shows_schema", True)
        prepared = self.documents.prepared(asked.query, asked.operation_name, shown)
        if faults := _faults(prepared, asked.operation_name):
            return PreExecutionError(data=None, errors=faults)
        kind, cost = cast(OperationType, prepared.kind), cast(Cost, prepared.cost)
        if kind not in allowed:
            raise InvalidOperationTypeError(kind)
        fields = cost.fields(asked.variables)
        extensions = told(fields)
        heavy = refused(fields, asked.variables) or (None if shown else closed(cost))
        if heavy is not None:
            return PreExecutionError(data=None, errors=[heavy])
        if cost.constant and (there := self.introspected.get((asked.query, asked.operation_name))):
            return ExecutionResult(data=there, errors=None, extensions=extensions)
        executor = self._executor(prepared, asked)
        faults = executor if isinstance(executor, list) else executor.faults_of_payloads()
        if isinstance(executor, list) or faults:
            return PreExecutionError(data=None, errors=faults)
        return Ready(executor, kind, cost, extensions)

    async def _carried_out(self, asked: Asked, ready: Ready) -> ExecutionResult:
        executed = ready.executor.execute_operation()
        result = cast(Executed, await executed if isawaitable(executed) else executed)
        if ready.cost.constant and result.data and not result.errors:
            size = FIELD_BYTES * ready.cost.introspected
            self.introspected.put((asked.query, asked.operation_name), result.data, size)
        return ExecutionResult(data=result.data, errors=result.errors, extensions=ready.extensions)

    def _executor(self, prepared: Prepared, asked: Asked) -> ReadingExecutor | list[GraphQLError]:
        """What carries the operation out, or what is wrong with the variables that were sent."""
        executor = ReadingExecutor.build(
            self._schema,
            prepared.document,
            asked.root,
            asked.context,
            asked.variables,
            asked.operation_name,
            is_awaitable=cast(Any, optimized_is_awaitable),
            operation_extensions=asked.extensions,
            hide_suggestions=True,  # said in words of ours
        )
        if not isinstance(executor, list):
            null = nulls.faults(prepared.never_null, executor.variable_values.coerced)
            return null or cast(ReadingExecutor, executor)
        operation = get_operation_ast(prepared.document, asked.operation_name)
        definitions = operation.variable_definitions if operation else None
        return variables.explained(self._schema, definitions or (), asked.variables) or [
            variables.UNEXPLAINED
        ]

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: `api.graphql.problems` logs what is a bug, and the rest concerns only the one who asked."""


async def _answers(executor: ReadingExecutor) -> AsyncGenerator[Executed, None]:
    """The answers of a subscription, as its events come."""
    found = create_source_event_stream(executor)
    source = await found if isawaitable(found) else found
    if isinstance(source, Executed):
        yield source
        return
    async with aclosing(map_source_to_response_event(executor, source)) as answers:
        async for one in answers:
            yield one


def _root_key(executor: ReadingExecutor) -> str:
    """The name in the answer of a subscription's field, of which there is one."""
    node = next(each for each in executor.operation.selection_set.selections if isinstance(each, FieldNode))
    return (node.alias or node.name).value


def _faults(prepared: Prepared, operation_name: str | None) -> list[GraphQLError]:
    """What keeps the document from being carried out, whatever the variables."""
    if prepared.errors:
        return list(prepared.errors)
    if prepared.kind is not None:
        return []
    if operation_name is None:
        refused = Invalid(
            "operation_name_required",
            "The document has several operations: say which one is meant with `operationName`.",
        )
    else:
        refused = Invalid(
            "no_such_operation",
            "The document has no operation named “{name}”; see `operationName`.",
            name=operation_name,
        )
    return [GraphQLError(refused.message, original_error=refused, extensions={"code": refused.code})]
