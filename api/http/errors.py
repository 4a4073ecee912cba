"""HTTP errors: answers that leave before GraphQL begins, of the shape of a GraphQL error, with the right status."""

from collections.abc import Mapping

import orjson
from authlib.oauth2.rfc6750 import InvalidTokenError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.graphql.problems import extensions_of
from api.languages import accepted
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, Unavailable
from domain.language.text import Language

GRAPHQL = "application/graphql-response+json"
PLAIN = "application/json"
STATUS = {Forbidden: 403, NotFound: 404, Conflict: 409, Unavailable: 503}


class Refused(Response):
    """An answer that refuses, in the language and the media type of the request."""

    def __init__(self, status: int, refused: Refusal, headers: Mapping[str, str]) -> None:
        super().__init__(status_code=status)
        self.refused = refused
        self.given = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        asked = Headers(scope=scope)
        answer = self.said(scope.get("language") or accepted(asked), media_type(asked))
        await answer(scope, receive, send)

    def said(self, language: Language, media: str) -> Response:
        """The answer in a language."""
        error = {"message": self.refused.said(language), "extensions": extensions_of(self.refused, language)}
        headers = {"cache-control": "no-store", **self.given}
        return Response(orjson.dumps({"errors": [error]}), self.status_code, headers, media)


def media_type(headers: Headers) -> str:
    """GraphQL's own media type for a client that names it, JSON for whoever takes anything."""
    return GRAPHQL if GRAPHQL in headers.get("accept", "") else PLAIN


def knows_only_json(headers: Headers) -> bool:
    """Whether the client names JSON but has not heard of GraphQL's own media type: it reads nothing but a 200."""
    accepted = headers.get("accept", "")
    return PLAIN in accepted and GRAPHQL not in accepted


def as_error(status: int, refused: Refusal, headers: Mapping[str, str] | None = None) -> Refused:
    """A request error of GraphQL over HTTP: no data, one error."""
    return Refused(status, refused, headers or {})


def refusal(refused: Refusal) -> Refused:
    """A refusal of the domain, before any field could answer with it."""
    return as_error(STATUS.get(type(refused), 400), refused)


def token(error: InvalidTokenError) -> Refused:
    """401 and the challenge of RFC 6750."""
    challenge = dict(error.get_headers())["WWW-Authenticate"]
    refused = getattr(error, "refused", None) or Invalid("invalid_token", "{found}", found=error.description)
    return as_error(401, refused, {"www-authenticate": challenge})
