"""GraphQL over HTTP (the GraphQL Foundation's draft): one operation in, JSON out, nothing encoded twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import strawberry
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType

from api.graphql.engine.parts import InvalidOperationTypeError
from api.graphql.problems import presentable
from api.http import errors, strict_json

# What clients with persisted queries know: they send the document itself next.
NO_KEPT_DOCUMENTS = ("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
BY_METHOD = {"GET": {OperationType.QUERY}, "POST": {OperationType.QUERY, OperationType.MUTATION}}


class BadRequestError(Exception):
    """This is no GraphQL request; `status`, `code` and the sentence say why."""

    def __init__(self, status: int, sentence: str, code: str = "bad_request", **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.headers = headers


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One GraphQL request, as it came."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


@dataclass(frozen=True, slots=True)
class GraphQLView:
    """The endpoint. It expects the request's `Context` in the scope."""

    schema: strawberry.Schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except BadRequestError as bad:
            response = errors.as_error(bad.status, str(bad), {"code": bad.code}, bad.headers)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in BY_METHOD:
            raise BadRequestError(405, "GraphQL is asked by POST, or by GET for queries.", allow="GET, POST")
        accepted = request.headers.get("accept", "")
        if request.method == "GET" and "query" not in request.query_params and "text/html" in accepted:
            return RedirectResponse("/graphiql", 303)
        result = await self._execute(await _asked(request), request)
        return _response(result, plain=errors.knows_only_json(request.headers))

    async def _execute(self, asked: GraphQLRequest, request: Request) -> ExecutionResult:
        try:
            return await self.schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=request.scope["context"],
                operation_name=asked.operation_name,
                allowed_operation_types=BY_METHOD[request.method],
            )
        except InvalidOperationTypeError:
            raise BadRequestError(
                405, "By GET only queries are answered: send it by POST.", allow="POST"
            ) from None


def _response(result: ExecutionResult, plain: bool) -> Response:
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [presentable(error).formatted for error in result.errors]
    executed = not isinstance(result, PreExecutionError)
    if executed:
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    return Response(
        orjson.dumps(body),
        200 if executed or plain else 400,
        {"cache-control": "no-store"},
        errors.PLAIN if plain else errors.GRAPHQL,
    )


async def _asked(request: Request) -> GraphQLRequest:
    """Read the request by its method. Raises BadRequestError."""
    if request.method == "GET":
        given: Mapping[str, Any] = _once(request.query_params)
        parsed = {name: _json(given.get(name) or b"null") for name in ("variables", "extensions")}
        return _checked({**given, **parsed})
    kind, _, charset = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() != errors.PLAIN or charset.lower().replace('"', "").strip() not in (
        "",
        "charset=utf-8",
    ):
        raise BadRequestError(415, "Send the request as application/json in UTF-8.")
    return _checked(_json(await request.body()))


def _once(sent: QueryParams) -> dict[str, str]:
    names = [name for name, _ in sent.multi_items()]
    if twice := [name for name in sent if names.count(name) > 1]:
        raise BadRequestError(400, f"“{twice[0][:60]}” is given twice in the address: keep one of the two.")
    return dict(sent)


def _json(text: str | bytes) -> Any:
    try:
        return strict_json.loads(text)
    except strict_json.NotTakenError as wrong:
        raise BadRequestError(400, f"This JSON cannot be taken: {wrong}.") from None
    except ValueError as wrong:
        raise BadRequestError(400, f"This is not JSON: {wrong}.") from None


def _checked(given: Any) -> GraphQLRequest:
    if isinstance(given, list):
        raise BadRequestError(400, "Batches are not answered: send one operation at a time.")
    if isinstance(given, dict) and not given.get("query") and _names_a_kept_document(given.get("extensions")):
        raise BadRequestError(400, *NO_KEPT_DOCUMENTS)
    if not isinstance(given, dict) or not isinstance(given.get("query"), str) or not given["query"].strip():
        raise BadRequestError(400, 'There is no document: send {"query": "{ about { version } }"}.')
    variables, name = given.get("variables"), given.get("operationName")
    if not isinstance(variables, dict | None):
        raise BadRequestError(400, "variables must be an object, with one member for each variable.")
    if not isinstance(name, str | None):
        raise BadRequestError(400, "operationName must be a name.")
    if not isinstance(given.get("extensions"), dict | None):
        raise BadRequestError(400, "extensions must be an object.")
    return GraphQLRequest(given["query"], variables, name or None)


def _names_a_kept_document(extensions: Any) -> bool:
    return isinstance(extensions, dict) and isinstance(extensions.get("persistedQuery"), dict)
