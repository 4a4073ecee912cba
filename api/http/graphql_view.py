"""GraphQL over HTTP (the GraphQL Foundation's draft): one operation in, JSON out, nothing encoded twice."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType

from api.graphql.engine.parts import InvalidOperationTypeError
from api.graphql.engine.schema import Schema
from api.graphql.problems import presentable
from api.http import errors, graphql_request
from api.http.event_stream import TRANSPORT, EventStream
from api.http.graphql_request import BadRequestError, GraphQLRequest
from api.http.persisted_documents import PersistedDocuments
from domain.errors import Invalid
from domain.language.text import ENGLISH, Language

BY_METHOD = {"GET": {OperationType.QUERY}, "POST": {OperationType.QUERY, OperationType.MUTATION}}
ONLY_QUERIES = "By GET only queries are answered: send it by POST."
ONLY_FOLLOWED = "A subscription is answered by server-sent events: send `Accept: text/event-stream`."
ASKING = frozenset({"query", "documentId", "extensions"})
# Whoever asks gets their own answer, in their own language: nobody else's cache may keep it, theirs asks again first.
KEPT_BY_WHOEVER_ASKS = {
    "cache-control": "private, no-cache",
    "vary": "Authorization, Accept, Accept-Language",
}


@dataclass(frozen=True, slots=True)
class GraphQLView:
    """The endpoint. It expects the request's `Context` in the scope."""

    schema: Schema
    documents: PersistedDocuments

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except BadRequestError as bad:
            response = errors.as_error(bad.status, Invalid(bad.code, bad.text), bad.headers)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response | EventStream:
        if request.method not in BY_METHOD:
            raise BadRequestError(
                405, "GraphQL is asked by POST, or by GET for queries.", headers={"allow": "GET, POST"}
            )
        accepted = request.headers.get("accept", "")
        empty = ASKING.isdisjoint(request.query_params)
        if request.method == "GET" and empty and "text/html" in accepted:
            return RedirectResponse("/graphiql", 303)
        sent = await graphql_request.read(request)
        known = request.scope["context"].actor is not None
        asked = replace(sent, query=await self.documents.text(sent, known))
        if TRANSPORT.accepts(accepted):
            return await self._follow(asked, request)
        result = await self._execute(asked, request)
        response = _response(result, request)
        return _revalidated(response, request) if _can_be_kept(sent, result, request) else response

    async def _follow(self, asked: GraphQLRequest, request: Request) -> EventStream:
        try:
            answers = await self.schema.stream(
                asked.query,
                variable_values=asked.variables,
                context_value=request.scope["context"],
                operation_name=asked.operation_name,
                allowed_operation_types={*BY_METHOD[request.method], OperationType.SUBSCRIPTION},
            )
        except InvalidOperationTypeError:
            raise BadRequestError(405, ONLY_QUERIES, headers={"allow": "POST"}) from None
        return EventStream(
            _each_encoded(answers, request.scope.get("language", ENGLISH)), request.scope["life"]
        )

    async def _execute(self, asked: GraphQLRequest, request: Request) -> ExecutionResult:
        try:
            return await self.schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=request.scope["context"],
                operation_name=asked.operation_name,
                allowed_operation_types=BY_METHOD[request.method],
            )
        except InvalidOperationTypeError as wrong:
            if wrong.operation_type is OperationType.SUBSCRIPTION:
                raise BadRequestError(406, ONLY_FOLLOWED) from None
            raise BadRequestError(405, ONLY_QUERIES, headers={"allow": "POST"}) from None


def encoded(result: ExecutionResult, language: Language) -> bytes:
    """An answer as JSON; what it refuses in a language."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [presentable(error, language).formatted for error in result.errors]
    if not isinstance(result, PreExecutionError):
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    return orjson.dumps(body)


async def _each_encoded(
    answers: AsyncGenerator[ExecutionResult, None], language: Language
) -> AsyncGenerator[bytes, None]:
    async with aclosing(answers):
        async for one in answers:
            yield encoded(one, language)


def _response(result: ExecutionResult, request: Request) -> Response:
    carried_out = not isinstance(result, PreExecutionError)
    return Response(
        encoded(result, request.scope.get("language", ENGLISH)),
        200 if carried_out or errors.knows_only_json(request.headers) else 400,
        {"cache-control": "no-store"},
        errors.media_type(request.headers),
    )


def _can_be_kept(sent: GraphQLRequest, result: ExecutionResult, request: Request) -> bool:
    """Whether the answer has an address of its own, that of a registered document, and is whole."""
    return request.method == "GET" and not sent.query and not result.errors


def _revalidated(response: Response, request: Request) -> Response:
    """The answer with its tag, or only word that the client has it already."""
    tag = f'W/"{sha256(response.body).hexdigest()[:32]}"'
    known = request.headers.get("if-none-match", "")
    if tag in (each.strip() for each in known.split(",")):
        return Response(status_code=304, headers={**KEPT_BY_WHOEVER_ASKS, "etag": tag})
    response.headers.update({**KEPT_BY_WHOEVER_ASKS, "etag": tag})
    return response
