"""HTTP errors: answers that leave before GraphQL begins, of the shape of a GraphQL error, with the right status."""

from collections.abc import Mapping

import orjson
from authlib.oauth2.rfc6750 import InvalidTokenError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.graphql.problems import extensions_of
from domain.errors import Conflict, Forbidden, NotFound, Refusal, Unavailable

GRAPHQL = "application/graphql-response+json"
PLAIN = "application/json"
STATUS = {Forbidden: 403, NotFound: 404, Conflict: 409, Unavailable: 503}


class Refused(Response):
    """An answer in the media type that the request accepts."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        self.headers["content-type"] = media_type(Headers(scope=scope))
        await super().__call__(scope, receive, send)


def media_type(headers: Headers) -> str:
    """GraphQL's own media type for a client that names it, JSON for whoever takes anything."""
    return GRAPHQL if GRAPHQL in headers.get("accept", "") else PLAIN


def knows_only_json(headers: Headers) -> bool:
    """Whether the client names JSON but has not heard of GraphQL's own media type: it reads nothing but a 200."""
    accepted = headers.get("accept", "")
    return PLAIN in accepted and GRAPHQL not in accepted


def as_error(
    status: int, message: str, extensions: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> Response:
    """A request error of GraphQL over HTTP: no data, one error."""
    body = orjson.dumps({"errors": [{"message": message, "extensions": dict(extensions)}]})
    return Refused(body, status, {"cache-control": "no-store", **(headers or {})}, GRAPHQL)


def refusal(refused: Refusal) -> Response:
    """A refusal of the domain, before any field could answer with it."""
    return as_error(STATUS.get(type(refused), 400), refused.message, extensions_of(refused))


def token(error: InvalidTokenError) -> Response:
    """401 and the challenge of RFC 6750."""
    challenge = dict(error.get_headers())["WWW-Authenticate"]
    return as_error(401, error.description, {"code": "invalid_token"}, {"www-authenticate": challenge})
